// People as this server knows them until they can sign in: one a browser, recognised by a random token in a cookie, of
// which only the hash is stored.
import { createHash, randomBytes, randomInt } from "node:crypto";
import type { Kysely } from "kysely";
import type { Person } from "#shared/maps/api.ts";
import { newId } from "#shared/map/ids.ts";
import type { Tables } from "../store/schema.ts";
import { guestName } from "./guestNames.ts";

const TOKEN_BYTES = 32;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;
const COLOURS = 12;

function hashOf(token: string): Uint8Array {
  return createHash("sha256").update(token).digest();
}

/** A person who exists for one connection only: a client without a cookie. */
export function ephemeralPerson(): Person {
  return { id: newId(), name: guestName(), colour: randomInt(COLOURS) };
}

export class PersonStore {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /** The person whose browser holds this token; null if there is none. */
  async byToken(token: string): Promise<Person | null> {
    if (!TOKEN.test(token)) return null;
    const row = await this.#db
      .selectFrom("people")
      .select(["id", "name", "colour"])
      .where("token_hash", "=", hashOf(token))
      .executeTakeFirst();
    return row ?? null;
  }

  /** A new person with a name of ours. The token is known to nobody but the browser that gets it. */
  async create(): Promise<{ person: Person; token: string }> {
    const person = ephemeralPerson();
    const token = randomBytes(TOKEN_BYTES).toString("base64url");
    await this.#db
      .insertInto("people")
      .values({ ...person, token_hash: hashOf(token), created_at: Date.now() })
      .execute();
    return { person, token };
  }

  async rename(id: string, name: string): Promise<void> {
    await this.#db.updateTable("people").set({ name }).where("id", "=", id).execute();
  }
}
