// One change in the talk on a map: a transaction, with its numbers and those who are told within it; and, once it is
// committed, the word to everybody on the map that there is something new.
import type { Kysely } from "kysely";
import type { ProblemCode } from "#shared/maps/api.ts";
import type { AuditLog } from "../audit/AuditLog.ts";
import type { Bus } from "../bus/Bus.ts";
import type { Tables } from "../store/schema.ts";
import type { OnTalk, TalkEvent } from "./TalkEvent.ts";
import { nextNumber, touchThread } from "./talkNumbers.ts";

export interface TalkSetup {
  db: Kysely<Tables>;
  bus: Bus;
  audit: AuditLog;
  onTalk: OnTalk;
}

/** Who does it, and on which map. */
export interface By {
  mapId: string;
  personId: string;
}

export type Failed = { problem: ProblemCode };

type WithoutPlace<Event> = Event extends unknown ? Omit<Event, "mapId" | "actorId" | "at"> : never;

export class TalkStep {
  /** The transaction. Nothing else may be asked within it. */
  readonly db: Kysely<Tables>;
  readonly at = Date.now();
  readonly #by: By;
  readonly #onTalk: OnTalk;
  readonly #after: (() => void)[] = [];
  #hasChanged = false;

  constructor(db: Kysely<Tables>, by: By, onTalk: OnTalk) {
    this.db = db;
    this.#by = by;
    this.#onTalk = onTalk;
  }

  get hasChanged(): boolean {
    return this.#hasChanged;
  }

  /** The number of what is being written. */
  next(): Promise<number> {
    this.#hasChanged = true;
    return nextNumber(this.db, this.#by.mapId);
  }

  /** The thread has changed. */
  async touch(threadId: string): Promise<number> {
    this.#hasChanged = true;
    return await touchThread(this.db, this.#by.mapId, threadId);
  }

  async tell(event: WithoutPlace<TalkEvent>): Promise<void> {
    const { mapId, personId } = this.#by;
    const whole = { ...event, mapId, actorId: personId, at: this.at };
    this.#after.push(await this.#onTalk(whole, this.db));
  }

  /** To be called once it is committed. */
  committed(): void {
    for (const run of this.#after) run();
  }
}

/** Runs a change: wholly or not at all, and one after the other. */
export async function inTalk<Outcome>(
  { db, bus, onTalk }: TalkSetup,
  by: By,
  run: (step: TalkStep) => Promise<Outcome>,
): Promise<Outcome | Failed> {
  const { outcome, step } = await db.transaction().execute(async (transaction) => {
    const ofThis = new TalkStep(transaction, by, onTalk);
    const isThere = await isSomebody(transaction, by.personId);
    const failed: Failed = { problem: "sign-in-needed" };
    return { outcome: isThere ? await run(ofThis) : failed, step: ofThis };
  });
  if (step.hasChanged) bus.publish({ type: "changed", topic: "comments", mapId: by.mapId });
  step.committed();
  return outcome;
}

/** Whoever was erased while their request was on its way says nothing any more. */
async function isSomebody(db: Kysely<Tables>, personId: string): Promise<boolean> {
  const row = await db
    .selectFrom("people")
    .select("id")
    .where("id", "=", personId)
    .where("erased_at", "is", null)
    .executeTakeFirst();
  return row !== undefined;
}
