// The audit log: who did what and when, by ids. Holds no content, no names and no addresses, so that it may outlive both.
// Knows no HTTP.
import type { Kysely } from "kysely";
import type { AuditAction } from "#shared/access/api.ts";
import { errorFields, type Log } from "../log.ts";
import type { Tables } from "../store/schema.ts";

export interface AuditEntry {
  action: AuditAction;
  /** Who did it; null: nobody who is signed in, or the server itself. */
  actorId?: string | null;
  mapId?: string | null;
  /** Whom or what it was done to: a person, an invitation. */
  subjectId?: string | null;
}

/** An entry as it is read. */
export interface AuditRow {
  id: number;
  at: number;
  action: AuditAction;
  actorId: string | null;
  mapId: string | null;
  subjectId: string | null;
}

export interface AuditQuery {
  /** Only entries before this id; null: from the newest on. */
  before: number | null;
  /** null: of all maps, and of the installation. */
  mapId: string | null;
  limit: number;
}

/** Opening maps is noted together: a burst of people coming back must not wait for a write each. */
const OPENED_DELAY_MS = 1_000;
const MAX_REMEMBERED = 50_000;

export class AuditLog {
  readonly #db: Kysely<Tables>;
  readonly #log: Log;
  /** What is noted once a day and was noted today. */
  #remembered = new Set<string>();
  #opened: { at: number; actorId: string; mapId: string; key: string }[] = [];
  #timer: NodeJS.Timeout | null = null;

  constructor(db: Kysely<Tables>, log: Log) {
    this.#db = db;
    this.#log = log;
  }

  /** Adds an entry. `db`: the transaction that does what is noted, so that both are stored or neither. */
  async record(entry: AuditEntry, db: Kysely<Tables> = this.#db): Promise<void> {
    await insertEntry(db, entry);
  }

  /** Adds an entry about something that was only read: where nothing can be written, people still get what is theirs. */
  async recordReading(entry: AuditEntry): Promise<void> {
    try {
      await this.record(entry);
    } catch (error) {
      const { action, mapId } = entry;
      this.#log.error({ ...errorFields(error), action, map: mapId }, "audit entry not written");
    }
  }

  /**
   * Notes that somebody opened a map: once a person, map and day (UTC). Written a moment later, along with others; a
   * server that is killed in that moment forgets it.
   */
  opened(actorId: string, mapId: string): void {
    const at = Date.now();
    const key = `opened ${new Date(at).toISOString().slice(0, 10)} ${mapId} ${actorId}`;
    if (this.#remembered.has(key)) return;
    if (this.#remembered.size >= MAX_REMEMBERED) this.#remembered = new Set();
    this.#remembered.add(key);
    this.#opened.push({ at, actorId, mapId, key });
    this.#timer ??= setTimeout(() => {
      this.flush().catch((error: unknown) => {
        this.#log.error(errorFields(error), "audit entries not written");
      });
    }, OPENED_DELAY_MS);
    this.#timer.unref();
  }

  /** Writes what waits. To be called before the database closes. */
  async flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const opened = this.#opened;
    this.#opened = [];
    if (opened.length === 0) return;
    try {
      await this.#db.transaction().execute(async (transaction) => {
        for (const { at, actorId, mapId, key } of opened) {
          await transaction
            .insertInto("audit")
            .values({
              at,
              action: "map.opened",
              actor_id: actorId,
              map_id: mapId,
              subject_id: null,
              once_key: key,
            })
            .onConflict((conflict) => conflict.column("once_key").doNothing())
            .execute();
        }
      });
    } catch (error) {
      // The next time they open it, it is tried again.
      for (const { key } of opened) this.#remembered.delete(key);
      throw error;
    }
  }

  /** Entries, the newest first. */
  async read({ before, mapId, limit }: AuditQuery): Promise<AuditRow[]> {
    await this.flush();
    return await this.#db
      .selectFrom("audit")
      .select([
        "id",
        "at",
        "action",
        "actor_id as actorId",
        "map_id as mapId",
        "subject_id as subjectId",
      ])
      .$if(before !== null, (query) => query.where("id", "<", before))
      .$if(mapId !== null, (query) => query.where("map_id", "=", mapId))
      .orderBy("id", "desc")
      .limit(limit)
      .execute();
  }
}

/** Adds an entry, within the transaction that does what is noted. */
export async function insertEntry(db: Kysely<Tables>, entry: AuditEntry): Promise<void> {
  await db
    .insertInto("audit")
    .values({
      at: Date.now(),
      action: entry.action,
      actor_id: entry.actorId ?? null,
      map_id: entry.mapId ?? null,
      subject_id: entry.subjectId ?? null,
      once_key: null,
    })
    .execute();
}
