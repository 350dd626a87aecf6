// Members' passkeys: options for the browser, verifying what it answers, and the rows. Knows no HTTP.
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
} from "@simplewebauthn/server";
import type { Kysely } from "kysely";
import { newId } from "#shared/map/ids.ts";
import type { Passkey } from "#shared/people/signInApi.ts";
import type { Tables } from "../store/schema.ts";
import { OneTimeMemory } from "./OneTimeMemory.ts";
import { challengeOf, readTransports } from "./passkeyAnswers.ts";

const CHALLENGE_HOLDS_MS = 5 * 60_000;
const SITE_NAME = "Zukunftslandkarte";

/** For what a challenge was given out: signing in, or adding a passkey to this person. */
type Purpose = "sign-in" | { addTo: string };

export class Passkeys {
  readonly #db: Kysely<Tables>;
  readonly #challenges = new OneTimeMemory<Purpose>(CHALLENGE_HOLDS_MS);

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  async signInOptions(origin: string): Promise<PublicKeyCredentialRequestOptionsJSON> {
    // No list of passkeys: the browser shows those it has for this site, and nobody has to say who they are.
    const options = await generateAuthenticationOptions({
      rpID: new URL(origin).hostname,
      userVerification: "required",
      timeout: CHALLENGE_HOLDS_MS,
    });
    this.#challenges.put(options.challenge, "sign-in");
    return options;
  }

  /** Whose passkey answered; null: none that holds. */
  async personBy(origin: string, response: AuthenticationResponseJSON): Promise<string | null> {
    const challenge = challengeOf(response);
    if (challenge === null || this.#challenges.take(challenge) !== "sign-in") return null;
    const row = await this.#db
      .selectFrom("passkeys")
      .innerJoin("people", "people.id", "passkeys.person_id")
      .selectAll("passkeys")
      .where("credential_id", "=", response.id)
      .where("people.kind", "=", "member")
      .where("people.erased_at", "is", null)
      .executeTakeFirst();
    if (row === undefined) return null;
    const verified = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: new URL(origin).hostname,
      requireUserVerification: true,
      credential: {
        id: row.credential_id,
        publicKey: new Uint8Array(row.public_key),
        counter: row.counter,
        transports: readTransports(row.transports),
      },
    }).catch(() => null); // Every reason is the same to the one who tries.
    if (verified?.verified !== true) return null;
    await this.#db
      .updateTable("passkeys")
      .set({ counter: verified.authenticationInfo.newCounter })
      .where("id", "=", row.id)
      .execute();
    return row.person_id;
  }

  async addOptions(
    origin: string,
    person: { id: string; name: string },
  ): Promise<PublicKeyCredentialCreationOptionsJSON> {
    const rows = await this.#db
      .selectFrom("passkeys")
      .select(["credential_id", "transports"])
      .where("person_id", "=", person.id)
      .execute();
    const options = await generateRegistrationOptions({
      rpName: SITE_NAME,
      rpID: new URL(origin).hostname,
      userID: new TextEncoder().encode(person.id),
      userName: person.name,
      userDisplayName: person.name,
      attestationType: "none",
      timeout: CHALLENGE_HOLDS_MS,
      excludeCredentials: rows.map((row) => ({
        id: row.credential_id,
        transports: readTransports(row.transports),
      })),
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
    });
    this.#challenges.put(options.challenge, { addTo: person.id });
    return options;
  }

  /** Adds a passkey; null: what the browser answered does not hold. */
  async add(
    origin: string,
    personId: string,
    name: string,
    response: RegistrationResponseJSON,
  ): Promise<Passkey | null> {
    const challenge = challengeOf(response);
    const purpose = challenge === null ? null : this.#challenges.take(challenge);
    if (challenge === null || purpose === null || purpose === "sign-in") return null;
    if (purpose.addTo !== personId) return null;
    const verified = await verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: new URL(origin).hostname,
      requireUserVerification: true,
    }).catch(() => null); // Every reason is the same to the one who tries.
    if (verified?.verified !== true) return null;
    const { credential } = verified.registrationInfo;
    const passkey: Passkey = { id: newId(), name, createdAt: Date.now() };
    const { numInsertedOrUpdatedRows } = await this.#db
      .insertInto("passkeys")
      .values({
        id: passkey.id,
        credential_id: credential.id,
        person_id: personId,
        name,
        public_key: credential.publicKey,
        counter: credential.counter,
        transports: JSON.stringify(credential.transports ?? []),
        created_at: passkey.createdAt,
      })
      .onConflict((conflict) => conflict.column("credential_id").doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n ? passkey : null;
  }

  async rename(personId: string, id: string, name: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable("passkeys")
      .set({ name })
      .where("id", "=", id)
      .where("person_id", "=", personId)
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  }

  async remove(personId: string, id: string): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom("passkeys")
      .where("id", "=", id)
      .where("person_id", "=", personId)
      .executeTakeFirstOrThrow();
    return numDeletedRows === 1n;
  }
}
