// Coming to a map by a link: seeing what it leads to, and going in, as a guest or as whoever is signed in. A personal
// link is one person, on however many devices; each who comes by an open link is somebody new. Knows no HTTP.
import { verifyPassword } from "@better-auth/utils/password";
import type { Kysely } from "kysely";
import type { acceptSchema, lookAnswerSchema } from "#shared/access/api.ts";
import { ROLES } from "#shared/access/policy.ts";
import type { Person } from "#shared/maps/api.ts";
import type { PersonKind } from "#shared/people/api.ts";
import type { z } from "#shared/schemaLanguage.ts";
import type { PersonStore } from "../people/PersonStore.ts";
import type { SignedIn } from "../people/Sessions.ts";
import type { Tables } from "../store/schema.ts";
import { announceRights, type AccessSetup, type Failed } from "./accessSetup.ts";
import type { EntryLimits } from "./EntryLimits.ts";
import { comersBy, isUsedUp, linkOf, type Comer, type Link } from "./links.ts";
import { roleOn } from "./roles.ts";

export interface EntranceSetup extends AccessSetup {
  people: PersonStore;
  limits: EntryLimits;
  /** Somebody confirmed another name for themselves than they had. */
  onRenamed(this: void, person: Person): void;
}

/** Who stands before the door. */
export interface Caller {
  /** null: nobody who is signed in. */
  signedIn: SignedIn | null;
  /** See EntryLimits. */
  place: string;
}

export interface Entered {
  mapId: string;
  /** Whose session has to begin; null: they have one. */
  personId: string | null;
}

type Refused = Failed & { retryAfterS?: number };
type Look = z.infer<typeof lookAnswerSchema>;

export class Entrance {
  readonly #setup: EntranceSetup;

  constructor(setup: EntranceSetup) {
    this.#setup = setup;
  }

  /** What a link leads to. Uses nothing up. */
  async look(token: string, caller: Caller): Promise<Look | Refused> {
    const { db } = this.#setup;
    const link = await this.#linkOf(token, caller.place);
    if ("problem" in link) return link;
    const comers = await comersBy(db, link.id);
    const known = this.#knownComer(link, comers, caller);
    if (known?.isRemoved === true) return { problem: "link-revoked" };
    const isIn = known !== null && known.personId === caller.signedIn?.person.id;
    if (!isIn && isUsedUp(link)) return { problem: "link-used" };
    const inviter = await db
      .selectFrom("people")
      .select("name")
      .where("id", "=", link.createdBy)
      .executeTakeFirst();
    return {
      mapTitle: link.mapTitle,
      invitedBy: inviter?.name ?? "",
      name: known?.name ?? link.name,
      role: link.role,
      needsPassword: link.password !== null && !isIn,
      expiresAt: link.expiresAt,
    };
  }

  /** Goes in. */
  async accept(
    { token, name, password }: z.output<typeof acceptSchema>,
    caller: Caller,
  ): Promise<Entered | Refused> {
    const seen = await this.#linkOf(token, caller.place);
    if ("problem" in seen) return seen;
    const refused = await this.#checkPassword(seen, password, caller);
    if (refused !== null) return refused;
    const { db, bus } = this.#setup;
    const outcome = await db.transaction().execute(async (transaction) => {
      // Once more, now that nobody else can change it.
      const link = await linkOf(transaction, token);
      if ("problem" in link) return link;
      if (link.password !== seen.password) return { problem: "wrong-password" } as const;
      const comers = await comersBy(transaction, link.id);
      return caller.signedIn === null
        ? await this.#letIn(transaction, link, comers, name, caller.place)
        : await this.#giveAccess(transaction, link, comers, caller.signedIn);
    });
    if ("problem" in outcome) return outcome;
    if (outcome.renamed !== null) this.#setup.onRenamed(outcome.renamed);
    if (outcome.isNew) announceRights(bus, seen.mapId, [outcome.comerId]);
    return { mapId: seen.mapId, personId: outcome.personId };
  }

