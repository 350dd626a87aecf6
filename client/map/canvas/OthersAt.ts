// Who of the others has selected a node or link, or is editing its text: presence turned around, so that a node hears
// only of what happens at it.
import type { PresenceStore } from "../session/PresenceStore.ts";
import { KeyedListeners } from "../session/Store.ts";

export interface OtherHere {
  clientId: number;
  name: string;
  isGuest: boolean;
  /** 0–11, of the tokens `--person-N`. */
  colour: number;
  isEditing: boolean;
}

const NOBODY: readonly OtherHere[] = [];

export class OthersAt {
  readonly #presence: PresenceStore;
  readonly #at = new Map<string, readonly OtherHere[]>();
  readonly #changed = new KeyedListeners<string>();
  readonly #anyListeners = new Set<(id: string) => void>();
  readonly #known = new Map<number, string>();

  constructor(presence: PresenceStore) {
    this.#presence = presence;
    presence.subscribeAny(this.#read);
    this.#read();
  }

  /** `id` of a node or link. The same array until somebody comes here, leaves or begins to edit. */
  get(id: string): readonly OtherHere[] {
    return this.#at.get(id) ?? NOBODY;
  }

  subscribe(id: string, listener: () => void): () => void {
    return this.#changed.subscribe(id, listener);
  }

  /** Calls back with each node or link at which somebody comes, leaves or begins to edit. */
  onChanged(listener: (id: string) => void): () => void {
    this.#anyListeners.add(listener);
    return () => {
      this.#anyListeners.delete(listener);
    };
  }

  // Called with every movement of every cursor: only who selects what is compared.
  readonly #read = (): void => {
    let changed = false;
    const present = new Set(this.#presence.others.get());
    for (const clientId of present) {
      const presence = this.#presence.get(clientId);
      const sign = JSON.stringify([presence?.selection, presence?.editing, presence?.person]);
      if (this.#known.get(clientId) === sign) continue;
      this.#known.set(clientId, sign);
      changed = true;
    }
    for (const clientId of this.#known.keys()) {
      if (!present.has(clientId)) changed = this.#known.delete(clientId) || changed;
    }
    if (changed) this.#turnAround();
  };

  #turnAround(): void {
    const next = new Map<string, OtherHere[]>();
    for (const clientId of this.#presence.others.get()) {
      const presence = this.#presence.get(clientId);
      if (presence === null) continue;
      const { person, selection, editing } = presence;
      for (const id of new Set(editing === null ? selection : [...selection, editing])) {
        const here = next.get(id) ?? [];
        here.push({
          clientId,
          name: person.name,
          isGuest: person.isGuest === true,
          colour: person.colour,
          isEditing: editing === id,
        });
        next.set(id, here);
      }
    }
    const stale = new Set([...this.#at.keys(), ...next.keys()]);
    for (const id of stale) {
      const before = this.#at.get(id);
      const after = next.get(id);
      if (JSON.stringify(before) === JSON.stringify(after)) continue;
      if (after === undefined) this.#at.delete(id);
      else this.#at.set(id, after);
      this.#changed.notify(id);
      for (const listener of Array.from(this.#anyListeners)) listener(id);
    }
  }
}
