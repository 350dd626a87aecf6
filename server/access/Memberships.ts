// Roles on a map by name, and what the whole team may do there: giving, changing, taking away. A map always keeps an
// owner. Asks nobody for permission (the routes do) and knows no HTTP.
import type { Kysely, Transaction } from "kysely";
import type { TeamRole } from "#shared/access/api.ts";
import { bestRole, type Role } from "#shared/access/policy.ts";
import type { Tables } from "../store/schema.ts";
import { announceRights, type AccessSetup, type Failed } from "./accessSetup.ts";

interface Wanted {
  mapId: string;
  personId: string;
  /** Who wants it. */
  byId: string;
}

export class Memberships {
  readonly #setup: AccessSetup;

  constructor(setup: AccessSetup) {
    this.#setup = setup;
  }

  /** Gives a person this role on a map, whatever they had. A guest gets it within the invitation they came by. */
  async giveRole(wanted: Wanted, role: Role): Promise<undefined | Failed> {
    const { mapId, personId, byId } = wanted;
    const failed = await this.#within(async (transaction): Promise<Failed | undefined> => {
      const person = await transaction
        .selectFrom("people")
        .select("kind")
        .where("id", "=", personId)
        .where("erased_at", "is", null)
        .executeTakeFirst();
      if (person === undefined) return { problem: "not-found" };
      if (person.kind === "guest") {
        // Who owns a map must be able to come back to it, also without the link.
        if (role === "owner") return { problem: "invalid-request" };
        if (!(await changeGuest(transaction, mapId, personId, role))) {
          return { problem: "not-found" };
        }
      } else {
        if (role !== "owner" && (await isLastOwner(transaction, mapId, personId))) {
          return { problem: "last-owner" };
        }
        await nameMember(transaction, mapId, personId, role);
      }
      const entry = {
        action: "access.changed",
        actorId: byId,
        mapId,
        subjectId: personId,
      } as const;
      await this.#setup.audit.record(entry, transaction);
      return undefined;
    });
    if (failed === undefined) announceRights(this.#setup.bus, mapId, [personId]);
    return failed;
  }

  /** Takes away what a person has by name or by link. Who leaves by themselves may come again by the link. */
  async takeRole({ mapId, personId, byId }: Wanted): Promise<undefined | Failed> {
    const failed = await this.#within(async (transaction): Promise<Failed | undefined> => {
      if (await isLastOwner(transaction, mapId, personId)) return { problem: "last-owner" };
      const { numDeletedRows: named } = await transaction
        .deleteFrom("map_members")
        .where("map_id", "=", mapId)
        .where("person_id", "=", personId)
        .executeTakeFirstOrThrow();
      const invited =
        personId === byId
          ? await forgetLinks(transaction, mapId, personId)
          : await closeLinks(transaction, mapId, personId);
      if (named === 0n && invited === 0n) return { problem: "not-found" };
      const entry = {
        action: "access.removed",
        actorId: byId,
        mapId,
        subjectId: personId,
      } as const;
      await this.#setup.audit.record(entry, transaction);
      return undefined;
    });
    if (failed === undefined) announceRights(this.#setup.bus, mapId, [personId]);
    return failed;
  }

  /** Sets what every member may do on the map without being named there. */
  async setTeamRole(mapId: string, role: TeamRole, byId: string): Promise<undefined> {
    const people = await this.#within(async (transaction) => {
      const { team_role: before } = await transaction
        .selectFrom("maps")
        .select("team_role")
        .where("id", "=", mapId)
        .executeTakeFirstOrThrow();
      await transaction
        .updateTable("maps")
        .set({ team_role: role })
        .where("id", "=", mapId)
        .execute();
      const entry = { action: "access.changed", actorId: byId, mapId } as const;
      await this.#setup.audit.record(entry, transaction);
      return before === role
        ? []
        : await membersBelow(transaction, mapId, bestRole([before, role]));
    });
    announceRights(this.#setup.bus, mapId, people);
    return undefined;
  }

  /** One at a time: of two requests that would leave a map without an owner, the second must see the first. */
  #within<Outcome>(run: (transaction: Transaction<Tables>) => Promise<Outcome>): Promise<Outcome> {
    return this.#setup.db.transaction().execute(run);
  }
}

/** Members who are not named on the map with a role as good as this one: theirs depends on what the team may do. */
async function membersBelow(
  db: Kysely<Tables>,
  mapId: string,
  role: Role | null,
): Promise<string[]> {
  const members = await db
    .selectFrom("people")
    .leftJoin("map_members", (join) =>
      join.onRef("map_members.person_id", "=", "people.id").on("map_members.map_id", "=", mapId),
    )
    .select(["people.id", "map_members.role"])
    .where("people.kind", "=", "member")
    .execute();
  return members.filter((one) => bestRole([one.role, role]) !== one.role).map(({ id }) => id);
}

async function isLastOwner(db: Kysely<Tables>, mapId: string, personId: string): Promise<boolean> {
  const owners = await db
    .selectFrom("map_members")
    .innerJoin("people", "people.id", "map_members.person_id")
    .select("people.id")
    .where("map_members.map_id", "=", mapId)
    .where("map_members.role", "=", "owner")
    .where("people.erased_at", "is", null)
    .execute();
  return owners.length === 1 && owners[0]?.id === personId;
}

/** From now on what is written here counts, and not by which links the person once came. */
async function nameMember(
  db: Kysely<Tables>,
  mapId: string,
  personId: string,
  role: Role,
): Promise<void> {
  await db
    .insertInto("map_members")
    .values({ map_id: mapId, person_id: personId, role, created_at: Date.now() })
    .onConflict((conflict) => conflict.columns(["map_id", "person_id"]).doUpdateSet({ role }))
    .execute();
  await forgetLinks(db, mapId, personId);
}

async function changeGuest(
  db: Kysely<Tables>,
  mapId: string,
  personId: string,
  role: Exclude<Role, "owner">,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("invited_people")
    .set({ role })
    .where("map_id", "=", mapId)
    .where("person_id", "=", personId)
    .where("removed_at", "is", null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

async function forgetLinks(db: Kysely<Tables>, mapId: string, personId: string): Promise<bigint> {
  const { numDeletedRows } = await db
    .deleteFrom("invited_people")
    .where("map_id", "=", mapId)
    .where("person_id", "=", personId)
    .where("removed_at", "is", null)
    .executeTakeFirstOrThrow();
  return numDeletedRows;
}

async function closeLinks(db: Kysely<Tables>, mapId: string, personId: string): Promise<bigint> {
  const { numUpdatedRows } = await db
    .updateTable("invited_people")
    .set({ removed_at: Date.now() })
    .where("map_id", "=", mapId)
    .where("person_id", "=", personId)
    .where("removed_at", "is", null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows;
}
