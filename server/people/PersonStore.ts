// The rows of people: making, changing, and what a person sees of themselves. Knows no sessions.
import { randomInt } from "node:crypto";
import type { Kysely } from "kysely";
import { newId } from "#shared/map/ids.ts";
import { NO_MAIL, type ChangeMe, type Me, type PersonKind } from "#shared/people/api.ts";
import type { Tables } from "../store/schema.ts";
import { passkeysOf } from "./passkeyList.ts";

/** Colours of people: an index into the client's palette. */
const COLOURS = 12;
/** What stands in the place of an address of somebody who gave none: addresses are unique. Nothing can be sent there. */
export function noMailOf(id: string): string {
  return `${id.toLowerCase()}${NO_MAIL}`;
}

/** The kind of account that is an e-mail address and a password. */
export const CREDENTIAL = "credential";

export interface NewPerson {
  name: string;
  kind: PersonKind;
  /** null: none given. */
  email: string | null;
  isAdmin: boolean;
}

/** The address that somebody gave, or null. */
export function givenEmail(stored: string): string | null {
  return stored.endsWith(NO_MAIL) ? null : stored;
}

export class PersonStore {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /** Makes a person. `db`: the transaction this is a part of. Answers the id. */
  async insert(
    { name, kind, email, isAdmin }: NewPerson,
    db: Kysely<Tables> = this.#db,
  ): Promise<string> {
    const id = newId();
    const now = new Date().toISOString();
    await db
      .insertInto("people")
      .values({
        id,
        name,
        kind,
        email: email?.toLowerCase() ?? noMailOf(id),
        colour: randomInt(COLOURS),
        is_admin: isAdmin ? 1 : 0,
        created_at: now,
        updated_at: now,
      })
      .execute();
    return id;
  }

  /** A person as they see themselves; null: there is none. */
  async me(id: string): Promise<Me | null> {
    const row = await this.#db
      .selectFrom("people")
      .select(["id", "name", "colour", "kind", "is_admin", "language", "email"])
      .where("id", "=", id)
      .where("erased_at", "is", null)
      .executeTakeFirst();
    if (row === undefined) return null;
    const credential = await this.#db
      .selectFrom("accounts")
      .select("id")
      .where("person_id", "=", id)
      .where("provider_id", "=", CREDENTIAL)
      .where("password", "is not", null)
      .executeTakeFirst();
    const { is_admin: isAdmin, email, ...rest } = row;
    return {
      ...rest,
      isAdmin: isAdmin === 1,
      email: givenEmail(email),
      hasPassword: credential !== undefined,
      passkeys: await passkeysOf(this.#db, id),
    };
  }

  async change(id: string, change: ChangeMe): Promise<void> {
    if (Object.keys(change).length === 0) return;
    await this.#db
      .updateTable("people")
      .set({ ...change, updated_at: new Date().toISOString() })
      .where("id", "=", id)
      .execute();
  }
}
