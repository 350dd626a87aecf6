// Members' addresses and passwords: finding, proving, changing. Passwords are kept as salted scrypt hashes, by the
// functions of better-auth.
import { hashPassword, verifyPassword } from "@better-auth/utils/password";
import type { Kysely } from "kysely";
import { newId } from "#shared/map/ids.ts";
import type { Tables } from "../store/schema.ts";
import { CREDENTIAL } from "./PersonStore.ts";
import { newToken } from "./tokens.ts";

export interface Account {
  personId: string;
  name: string;
  email: string;
  /** null: none was set. */
  passwordHash: string | null;
}

/** What SQLite says when a row with this value is there already. */
function isTaken(error: unknown): boolean {
  return error instanceof Error && error.message.includes("UNIQUE constraint failed");
}

/** Notes that the person's address is theirs. */
export async function emailProven(db: Kysely<Tables>, personId: string): Promise<void> {
  await db.updateTable("people").set({ email_verified: 1 }).where("id", "=", personId).execute();
}

/** The members' accounts. */
function accountsIn(db: Kysely<Tables>) {
  return db
    .selectFrom("people")
    .leftJoin("accounts", (join) =>
      join
        .onRef("accounts.person_id", "=", "people.id")
        .on("accounts.provider_id", "=", CREDENTIAL),
    )
    .select([
      "people.id as personId",
      "people.name",
      "people.email",
      "accounts.password as passwordHash",
    ])
    .where("people.kind", "=", "member")
    .where("people.erased_at", "is", null);
}

export class Credentials {
  readonly #db: Kysely<Tables>;
  /** A password that nobody has: proving one against it takes as long as against a real one. */
  readonly #nobodys: Promise<string>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
    this.#nobodys = hashPassword(newToken());
  }

  /** The member with this address, in lower case. */
  async byEmail(email: string): Promise<Account | null> {
    return (
      (await accountsIn(this.#db).where("people.email", "=", email).executeTakeFirst()) ?? null
    );
  }

  async byPerson(personId: string): Promise<Account | null> {
    return (
      (await accountsIn(this.#db).where("people.id", "=", personId).executeTakeFirst()) ?? null
    );
  }

  /** Whether this is the account's password. Takes the same time whether there is an account and a password, or not. */
  async isPassword(account: Account | null, password: string): Promise<boolean> {
    const hash = account?.passwordHash ?? null;
    const isRight = await verifyPassword(hash ?? (await this.#nobodys), password);
    return hash !== null && isRight;
  }

  /** Whether the account's password is still the one that was proven: proving takes long enough to change it meanwhile. */
  async isUnchanged({ personId, passwordHash }: Account, db: Kysely<Tables>): Promise<boolean> {
    const now = await accountsIn(db).where("people.id", "=", personId).executeTakeFirst();
    return now !== undefined && now.passwordHash === passwordHash;
  }

  async setPassword(personId: string, password: string): Promise<void> {
    const hash = await hashPassword(password);
    await this.#db
      .insertInto("accounts")
      .values({
        id: newId(),
        provider_id: CREDENTIAL,
        account_id: personId,
        person_id: personId,
        password: hash,
      })
      .onConflict((conflict) =>
        conflict
          .columns(["provider_id", "account_id"])
          .doUpdateSet({ password: hash, updated_at: new Date().toISOString() }),
      )
      .execute();
  }

  /** Sets an address that nobody has proven yet. */
  async setEmail(personId: string, email: string): Promise<"done" | "taken"> {
    try {
      await this.#db
        .updateTable("people")
        .set({ email, email_verified: 0, updated_at: new Date().toISOString() })
        .where("id", "=", personId)
        .where("email", "!=", email)
        .execute();
      return "done";
    } catch (error) {
      if (isTaken(error)) return "taken";
      throw error;
    }
  }

  /** Who opened a link that was sent to the address reads its mail. */
  emailProven(personId: string): Promise<void> {
    return emailProven(this.#db, personId);
  }
}
