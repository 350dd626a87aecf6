// Links in mails about notices: one proves an address, the other ends the mails. Neither signs anybody in, and neither can do
// anything else. Stores hashes of their tokens only.
import type { Kysely } from "kysely";
import type { Tables } from "../store/schema.ts";
import { hashOfToken, newToken } from "../people/tokens.ts";

const HOUR_MS = 60 * 60 * 1_000;
const DAY_MS = 24 * HOUR_MS;
export const CONFIRM_HOURS = 48;
export const CONFIRM_MS = CONFIRM_HOURS * HOUR_MS;
/** Mails are kept: the link in them should still end what it says. */
const UNSUBSCRIBE_MS = 365 * DAY_MS;
/** Letters that ask for a confirmation, within a day. */
const MAX_LETTERS_TO_ADDRESS = 3;
const MAX_LETTERS_OF_PERSON = 5;

type Refused = { problem: "no-such-link" | "link-used" | "link-expired" };

export class NoticeLinks {
  readonly #db: Kysely<Tables>;
  readonly #now: () => number;

  constructor(db: Kysely<Tables>, now: () => number = Date.now) {
    this.#db = db;
    this.#now = now;
  }

  /** Makes a link for an address that is to be proven; the one before holds no more. null: too many letters for today. */
  async toConfirm(personId: string, email: string): Promise<string | null> {
    const token = newToken();
    const now = this.#now();
    return await this.#db.transaction().execute(async (db) => {
      const made = await db
        .selectFrom("notice_links")
        .select(["person_id", "email"])
        .where("purpose", "=", "confirm")
        .where("made_at", ">", now - DAY_MS)
        .where((eb) => eb.or([eb("person_id", "=", personId), eb("email", "=", email)]))
        .execute();
      const ofPerson = made.filter((link) => link.person_id === personId).length;
      const toAddress = made.filter((link) => link.email === email).length;
      if (ofPerson >= MAX_LETTERS_OF_PERSON || toAddress >= MAX_LETTERS_TO_ADDRESS) return null;
      await endWaiting(db, personId, now);
      const link = { person_id: personId, purpose: "confirm", email, made_at: now } as const;
      await db
        .insertInto("notice_links")
        .values({ ...link, token_hash: hashOfToken(token), expires_at: now + CONFIRM_MS })
        .execute();
      return token;
    });
  }

  /** The address that waits for its link to be opened. */
  async waiting(personId: string): Promise<string | null> {
    const link = await this.#db
      .selectFrom("notice_links")
      .select("email")
      .where("person_id", "=", personId)
      .where("purpose", "=", "confirm")
      .where("used_at", "is", null)
      .where("expires_at", ">", this.#now())
      .executeTakeFirst();
    return link?.email ?? null;
  }

  /** Nothing waits any more. */
  async endWaiting(personId: string): Promise<void> {
    await endWaiting(this.#db, personId, this.#now());
  }

  /** Notes that the address the link was sent to is the person's. Once. */
  async confirm(token: string): Promise<{ personId: string } | Refused> {
    const hash = hashOfToken(token);
    const now = this.#now();
    return await this.#db
      .transaction()
      .execute(async (db): Promise<{ personId: string } | Refused> => {
        const link = await db
          .selectFrom("notice_links")
          .select(["person_id", "email", "used_at", "expires_at"])
          .where("token_hash", "=", hash)
          .where("purpose", "=", "confirm")
          .executeTakeFirst();
        if (link === undefined) return { problem: "no-such-link" };
        if (link.used_at !== null) return { problem: "link-used" };
        if (link.expires_at <= now) return { problem: "link-expired" };
        await db
          .updateTable("notice_links")
          .set({ used_at: now })
          .where("token_hash", "=", hash)
          .execute();
        await db
          .insertInto("notice_mail")
          .values({ person_id: link.person_id, pace: null, email: link.email })
          .onConflict((conflict) => conflict.column("person_id").doUpdateSet({ email: link.email }))
          .execute();
        return { personId: link.person_id };
      });
  }

  /** A link for one mail that is about to go out. */
  async toUnsubscribe(personId: string): Promise<string> {
    const token = newToken();
    const now = this.#now();
    const link = {
      person_id: personId,
      purpose: "unsubscribe",
      email: null,
      made_at: now,
    } as const;
    await this.#db
      .insertInto("notice_links")
      .values({ ...link, token_hash: hashOfToken(token), expires_at: now + UNSUBSCRIBE_MS })
      .execute();
    return token;
  }

  /** Ends the mails of the one whom the link was made for; as often as somebody likes. */
  async unsubscribe(token: string): Promise<{ personId: string } | Refused> {
    const link = await this.#db
      .selectFrom("notice_links")
      .select("person_id")
      .where("token_hash", "=", hashOfToken(token))
      .where("purpose", "=", "unsubscribe")
      .where("expires_at", ">", this.#now())
      .executeTakeFirst();
    if (link === undefined) return { problem: "no-such-link" };
    await this.#db
      .insertInto("notice_mail")
      .values({ person_id: link.person_id, pace: "never", email: null })
      .onConflict((conflict) => conflict.column("person_id").doUpdateSet({ pace: "never" }))
      .execute();
    return { personId: link.person_id };
  }
}

/** The links stay for a while, used up: how many letters went out today is counted by them. */
async function endWaiting(db: Kysely<Tables>, personId: string, now: number): Promise<void> {
  await db
    .updateTable("notice_links")
    .set({ used_at: now })
    .where("person_id", "=", personId)
    .where("purpose", "=", "confirm")
    .where("used_at", "is", null)
    .execute();
}
