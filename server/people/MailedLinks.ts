// Links that go out by mail: each opens one thing, once, for a short while. Stores hashes of their tokens only.
import type { Kysely } from "kysely";
import type { Tables } from "../store/schema.ts";
import { hashOfToken, newToken } from "./tokens.ts";

export const MAILED_LINK_MINUTES = 30;
const HOLDS_MS = MAILED_LINK_MINUTES * 60_000;
/** For how long it can be said of a link that it was used or has expired, and not just that it is unknown. */
export const REMEMBERED_MS = 7 * 24 * 60 * 60_000;

export type LinkPurpose = "sign-in" | "reset";

export type UsedLink =
  | { personId: string }
  | { problem: "no-such-link" | "link-used" | "link-expired" };

export class MailedLinks {
  readonly #db: Kysely<Tables>;
  readonly #now: () => number;

  constructor(db: Kysely<Tables>, now: () => number = Date.now) {
    this.#db = db;
    this.#now = now;
  }

  /** Makes a link for this person; answers its token. */
  async make(purpose: LinkPurpose, personId: string): Promise<string> {
    const token = newToken();
    const now = this.#now();
    await this.#db
      .deleteFrom("mailed_links")
      .where("expires_at", "<", now - REMEMBERED_MS)
      .execute();
    await this.#db
      .insertInto("mailed_links")
      .values({
        token_hash: hashOfToken(token),
        purpose,
        person_id: personId,
        expires_at: now + HOLDS_MS,
      })
      .execute();
    return token;
  }

  /** Uses a link up. Of two who try at once one succeeds. */
  async use(purpose: LinkPurpose, token: string): Promise<UsedLink> {
    const hash = hashOfToken(token);
    const now = this.#now();
    const used = await this.#db
      .updateTable("mailed_links")
      .set({ used_at: now })
      .where("token_hash", "=", hash)
      .where("purpose", "=", purpose)
      .where("used_at", "is", null)
      .where("expires_at", ">", now)
      .returning("person_id")
      .executeTakeFirst();
    if (used !== undefined) return { personId: used.person_id };
    const row = await this.#db
      .selectFrom("mailed_links")
      .select("used_at")
      .where("token_hash", "=", hash)
      .where("purpose", "=", purpose)
      .executeTakeFirst();
    if (row === undefined) return { problem: "no-such-link" };
    return { problem: row.used_at === null ? "link-expired" : "link-used" };
  }

  /** Ends all links of this person that are still open. */
  async endAll(personId: string): Promise<void> {
    await this.#db
      .updateTable("mailed_links")
      .set({ used_at: this.#now() })
      .where("person_id", "=", personId)
      .where("used_at", "is", null)
      .execute();
  }
}
