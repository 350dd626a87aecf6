// Sessions that are open in this page. React mounts and unmounts as it likes (StrictMode mounts everything twice); the
// socket must not follow it.
import { mayKeepHere } from "../../people/rememberedPerson.ts";
import { MapSession } from "./MapSession.ts";

/** A session nobody uses stays this long: a second mount, or a step back, finds it as it was. */
const LINGER_MS = 1_000;

interface Open {
  session: MapSession;
  users: number;
  closing: ReturnType<typeof setTimeout> | null;
}

const open = new Map<string, Open>();

function syncUrl(): string {
  const { protocol, host } = window.location;
  return `${protocol === "https:" ? "wss:" : "ws:"}//${host}/sync`;
}

/** The session of this map; every call needs one `release`. */
export function openSession(mapId: string): { session: MapSession; release: () => void } {
  let entry = open.get(mapId);
  if (entry === undefined) {
    entry = { session: new MapSession(mapId, syncUrl()), users: 0, closing: null };
    open.set(mapId, entry);
  }
  const used = entry;
  used.users++;
  if (used.closing !== null) clearTimeout(used.closing);
  used.closing = null;
  let released = false;
  const release = (): void => {
    if (released) return;
    released = true;
    used.users--;
    if (used.users === 0) used.closing = setTimeout(() => close(mapId, used), LINGER_MS);
  };
  return { session: used.session, release };
}

/** Who leaves the map for another page of this site leaves no changes behind: the session stays until they are saved. */
function close(mapId: string, entry: Open): void {
  const { session } = entry;
  const isDone = (): boolean => {
    const { waiting, phase } = session.status.get();
    return waiting === 0 || phase === "ended";
  };
  if (isDone()) {
    open.delete(mapId);
    void session.close();
    return;
  }
  const stop = session.status.subscribe(() => {
    if (entry.users > 0) stop();
    else if (isDone()) {
      stop();
      close(mapId, entry);
    }
  });
}

// Whichever page of this site is shown: leaving the site with unsaved changes asks.
window.addEventListener("beforeunload", (event) => {
  const isUnsaved = [...open.values()].some(({ session }) => session.status.get().waiting > 0);
  // Who has signed out was asked already, and has decided.
  if (isUnsaved && mayKeepHere()) event.preventDefault();
});
