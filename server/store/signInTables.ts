// The tables of mailed links and of passkeys, as Kysely sees them.
import type { Generated } from "kysely";

/** Links that were sent by mail. */
export interface MailedLinksTable {
  /** SHA-256 of the token in the link. */
  token_hash: string;
  purpose: "sign-in" | "reset";
  person_id: string;
  expires_at: number;
  /** Also set when it was ended unused. */
  used_at: Generated<number | null>;
}

export interface PasskeysTable {
  id: string;
  /** As the authenticator named it, in base64url. */
  credential_id: string;
  person_id: string;
  name: string;
  /** COSE. */
  public_key: Uint8Array;
  /** How often the authenticator signed, if it counts. */
  counter: number;
  /** JSON: by what ways the authenticator can be reached. */
  transports: string;
  created_at: number;
}
