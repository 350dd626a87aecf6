// Ends what invitations gave when their time is over: waits for the next one to expire, and says so. Whoever is let in
// later is judged by the clock anyway; this is for those who are in. Knows no sockets.
import type { Kysely } from "kysely";
import type { Bus } from "../bus/Bus.ts";
import { errorFields, type Log } from "../log.ts";
import type { Tables } from "../store/schema.ts";
import { announceRights } from "./accessSetup.ts";

/** Timers count to 24 days only, and the clock may be set: one looks again once an hour. */
const LONGEST_WAIT_MS = 60 * 60 * 1_000;
/** Lest the timer fires a moment before the clock says so. */
const MARGIN_MS = 5;

export interface ExpiryWatchSetup {
  db: Kysely<Tables>;
  bus: Bus;
  log: Log;
}

export class ExpiryWatch {
  readonly #setup: ExpiryWatchSetup;
  #timer: NodeJS.Timeout | null = null;
  /** Everything that expired up to here has been said. */
  #saidUntil = Date.now();
  #stopped = false;

  constructor(setup: ExpiryWatchSetup) {
    this.#setup = setup;
  }

  /** Looks when the next one expires. To be called at the start, and whenever an expiry has changed. */
  look(): void {
    this.#wait().catch((error: unknown) => {
      this.#setup.log.error(errorFields(error), "expiries not read");
      this.#lookAgainIn(MARGIN_MS * 1_000);
    });
  }

  stop(): void {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  async #wait(): Promise<void> {
    await this.#sayWhatExpired();
    const next = await this.#setup.db
      .selectFrom("invitations")
      .select("expires_at")
      .where("expires_at", ">", this.#saidUntil)
      .where("revoked_at", "is", null)
      .orderBy("expires_at")
      .limit(1)
      .executeTakeFirst();
    const ms = next === undefined ? LONGEST_WAIT_MS : next.expires_at - Date.now() + MARGIN_MS;
    this.#lookAgainIn(Math.max(0, Math.min(ms, LONGEST_WAIT_MS)));
  }

  #lookAgainIn(ms: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#stopped) return;
    this.#timer = setTimeout(() => this.look(), ms);
    this.#timer.unref();
  }

  async #sayWhatExpired(): Promise<void> {
    const now = Date.now();
    const expired = await this.#setup.db
      .selectFrom("invited_people")
      .innerJoin("invitations", "invitations.id", "invited_people.invitation_id")
      .select(["invited_people.map_id as mapId", "invited_people.person_id as personId"])
      .where("invitations.expires_at", ">", this.#saidUntil)
      .where("invitations.expires_at", "<=", now)
      .where("invitations.revoked_at", "is", null)
      .execute();
    this.#saidUntil = Math.max(now, this.#saidUntil);
    for (const [mapId, people] of Map.groupBy(expired, (entry) => entry.mapId)) {
      announceRights(
        this.#setup.bus,
        mapId,
        people.map(({ personId }) => personId),
      );
    }
  }
}