  async #linkOf(token: string, place: string): Promise<Link | Refused> {
    const { limits, db } = this.#setup;
    const retryAfterS = limits.showLink(place);
    if (retryAfterS > 0) return { problem: "too-many-attempts", retryAfterS };
    const link = await linkOf(db, token);
    if (!("problem" in link) || link.problem !== "no-such-link") limits.linkWasKnown(place);
    return link;
  }

  async #checkPassword(
    link: Link,
    password: string | null,
    { signedIn, place }: Caller,
  ): Promise<Refused | null> {
    if (link.password === null) return null;
    const comers = await comersBy(this.#setup.db, link.id);
    if (comers.some(({ personId }) => personId === signedIn?.person.id)) return null;
    const { limits } = this.#setup;
    const retryAfterS = limits.tryPassword(place, link.id);
    if (retryAfterS > 0) return { problem: "too-many-attempts", retryAfterS };
    if (!(await verifyPassword(link.password, password ?? "")))
      return { problem: "wrong-password" };
    limits.passwordWasRight(place, link.id);
    return null;
  }

  /** Who this is, among those who came by the link before. */
  #knownComer(link: Link, comers: readonly Comer[], { signedIn }: Caller): Comer | null {
    if (signedIn !== null) {
      return comers.find(({ personId }) => personId === signedIn.person.id) ?? null;
    }
    if (link.kind === "open") return null;
    return comers.find(({ cameAs }) => cameAs === "guest") ?? null;
  }

  /** Somebody who is signed in stays who they are, and keeps what they have if that is more. */
  async #giveAccess(
    db: Kysely<Tables>,
    link: Link,
    comers: readonly Comer[],
    { person, kind }: SignedIn,
  ): Promise<Inside | Failed> {
    const inside = { personId: null, comerId: person.id, renamed: null };
    const known = comers.find(({ personId }) => personId === person.id);
    if (known !== undefined) {
      return known.isRemoved ? { problem: "link-revoked" } : { ...inside, isNew: false };
    }
    const has = await roleOn(db, { id: person.id, kind }, link.mapId);
    if (has !== null && ROLES.indexOf(has) <= ROLES.indexOf(link.role)) {
      return { ...inside, isNew: false };
    }
    return (await this.#use(db, link, { id: person.id, kind })) ?? { ...inside, isNew: true };
  }

  async #letIn(
    db: Kysely<Tables>,
    link: Link,
    comers: readonly Comer[],
    name: string,
    place: string,
  ): Promise<Inside | Refused> {
    const known = this.#knownComer(link, comers, { signedIn: null, place });
    if (known !== null) {
      if (known.isRemoved) return { problem: "link-revoked" };
      // Who became a member since has other ways to sign in; a link must not open a member's account.
      if (known.kind === "member") return { problem: "sign-in-needed" };
      const refused = await this.#use(db, link, { id: known.personId, kind: null });
      if (refused !== null) return refused;
      const renamed = known.name === name ? null : await rename(db, known.personId, name);
      return { personId: known.personId, comerId: known.personId, renamed, isNew: false };
    }
    if (isUsedUp(link)) return { problem: "link-used" };
    const retryAfterS = this.#setup.limits.newcomer(place);
    if (retryAfterS > 0) return { problem: "too-many-attempts", retryAfterS };
    const guest = { name, kind: "guest", email: null, isAdmin: false } as const;
    const personId = await this.#setup.people.insert(guest, db);
    const refused = await this.#use(db, link, { id: personId, kind: "guest" });
    return refused ?? { personId, comerId: personId, renamed: null, isNew: true };
  }

  /** Uses the link up by one, and notes who came; `kind` null: they had come by it before. */
  async #use(
    db: Kysely<Tables>,
    link: Link,
    { id: personId, kind }: { id: string; kind: PersonKind | null },
  ): Promise<Failed | null> {
    if (isUsedUp(link)) return { problem: "link-used" };
    await db
      .updateTable("invitations")
      .set((eb) => ({ uses: eb("uses", "+", 1) }))
      .where("id", "=", link.id)
      .execute();
    if (kind !== null) {
      await db
        .insertInto("invited_people")
        .values({
          invitation_id: link.id,
          map_id: link.mapId,
          person_id: personId,
          came_as: kind,
          role: null,
          joined_at: Date.now(),
        })
        .execute();
    }
    const entry = { action: "invitation.used", actorId: personId, mapId: link.mapId } as const;
    await this.#setup.audit.record({ ...entry, subjectId: link.id }, db);
    return null;
  }
}

interface Inside extends Omit<Entered, "mapId"> {
  comerId: string;
  renamed: Person | null;
  /** They had not come by this link before. */
  isNew: boolean;
}

async function rename(db: Kysely<Tables>, id: string, name: string): Promise<Person> {
  const { colour } = await db
    .updateTable("people")
    .set({ name, updated_at: new Date().toISOString() })
    .where("id", "=", id)
    .returning("colour")
    .executeTakeFirstOrThrow();
  return { id, name, colour, isGuest: true };
}
