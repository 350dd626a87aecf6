// What the rest of the server knows of sessions: who sent a request. How people sign in is nobody else's business.
import type { IncomingMessage } from "node:http";
import type { Person } from "#shared/maps/api.ts";
import type { PersonKind } from "#shared/people/api.ts";

/** Somebody with a session that holds now. */
export interface SignedIn {
  person: Person;
  kind: PersonKind;
  isAdmin: boolean;
  /** Of the session they came by. */
  sessionId: string;
}

export interface Sessions {
  /** Who sent this request; null: nobody who is signed in. Never makes anybody. */
  of(this: void, request: IncomingMessage): Promise<SignedIn | null>;
}
