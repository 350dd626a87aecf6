// The rows of maps: what there is, what is in the bin, and the first journal row of a new one. Knows no documents.
import type { Kysely, Selectable, Transaction } from "kysely";
import type { TeamRole } from "#shared/access/api.ts";
import type { PersonKind } from "#shared/people/api.ts";
import type { MapsTable, Tables } from "../store/schema.ts";

export interface NewMap {
  id: string;
  title: string;
  nodeCount: number;
  linkCount: number;
  /** The map's first update (encoding V1). */
  update: Uint8Array;
  /** Id of the person who made it, and owns it; null: the server itself. */
  by: string | null;
  /** What all members may do on it without being named; nothing unless said otherwise. */
  teamRole?: TeamRole;
}

export type MapRow = Selectable<MapsTable> & {
  /** Name of the person who changed it last, as it is today. */
  changed_by_name: string | null;
  changed_by_kind: PersonKind | null;
};

const FIRST_SEQ = 1;

export class MapStore {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /** Stores a map with its first update: both or nothing. */
  async insert(map: NewMap): Promise<void> {
    await this.#db.transaction().execute((transaction) => insertInto(transaction, map));
  }

  /**
   * Stores a map unless this has happened on this installation before. Both or nothing: a server that is killed on its
   * first start does it on the next.
   */
  async insertOnce(key: string, make: () => NewMap): Promise<void> {
    await this.#db.transaction().execute(async (transaction) => {
      const { numInsertedOrUpdatedRows } = await transaction
        .insertInto("facts")
        .values({ key, value: String(Date.now()) })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow();
      if (numInsertedOrUpdatedRows === 1n) await insertInto(transaction, make());
    });
  }

  /** The maps in use, or those in the bin; the last changed first. */
  async list(deleted: boolean): Promise<MapRow[]> {
    return await this.#rows()
      .where("maps.deleted_at", deleted ? "is not" : "is", null)
      .orderBy("maps.changed_at", "desc")
      .execute();
  }

  async get(id: string): Promise<MapRow | null> {
    return (await this.#rows().where("maps.id", "=", id).executeTakeFirst()) ?? null;
  }

  #rows() {
    return this.#db
      .selectFrom("maps")
      .leftJoin("people", "people.id", "maps.changed_by")
      .selectAll("maps")
      .select(["people.name as changed_by_name", "people.kind as changed_by_kind"]);
  }

  async state(id: string): Promise<"there" | "deleted" | "unknown"> {
    const row = await this.#db
      .selectFrom("maps")
      .select("deleted_at")
      .where("id", "=", id)
      .executeTakeFirst();
    if (row === undefined) return "unknown";
    return row.deleted_at === null ? "there" : "deleted";
  }

  /** Rises when content of a map is erased for good; 0 for a map that is not there. */
  async epochOf(id: string): Promise<number> {
    const row = await this.#db
      .selectFrom("maps")
      .select("epoch")
      .where("id", "=", id)
      .executeTakeFirst();
    return row?.epoch ?? 0;
  }

  /** Puts a map into the bin (a time) or takes it out (null). false: there is no such map, or it is so already. */
  async setDeletedAt(id: string, deletedAt: number | null): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable("maps")
      .set({ deleted_at: deletedAt })
      .where("id", "=", id)
      .where("deleted_at", deletedAt === null ? "is not" : "is", null)
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  }

  /** Deletes for good what was put into the bin before `time`. Returns the ids. */
  async purge(time: number): Promise<string[]> {
    return await this.#db.transaction().execute(async (transaction) => {
      const purged = await transaction
        .deleteFrom("maps")
        .where("deleted_at", "<", time)
        .returning("id")
        .execute();
      const ids = purged.map(({ id }) => id);
      if (ids.length > 0) {
        await transaction.deleteFrom("journal").where("map_id", "in", ids).execute();
        await transaction.deleteFrom("client_ids").where("map_id", "in", ids).execute();
      }
      return ids;
    });
  }
}

async function insertInto(
  transaction: Transaction<Tables>,
  { id, title, nodeCount, linkCount, update, by, teamRole = null }: NewMap,
): Promise<void> {
  const now = Date.now();
  await transaction
    .insertInto("maps")
    .values({
      id,
      title,
      node_count: nodeCount,
      link_count: linkCount,
      created_at: now,
      changed_at: now,
      changed_by: by,
      deleted_at: null,
      summary_seq: FIRST_SEQ,
      team_role: teamRole,
    })
    .execute();
  if (by !== null) {
    await transaction
      .insertInto("map_members")
      .values({ map_id: id, person_id: by, role: "owner", created_at: now })
      .execute();
  }
  await transaction
    .insertInto("journal")
    .values({ map_id: id, seq: FIRST_SEQ, bytes: update })
    .execute();
}
