// Who somebody is who comes from the organisation's own sign-in: the person they were before, a member whose address
// both sides have proven, or a new member.
import type { Kysely } from "kysely";
import { cleanLine } from "#shared/cleanLine.ts";
import { newId } from "#shared/map/ids.ts";
import { MAX_PERSON_NAME_CHARS, personNameSchema } from "#shared/maps/api.ts";
import type { OidcError } from "#shared/people/signInApi.ts";
import type { Tables } from "../store/schema.ts";
import { emailProven } from "./Credentials.ts";
import type { PersonStore } from "./PersonStore.ts";

export const OIDC_PROVIDER = "oidc";

/** What the provider says of somebody. */
export interface OidcIdentity {
  issuer: string;
  subject: string;
  /** Lower case; null: it told none. */
  email: string | null;
  /** The provider has made sure that the address is theirs. */
  isEmailVerified: boolean;
  name: string | null;
}

export type OidcOutcome = { personId: string; isNew: boolean } | { error: OidcError };

/** Unique as long as the issuer's subjects are; another provider's "1" is somebody else. */
function accountId({ issuer, subject }: OidcIdentity): string {
  return `${issuer} ${subject}`;
}

function nameOf({ name, email }: OidcIdentity): string {
  const given = personNameSchema.safeParse(cleanLine(name ?? "", MAX_PERSON_NAME_CHARS));
  if (given.success) return given.data;
  const local = personNameSchema.safeParse(
    cleanLine(email?.split("@")[0] ?? "", MAX_PERSON_NAME_CHARS),
  );
  return local.success ? local.data : "Mitglied";
}

async function connect(
  db: Kysely<Tables>,
  identity: OidcIdentity,
  personId: string,
): Promise<void> {
  await db
    .insertInto("accounts")
    .values({
      id: newId(),
      provider_id: OIDC_PROVIDER,
      account_id: accountId(identity),
      person_id: personId,
    })
    .execute();
}

export class OidcAccounts {
  readonly #db: Kysely<Tables>;
  readonly #people: PersonStore;

  constructor(db: Kysely<Tables>, people: PersonStore) {
    this.#db = db;
    this.#people = people;
  }

  /** Finds or makes the member. `connectTo`: the member who asked to have this identity connected to their account. */
  resolve(identity: OidcIdentity, connectTo: string | null): Promise<OidcOutcome> {
    return this.#db.transaction().execute(async (db) => {
      const known = await db
        .selectFrom("accounts")
        .innerJoin("people", "people.id", "accounts.person_id")
        .select(["people.id", "people.kind", "people.erased_at"])
        .where("accounts.provider_id", "=", OIDC_PROVIDER)
        .where("accounts.account_id", "=", accountId(identity))
        .executeTakeFirst();
      if (known !== undefined) {
        if (known.kind !== "member" || known.erased_at !== null) return { error: "oidc-refused" };
        // It belongs to somebody else here: whoever that is, it is not to be moved by a click.
        if (connectTo !== null && connectTo !== known.id) return { error: "oidc-failed" };
        return { personId: known.id, isNew: false };
      }
      if (connectTo !== null) {
        await connect(db, identity, connectTo);
        return { personId: connectTo, isNew: false };
      }
      return this.#byAddress(db, identity);
    });
  }

  async #byAddress(db: Kysely<Tables>, identity: OidcIdentity): Promise<OidcOutcome> {
    const { email, isEmailVerified } = identity;
    if (email === null) return { error: "oidc-no-email" };
    const holder = await db
      .selectFrom("people")
      .select(["id", "kind", "email_verified", "erased_at"])
      .where("email", "=", email)
      .executeTakeFirst();
    if (holder !== undefined) {
      // Proven on both sides, or else somebody could wait in an account under an address that is not theirs.
      const isSame = isEmailVerified && holder.email_verified === 1;
      if (!isSame || holder.kind !== "member" || holder.erased_at !== null) {
        return { error: "oidc-address-taken" };
      }
      await connect(db, identity, holder.id);
      return { personId: holder.id, isNew: false };
    }
    const member = { name: nameOf(identity), kind: "member", email, isAdmin: false } as const;
    const personId = await this.#people.insert(member, db);
    if (isEmailVerified) await emailProven(db, personId);
    await connect(db, identity, personId);
    return { personId, isNew: true };
  }
}
