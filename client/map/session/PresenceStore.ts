// What everybody on the map shows of themselves at the moment: sent at most every SEND_INTERVAL_MS, read one person
// at a time. Names, colours and roles are the server's; nothing of it is kept.
import type { Awareness } from "y-protocols/awareness";
import type { Person } from "#shared/maps/api.ts";
import {
  MAX_SELECTION,
  type Gesture,
  type Point,
  type Presence,
  type PresenceReport,
} from "#shared/protocol/presence.ts";
import { KeyedListeners, Listeners, Value, type Readable } from "./Store.ts";

/** 20 Hz: smooth enough for the eye, a third of what dragging would cost at frame rate. */
const SEND_INTERVAL_MS = 50;

const NOTHING: PresenceReport = {
  cursor: null,
  selection: [],
  editing: null,
  gesture: null,
  view: null,
};

/** The server checks what others report; a state without its stamp is none of its. */
function asPresence(state: unknown): Presence | null {
  if (typeof state !== "object" || state === null || !("person" in state) || !("role" in state)) {
    return null;
  }
  return { ...NOTHING, ...state } as Presence;
}

export class PresenceStore {
  /** Client ids of the others, oldest first; changes only when somebody comes or goes. */
  readonly others: Value<readonly number[]> = new Value<readonly number[]>([]);
  /** Who the server takes us for. */
  readonly me: Value<Person | null> = new Value<Person | null>(null);
  readonly #awareness: Awareness;
  readonly #one = new KeyedListeners<number>();
  readonly #any = new Listeners();
  readonly #presences = new Map<number, Presence>();
  #report: PresenceReport = NOTHING;
  #sentAt = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(awareness: Awareness) {
    this.#awareness = awareness;
    awareness.setLocalState({ ...NOTHING });
    awareness.on("change", this.#onChange);
  }

  get(clientId: number): Presence | null {
    return this.#presences.get(clientId) ?? null;
  }

  subscribeOne(clientId: number, listener: () => void): () => void {
    return this.#one.subscribe(clientId, listener);
  }

  /** Called when anything of anybody changes; for readers that look at all (who selects this node?). */
  subscribeAny(listener: () => void): () => void {
    return this.#any.subscribe(listener);
  }

  /** One person's presence as a Readable. */
  readable(clientId: number): Readable<Presence | null> {
    return {
      get: () => this.get(clientId),
      subscribe: (listener) => this.subscribeOne(clientId, listener),
    };
  }

  setCursor(cursor: Point | null): void {
    this.#set({
      cursor: cursor === null ? null : { x: Math.round(cursor.x), y: Math.round(cursor.y) },
    });
  }

  setSelection(selection: string[]): void {
    this.#set({ selection: selection.slice(0, MAX_SELECTION) });
  }

  setEditing(editing: string | null): void {
    this.#set({ editing });
  }

  setGesture(gesture: Gesture | null): void {
    this.#set({ gesture });
  }

  setView(view: PresenceReport["view"]): void {
    this.#set({ view });
  }

  destroy(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#awareness.off("change", this.#onChange);
  }

  #set(change: Partial<PresenceReport>): void {
    this.#report = { ...this.#report, ...change };
    if (this.#timer !== null) return;
    const wait = this.#sentAt + SEND_INTERVAL_MS - performance.now();
    if (wait <= 0) this.#send();
    else this.#timer = setTimeout(this.#send, wait);
  }

  readonly #send = (): void => {
    this.#timer = null;
    this.#sentAt = performance.now();
    this.#awareness.setLocalState({ ...this.#report });
  };

  readonly #onChange = (change: {
    added: number[];
    updated: number[];
    removed: number[];
  }): void => {
    const own = this.#awareness.clientID;
    const touched = [...change.added, ...change.updated, ...change.removed].filter(
      (id) => id !== own,
    );
    if (touched.length === 0) return;
    let cameOrWent = false;
    for (const id of touched) {
      const presence = asPresence(this.#awareness.getStates().get(id));
      if ((presence !== null) !== this.#presences.has(id)) cameOrWent = true;
      if (presence === null) this.#presences.delete(id);
      else this.#presences.set(id, presence);
    }
    if (cameOrWent) this.others.set([...this.#presences.keys()]);
    for (const id of touched) this.#one.notify(id);
    this.#any.notify();
  };
}
