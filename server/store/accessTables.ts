// The tables of invitations and of the audit log, as Kysely sees them.
import type { Generated } from "kysely";
import type { AuditAction } from "#shared/access/api.ts";
import type { Role } from "#shared/access/policy.ts";
import type { PersonKind } from "#shared/people/api.ts";

/** Personal invitations, and the open links of maps. */
export interface InvitationsTable {
  id: string;
  map_id: string;
  kind: "personal" | "open";
  /** SHA-256 of the token in the link. */
  token_hash: string;
  name: string;
  organisation: string;
  perspective: string;
  role: Exclude<Role, "owner">;
  email: string | null;
  /** Open links only; salted scrypt. */
  password: string | null;
  created_by: string;
  created_at: number;
  expires_at: number;
  revoked_at: Generated<number | null>;
  /** null: any number. */
  max_uses: number | null;
  uses: Generated<number>;
}

/** Who came to a map by which invitation. Holds as long as the invitation does. */
export interface InvitedPeopleTable {
  invitation_id: string;
  /** The invitation's map, again: what a person may do on a map is one look at this table's key. */
  map_id: string;
  person_id: string;
  /** What they were then: a guest may have become a member since. */
  came_as: PersonKind;
  /** Another role than the invitation's, for this person alone; null: the invitation's. */
  role: Exclude<Role, "owner"> | null;
  joined_at: number;
  /** The access was taken from this person; the link does not give it back to them. */
  removed_at: Generated<number | null>;
}

/** Who did what and when: ids, no content and no names. */
export interface AuditTable {
  id: Generated<number>;
  at: number;
  action: AuditAction;
  actor_id: string | null;
  map_id: string | null;
  subject_id: string | null;
  /** What is worth noting once only (a day): a second entry with the same key is none. */
  once_key: string | null;
}
