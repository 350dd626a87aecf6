// Whether somebody can still get in when a passkey is gone: nobody should lock themselves out with one click.
import type { Kysely } from "kysely";
import type { Tables } from "../store/schema.ts";
import { OIDC_PROVIDER } from "./OidcAccounts.ts";
import { givenEmail } from "./PersonStore.ts";

/** Whether this person could sign in without that passkey, or could not with it either. */
export type WaysLeft = (personId: string, passkeyId: string) => Promise<boolean>;

export interface WaysConfigured {
  mail: boolean;
  oidc: boolean;
}

export function waysLeft(db: Kysely<Tables>, configured: WaysConfigured): WaysLeft {
  return async (personId, passkeyId) => {
    const passkeys = await db
      .selectFrom("passkeys")
      .select("id")
      .where("person_id", "=", personId)
      .execute();
    if (!passkeys.some(({ id }) => id === passkeyId) || passkeys.length > 1) return true;
    const person = await db
      .selectFrom("people")
      .select("email")
      .where("id", "=", personId)
      .executeTakeFirst();
    const hasAddress = person !== undefined && givenEmail(person.email) !== null;
    if (configured.mail && hasAddress) return true;
    const accounts = await db
      .selectFrom("accounts")
      .select(["provider_id", "password"])
      .where("person_id", "=", personId)
      .execute();
    return accounts.some(({ provider_id: provider, password }) =>
      provider === OIDC_PROVIDER ? configured.oidc : hasAddress && password !== null,
    );
  };
}
