// Whose Yjs client ids are on one map: under each, one person alone writes. Somebody who wrote under another's would
// silently swallow that person's next edits: both documents would take them for known. Knows no connections.
import * as Y from "yjs";
import type { ClientBinding, JournalRow } from "../store/JournalStore.ts";

type Structs = ReturnType<typeof Y.decodeUpdate>["structs"];

/** Each socket of a person shows one; far more than anybody has open, and few enough to keep for as long as a map is. */
const MAX_SHOWN_BY_ONE = 200;

/** The common case: a row of people who have written before. */
const NONE: Pick<JournalRow, "clientIds"> = {};

export class ClientIds {
  readonly #doc: Y.Doc;
  /** Written under, by this person. */
  readonly #writers = new Map<number, string>();
  /** Shown under in presence, and not written under yet: everybody can read these ids, so they are taken as well. */
  readonly #shown = new Map<number, string>();
  /** How many of those each person has. */
  #shownCounts: Map<string, number> | null = null;
  #claimed: ClientBinding[] = [];

  /** `bindings`: those that are on disk together with what the document holds. */
  constructor(doc: Y.Doc, bindings: readonly ClientBinding[]) {
    this.#doc = doc;
    for (const { clientId, personId } of bindings) this.#writers.set(clientId, personId);
  }

  /** The person this client id belongs to; "server": nobody may write under it; null: it is free. */
  ownerOf(clientId: number): { personId: string } | "server" | null {
    const writer = this.#writers.get(clientId);
    if (writer !== undefined) return { personId: writer };
    // What no person is known to have written is the server's: the map's first content, renaming, migrations.
    const isServers = clientId === this.#doc.clientID || Y.getState(this.#doc.store, clientId) > 0;
    if (isServers) return "server";
    const shower = this.#shown.get(clientId);
    return shower === undefined ? null : { personId: shower };
  }

  /**
   * Whether this person may add these structs. What the document has already may come from anybody: a first sync
   * repeats what everybody wrote. Client ids that are new are theirs from now on.
   */
  admit(structs: Structs, personId: string): boolean {
    const fresh: number[] = [];
    let checked = -1;
    for (const { id, length } of structs) {
      const { client } = id;
      if (client === checked || id.clock + length <= Y.getState(this.#doc.store, client)) continue;
      checked = client;
      if (this.#writers.get(client) === personId) continue;
      if (!this.#isFreeFor(client, personId)) return false;
      fresh.push(client);
    }
    for (const clientId of fresh) {
      this.#writers.set(clientId, personId);
      this.#unshow(clientId);
      this.#claimed.push({ clientId, personId });
    }
    return true;
  }

  /** Whether this person may show themselves under a client id; from now on nobody else may write under it. */
  readonly show = (clientId: number, personId: string): boolean => {
    if (!this.#isFreeFor(clientId, personId)) return false;
    if (!this.#writers.has(clientId) && !this.#shown.has(clientId)) {
      this.#shown.set(clientId, personId);
      this.#forgetOldest(personId);
    }
    return true;
  };

  /** Who comes again and again under new ids loses the oldest of their own, not somebody else's. */
  #forgetOldest(personId: string): void {
    this.#shownCounts ??= new Map();
    const count = (this.#shownCounts.get(personId) ?? 0) + 1;
    this.#shownCounts.set(personId, count);
    if (count <= MAX_SHOWN_BY_ONE) return;
    for (const [clientId, shower] of this.#shown) {
      if (shower !== personId) continue;
      this.#unshow(clientId);
      return;
    }
  }

  #unshow(clientId: number): void {
    const shower = this.#shown.get(clientId);
    if (shower === undefined) return;
    this.#shown.delete(clientId);
    this.#shownCounts?.set(shower, (this.#shownCounts.get(shower) ?? 1) - 1);
  }

  /** The bindings made since the last call: to be written in the same commit as what was admitted. */
  takeClaimed(): Pick<JournalRow, "clientIds"> {
    if (this.#claimed.length === 0) return NONE;
    const clientIds = this.#claimed;
    this.#claimed = [];
    return { clientIds };
  }

  #isFreeFor(clientId: number, personId: string): boolean {
    const owner = this.ownerOf(clientId);
    return owner === null || (owner !== "server" && owner.personId === personId);
  }
}
