// Erasing somebody: what was theirs goes, what they made stays and is nobody's by name. Whoever may want that, routes ask;
// what has to stay in order (an owner on every map, somebody who runs the installation) is seen to here.
import type { Kysely } from "kysely";
import type { Person, ProblemCode } from "#shared/maps/api.ts";
import type { AuditLog } from "../../audit/AuditLog.ts";
import type { Bus } from "../../bus/Bus.ts";
import { errorFields, type Log } from "../../log.ts";
import type { Tables } from "../../store/schema.ts";
import { givenEmail } from "../PersonStore.ts";
import { eraseRows, type RightOn } from "./eraseRows.ts";
import { eraseTalk } from "./eraseTalk.ts";
import { ownedAlone, type OwnedMap } from "./ownedAlone.ts";

export interface ErasureSetup {
  db: Kysely<Tables>;
  audit: AuditLog;
  bus: Bus;
  log: Log;
  /** Called with what is left of a person, so that nobody goes on showing a name. */
  onErased(this: void, person: Person): void;
  /** Takes what was deleted out of the store's files too. false: not yet. */
  scrub(this: void): Promise<boolean>;
}

export interface Wish {
  personId: string;
  /** Who wants it. */
  byId: string;
  /** The member who gets the maps that would be without an owner; null: then nobody is erased. */
  handOverTo: string | null;
}

/** `maps`: with `last-owner`, the maps that nobody else owns. */
export interface NotErased {
  problem: ProblemCode;
  maps?: OwnedMap[];
}

interface Doomed {
  id: string;
  email: string;
  email_verified: 0 | 1;
  is_admin: 0 | 1;
}

export class Erasure {
  readonly #setup: ErasureSetup;

  constructor(setup: ErasureSetup) {
    this.#setup = setup;
  }

  async erase(wish: Wish): Promise<undefined | NotErased> {
    const { db, bus, onErased } = this.#setup;
    const outcome = await db
      .transaction()
      .execute((transaction) => this.#within(transaction, wish));
    if ("problem" in outcome) return outcome;
    const { personId } = wish;
    bus.publish({ type: "rightsChanged", mapId: null, personId });
    for (const right of outcome.changed) bus.publish({ type: "rightsChanged", ...right });
    onErased({ id: personId, name: "", colour: 0 });
    bus.publish({ type: "changed", topic: "maps" });
    for (const mapId of outcome.spokenOn) {
      bus.publish({ type: "changed", topic: "comments", mapId });
    }
    await this.#scrub();
    return undefined;
  }

  /** All of it or nothing; and of two that would leave nobody, the second sees the first. */
  async #within(
    db: Kysely<Tables>,
    wish: Wish,
  ): Promise<NotErased | { changed: readonly RightOn[]; spokenOn: readonly string[] }> {
    const { personId, byId } = wish;
    const person = await db
      .selectFrom("people")
      .select(["id", "email", "email_verified", "is_admin"])
      .where("id", "=", personId)
      .where("erased_at", "is", null)
      .executeTakeFirst();
    if (person === undefined) return { problem: "not-found" };
    if (person.is_admin === 1 && !(await isAnotherAdmin(db, personId))) {
      return { problem: "last-admin" };
    }
    const handedOver = await this.#handOver(db, wish, await ownedAlone(db, personId));
    if ("problem" in handedOver) return handedOver;
    const spokenOn = await eraseTalk(db, personId);
    const ended = await eraseRows(
      db,
      { id: personId, email: surelyTheirs(person, byId) },
      Date.now(),
    );
    const entry = { action: "person.erased", actorId: byId, subjectId: personId } as const;
    await this.#setup.audit.record(entry, db);
    return { changed: [...handedOver, ...ended], spokenOn };
  }

  async #handOver(
    db: Kysely<Tables>,
    { personId, byId, handOverTo }: Wish,
    owned: OwnedMap[],
  ): Promise<NotErased | RightOn[]> {
    if (owned.length === 0) return [];
    if (handOverTo === null) return { problem: "last-owner", maps: owned };
    const heir = await db
      .selectFrom("people")
      .select("id")
      .where("id", "=", handOverTo)
      .where("id", "!=", personId)
      .where("kind", "=", "member")
      .where("erased_at", "is", null)
      .executeTakeFirst();
    if (heir === undefined) return { problem: "not-found" };
    for (const { id: mapId } of owned) {
      await db
        .insertInto("map_members")
        .values({ map_id: mapId, person_id: heir.id, role: "owner", created_at: Date.now() })
        .onConflict((conflict) =>
          conflict.columns(["map_id", "person_id"]).doUpdateSet({ role: "owner" }),
        )
        .execute();
      const entry = { action: "access.changed", actorId: byId, mapId, subjectId: heir.id } as const;
      await this.#setup.audit.record(entry, db);
    }
    return owned.map(({ id }) => ({ mapId: id, personId: heir.id }));
  }

  async #scrub(): Promise<void> {
    const { scrub, log } = this.#setup;
    try {
      if (await scrub()) return;
      log.warn({}, "erased words are in the write-ahead log until it is emptied");
    } catch (error) {
      log.error(errorFields(error), "erased words are in the write-ahead log until it is emptied");
    }
  }
}

/** Whoever erases themselves could have given anybody's address; that of others would take their invitations along. */
function surelyTheirs(
  { id, email, email_verified: isProven }: Doomed,
  byId: string,
): string | null {
  return isProven === 1 || byId !== id ? givenEmail(email) : null;
}

async function isAnotherAdmin(db: Kysely<Tables>, personId: string): Promise<boolean> {
  const another = await db
    .selectFrom("people")
    .select("id")
    .where("id", "!=", personId)
    .where("kind", "=", "member")
    .where("is_admin", "=", 1)
    .where("erased_at", "is", null)
    .executeTakeFirst();
  return another !== undefined;
}
