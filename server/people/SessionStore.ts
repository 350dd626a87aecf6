// The rows of sessions: beginning, recognising, renewing, ending. Stores hashes of tokens only. Knows no cookies.
import type { Kysely } from "kysely";
import { newId } from "#shared/map/ids.ts";
import type { Tables } from "../store/schema.ts";
import type { SignedIn } from "./Sessions.ts";
import { SESSION_MS } from "./SessionCookie.ts";
import { hashOfToken, newToken } from "./tokens.ts";

/** A session that is used is renewed when it is this old: not on each request, which would be a write each. */
const RENEW_AFTER_MS = 24 * 60 * 60 * 1_000;

function isoTime(at: number): string {
  return new Date(at).toISOString();
}

export class SessionStore {
  readonly #db: Kysely<Tables>;
  readonly #onEnded: (personId: string) => void;

  /** `onEnded`: called when sessions of this person have ended before their time: what they have open is judged anew. */
  constructor(db: Kysely<Tables>, onEnded: (personId: string) => void) {
    this.#db = db;
    this.#onEnded = onEnded;
  }

  /** Begins a session of this person. `db`: the transaction that makes the person, if it is one. Answers its token. */
  async begin(personId: string, db: Kysely<Tables> = this.#db): Promise<string> {
    const token = newToken();
    const now = Date.now();
    await db
      .insertInto("sessions")
      .values({
        id: newId(),
        token: hashOfToken(token),
        person_id: personId,
        expires_at: isoTime(now + SESSION_MS),
        created_at: isoTime(now),
        updated_at: isoTime(now),
      })
      .execute();
    return token;
  }

  /** The same, if what was proven a while ago still `holds` in the moment the session begins; null: it does not. */
  async beginIf(
    personId: string,
    holds: (db: Kysely<Tables>) => Promise<boolean>,
  ): Promise<string | null> {
    return await this.#db
      .transaction()
      .execute(async (within) =>
        (await holds(within)) ? await this.begin(personId, within) : null,
      );
  }

  /** Who has the session with this token; null: there is none, or it is over. */
  async find(token: string): Promise<SignedIn | null> {
    const row = await this.#db
      .selectFrom("sessions")
      .innerJoin("people", "people.id", "sessions.person_id")
      .select(["people.id", "people.name", "people.colour", "people.kind", "people.is_admin"])
      .select("sessions.id as sessionId")
      .where("sessions.token", "=", hashOfToken(token))
      .where("sessions.expires_at", ">", isoTime(Date.now()))
      .where("people.erased_at", "is", null)
      .executeTakeFirst();
    if (row === undefined) return null;
    const { kind, is_admin: isAdmin, sessionId, ...person } = row;
    // A guest may call themselves anything, a member's name too: what they are goes wherever the name goes.
    const stamped = kind === "guest" ? { ...person, isGuest: true } : person;
    return { person: stamped, kind, isAdmin: isAdmin === 1, sessionId };
  }

  /** Whether a session is there and not over. */
  async holds(sessionId: string): Promise<boolean> {
    const row = await this.#db
      .selectFrom("sessions")
      .select("id")
      .where("id", "=", sessionId)
      .where("expires_at", ">", isoTime(Date.now()))
      .executeTakeFirst();
    return row !== undefined;
  }

  /** Lets a session in use last longer. true: it was due, and the cookie has to be set anew. */
  async renew(token: string): Promise<boolean> {
    const now = Date.now();
    const due = await this.#db
      .selectFrom("sessions")
      .select("id")
      .where("token", "=", hashOfToken(token))
      .where("updated_at", "<", isoTime(now - RENEW_AFTER_MS))
      .executeTakeFirst();
    if (due === undefined) return false;
    await this.#db
      .updateTable("sessions")
      .set({ expires_at: isoTime(now + SESSION_MS), updated_at: isoTime(now) })
      .where("id", "=", due.id)
      .execute();
    return true;
  }

  async end(token: string): Promise<void> {
    const ended = await this.#db
      .deleteFrom("sessions")
      .where("token", "=", hashOfToken(token))
      .returning("person_id")
      .executeTakeFirst();
    if (ended !== undefined) this.#onEnded(ended.person_id);
  }

  /** Ends all of a person's sessions, but for the one of the token `except`. */
  async endAll(personId: string, except: string | null = null): Promise<void> {
    await this.#db
      .deleteFrom("sessions")
      .where("person_id", "=", personId)
      .where("token", "!=", except === null ? "" : hashOfToken(except))
      .execute();
    this.#onEnded(personId);
  }
}
