// Who is signed in on this device, as far as the device itself knows. Lets a page open without network, and says for
// whom anything may be kept here: what was kept for one person is never shown to the next. No proof of anything: the
// server asks for the session alone.
import { type Me, meSchema } from "#shared/people/api.ts";
import { readText, removeText, writeText } from "../app/choices.ts";

export const PERSON_KEY = "person";

/** Stands in where storage is forbidden; lasts as long as the page. */
let unstored: Me | null = null;
/** Whose maps this page shows. */
let shownFor: string | null = null;

export function rememberedPerson(): Me | null {
  return parsed(readText(PERSON_KEY)) ?? unstored;
}

/** From now on this device keeps things for this person. Address and passkeys are not among them. */
export function rememberPerson(me: Me): void {
  const kept: Me = { ...me, email: null, hasPassword: false, passkeys: [] };
  unstored = writeText(PERSON_KEY, JSON.stringify(kept)) ? null : kept;
}

export function forgetPerson(): void {
  unstored = null;
  removeText(PERSON_KEY);
}

/** What this page shows and keeps from now on belongs to this person. */
export function showFor(personId: string): void {
  shownFor = personId;
}

/**
 * Whether this page may still keep something here: not after its person has signed out, in this tab or another. A page
 * that is about to close must not bring back what signing out took away.
 */
export function mayKeepHere(): boolean {
  return shownFor !== null && rememberedPerson()?.id === shownFor;
}

const CHANNEL = "people";

/** Somebody else is signed in here from now on, even if what waits of the person before is not settled yet. */
export function tellOtherTabs(personId: string): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(personId);
  channel.close();
}

/**
 * Another tab has signed out or signed somebody else in, or the browser brings back a page from before that: what this
 * page shows is no longer for who sits here, and what it would send is no longer theirs.
 */
export function followOtherTabs(): void {
  const follow = (personId: string | undefined): void => {
    if (shownFor === null || personId === shownFor) return;
    // From here on nothing is kept, and leaving is not asked about: what waits lies in the outbox.
    shownFor = null;
    location.reload();
  };
  window.addEventListener("storage", ({ key, newValue }) => {
    if (key === PERSON_KEY) follow(parsed(newValue)?.id);
  });
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted) follow(rememberedPerson()?.id);
  });
  new BroadcastChannel(CHANNEL).addEventListener("message", ({ data }) => {
    follow(String(data));
  });
}

function parsed(text: string | null): Me | null {
  if (text === null) return null;
  try {
    const me = meSchema.safeParse(JSON.parse(text));
    return me.success ? me.data : null;
  } catch {
    return null;
  }
}
