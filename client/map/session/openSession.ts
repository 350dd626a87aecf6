// Sessions that are open in this page. React mounts and unmounts as it likes (StrictMode mounts everything twice); the
// socket must not follow it.
import { mayKeepHere } from "../../people/rememberedPerson.ts";
import { MapSession, type TakeOver } from "./MapSession.ts";

/** A session nobody uses stays this long: a second mount, or a step back, finds it as it was. */
const LINGER_MS = 1_000;

interface Open {
  mapId: string;
  session: MapSession;
  /** What to call when another session takes the place of this one. */
  users: Set<(session: MapSession) => void>;
  /** Opened before anybody used it. */
  isAhead: boolean;
  closing: ReturnType<typeof setTimeout> | null;
}

const open = new Map<string, Open>();

function syncUrl(): string {
  const { protocol, host } = window.location;
  return `${protocol === "https:" ? "wss:" : "ws:"}//${host}/sync`;
}

/**
 * The session of this map; every call needs one `release`. `onReplaced` is called with another one that takes its place:
 * this person may not change the map any more, and what they did since is not to be shown as if it were in it.
 */
export function openSession(
  mapId: string,
  onReplaced: (session: MapSession) => void,
): { session: MapSession; release: () => void } {
  const entry = stillOpen(mapId) ?? begin(mapId);
  entry.isAhead = false;
  // Distinct for each call, whoever calls.
  const user = (session: MapSession): void => onReplaced(session);
  entry.users.add(user);
  if (entry.closing !== null) clearTimeout(entry.closing);
  entry.closing = null;
  const release = (): void => {
    if (!entry.users.delete(user)) return;
    if (entry.users.size === 0) entry.closing = setTimeout(() => close(entry), LINGER_MS);
  };
  return { session: entry.session, release };
}

/** The session of this map that was opened ahead, as long as nobody has used it. */
export function sessionAhead(mapId: string): MapSession | null {
  const entry = open.get(mapId);
  return entry?.isAhead === true ? entry.session : null;
}

/** Opens a map that is about to be shown: its first user finds it as far as it is by then. */
export function openAhead(mapId: string): void {
  if (open.has(mapId)) return;
  const entry = begin(mapId);
  entry.isAhead = true;
  entry.closing = setTimeout(() => close(entry), LINGER_MS);
}

/** Not one that has ended: whoever comes back to it has signed in again, or has been let in again. */
function stillOpen(mapId: string): Open | null {
  const entry = open.get(mapId);
  if (entry === undefined) return null;
  const isUsable = entry.isAhead || entry.session.status.get().phase !== "ended";
  if (entry.users.size > 0 || isUsable) return entry;
  if (entry.closing !== null) clearTimeout(entry.closing);
  close(entry);
  return null;
}

function begin(mapId: string): Open {
  const make = (takeOver: TakeOver | null): MapSession =>
    new MapSession({
      mapId,
      syncUrl: syncUrl(),
      takeOver,
      onSuperseded: (next) => {
        const superseded = entry.session;
        if (entry.users.size === 0) {
          // Nobody is shown anything. What could not be sent is in the outbox, for the next time.
          open.delete(mapId);
          void superseded.close();
          return;
        }
        entry.session = make(next);
        for (const user of entry.users) user(entry.session);
        void superseded.close();
      },
    });
  const session = make(null);
  const entry: Open = { mapId, session, users: new Set(), isAhead: false, closing: null };
  open.set(mapId, entry);
  return entry;
}

/** Who leaves the map for another page of this site leaves no changes behind: the session stays until they are saved. */
function close(entry: Open): void {
  const { mapId, session } = entry;
  const isDone = (): boolean => {
    const { waiting, waitingComments, phase } = session.status.get();
    return waiting + waitingComments === 0 || phase === "ended";
  };
  if (isDone()) {
    open.delete(mapId);
    void session.close();
    return;
  }
  const stop = session.status.subscribe(() => {
    if (entry.users.size > 0) stop();
    else if (isDone()) {
      stop();
      close(entry);
    }
  });
}

// Whichever page of this site is shown: leaving the site with unsaved changes asks.
window.addEventListener("beforeunload", (event) => {
  const isUnsaved = [...open.values()].some(({ session }) => session.isLostWithPage());
  // Who has signed out was asked already, and has decided.
  if (isUnsaved && mayKeepHere()) event.preventDefault();
});
