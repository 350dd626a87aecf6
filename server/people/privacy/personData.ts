// Everything the server keeps about one person, for themselves. Reads only; leaves out what opens anything, and what is
// about others.
import type { Kysely } from "kysely";
import type { PersonData } from "#shared/people/dataApi.ts";
import { rolesOf } from "../../access/roles.ts";
import type { Tables } from "../../store/schema.ts";
import { OIDC_PROVIDER } from "../OidcAccounts.ts";
import { CREDENTIAL, givenEmail } from "../PersonStore.ts";
import type { SignedIn } from "../Sessions.ts";
import { historyOfPerson } from "./historyOfPerson.ts";
import { mapsOfPerson } from "./mapsOfPerson.ts";
import { noticesOfPerson } from "./noticesOfPerson.ts";
import { talkOfPerson } from "./talkOfPerson.ts";

export async function personData(
  db: Kysely<Tables>,
  { person: { id }, kind }: SignedIn,
  now: number,
): Promise<PersonData> {
  const open = new Set((await rolesOf(db, { id, kind })).keys());
  return {
    format: "zukunftslandkarte-person",
    exportedAt: now,
    person: await profileOf(db, id),
    waysToSignIn: await waysOf(db, id),
    sessions: await sessionsOf(db, id),
    ...(await mapsOfPerson(db, id, open)),
    clientIds: await db
      .selectFrom("client_ids")
      .select(["map_id as mapId", "client_id as clientId"])
      .where("person_id", "=", id)
      .execute(),
    ...(await talkOfPerson(db, id)),
    ...(await noticesOfPerson(db, id)),
    ...(await historyOfPerson(db, id)),
    log: await logOf(db, id),
  };
}

async function profileOf(db: Kysely<Tables>, id: string): Promise<PersonData["person"]> {
  const row = await db
    .selectFrom("people")
    .select(["id", "name", "email", "email_verified", "colour", "language", "kind", "is_admin"])
    .select(["created_at", "updated_at"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  const {
    email,
    email_verified: isProven,
    is_admin: isAdmin,
    created_at,
    updated_at,
    ...rest
  } = row;
  return {
    ...rest,
    email: givenEmail(email),
    isEmailProven: isProven === 1,
    isAdmin: isAdmin === 1,
    createdAt: Date.parse(created_at),
    changedAt: Date.parse(updated_at),
  };
}

async function waysOf(db: Kysely<Tables>, id: string): Promise<PersonData["waysToSignIn"]> {
  const accounts = await db
    .selectFrom("accounts")
    .select(["provider_id", "account_id", "created_at"])
    .where("person_id", "=", id)
    .execute();
  const passkeys = await db
    .selectFrom("passkeys")
    .select(["name", "created_at as since"])
    .where("person_id", "=", id)
    .orderBy("created_at")
    .execute();
  const mailedLinks = await db
    .selectFrom("mailed_links")
    .select(["purpose", "expires_at as expiresAt", "used_at as usedAt"])
    .where("person_id", "=", id)
    .orderBy("expires_at")
    .execute();
  return {
    hasPassword: accounts.some((account) => account.provider_id === CREDENTIAL),
    organisation: accounts
      .filter((account) => account.provider_id === OIDC_PROVIDER)
      .map((account) => ({ account: account.account_id, since: Date.parse(account.created_at) })),
    passkeys,
    mailedLinks,
  };
}

async function sessionsOf(db: Kysely<Tables>, id: string): Promise<PersonData["sessions"]> {
  const rows = await db
    .selectFrom("sessions")
    .select(["created_at", "updated_at", "expires_at"])
    .where("person_id", "=", id)
    .orderBy("created_at")
    .execute();
  return rows.map((row) => ({
    begunAt: Date.parse(row.created_at),
    renewedAt: Date.parse(row.updated_at),
    expiresAt: Date.parse(row.expires_at),
  }));
}

async function logOf(db: Kysely<Tables>, id: string): Promise<PersonData["log"]> {
  const rows = await db
    .selectFrom("audit")
    .select(["at", "action", "map_id as mapId", "actor_id", "subject_id"])
    .where((eb) => eb.or([eb("actor_id", "=", id), eb("subject_id", "=", id)]))
    .orderBy("id")
    .execute();
  return rows.map(({ actor_id: actorId, subject_id: subjectId, ...entry }) => ({
    ...entry,
    wasBy: actorId === id,
    wasTo: subjectId === id,
  }));
}
