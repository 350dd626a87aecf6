// Who is in a room and what they show: one entry a connection, stamped with the person and role the server knows.
// What a connection says about anybody else is ignored. Never stored. Knows no documents.
//
// The clock of y-protocols decides what a receiver takes: it ignores an entry whose clock is not above the last one it
// heard of that client, even after the client left or the server restarted. A client that comes back says the same
// clock again, and a new one says 0. So the first entry of a connection goes out one clock higher, to the others and
// to itself, in its own words: then it counts on from there, and its later entries go out as they are.
import {
  MAX_AWARENESS_CLOCK,
  MAX_PRESENCE_BYTES,
  MAX_UPDATE_CLIENTS,
} from "#shared/protocol/limits.ts";
import type { Person } from "#shared/maps/api.ts";
import type { Grant } from "#shared/protocol/presence.ts";
import { ByteReader, varUintLength, writeVarUint } from "./ByteReader.ts";
import type { Connection } from "./Connection.ts";
import { encodeEntries, type Outgoing } from "./frames.ts";
import { saysTheSame, stampedState, stampOf, WITHDRAWN } from "./presenceState.ts";

/** For how long an echo of somebody who left may still be under way from a stock client. */
const ECHO_MS = 5_000;
const MAX_DEPARTED = 2_000;

interface Entry {
  clientId: number;
  owner: Connection;
  /** The clock of the owner's last entry, and the one it went out with. */
  clock: number;
  sentClock: number;
  /** The last state as the owner sent it; null once it has withdrawn it. */
  said: Uint8Array | null;
  /** The entry as others get it; null until it was checked. */
  encoded: Buffer | null;
  /** What the server adds to the state, and of whom it says so; null until it was needed. */
  stamp: { grant: Grant; bytes: Uint8Array } | null;
}

interface Departed {
  sentClock: number;
  at: number;
  personId: string;
}

/** What one flush sends: the same frame for all, except for those who need their own. */
export interface PresenceFlush {
  shared: Outgoing;
  own: ReadonlyMap<Connection, Outgoing> | null;
  /** The one whom alone all of it comes from, and who therefore needs none of it. */
  onlyFrom: Connection | null;
}

export class PresenceTable {
  readonly #entries = new Map<number, Entry>();
  readonly #byOwner = new Map<Connection, Entry>();
  readonly #departed = new Map<number, Departed>();
  /** Entries that others have not heard of yet; a removed one keeps its last bytes here. */
  readonly #changed = new Set<Entry>();
  readonly #mayShow: (clientId: number, personId: string) => boolean;

  /** `mayShow`: whether a person may appear under a client id that nobody appears under now. */
  constructor(mayShow: (clientId: number, personId: string) => boolean) {
    this.#mayShow = mayShow;
  }

  /** People who show themselves, each once. */
  get people(): Person[] {
    const people = new Map<string, Person>();
    for (const { owner, said } of this.#byOwner.values()) {
      if (said === null) continue;
      people.set(owner.grant.person.id, owner.grant.person);
    }
    return [...people.values()];
  }

  get changed(): boolean {
    return this.#changed.size > 0;
  }

  /** Takes in what a connection sent. false: these are no awareness entries. */
  receive(from: Connection, bytes: Uint8Array, now: number): boolean {
    const reader = new ByteReader(bytes);
    const count = reader.varUint();
    if (count > MAX_UPDATE_CLIENTS) return false;
    for (let at = 0; at < count; at++) {
      const clientId = reader.varUint();
      const clock = reader.varUint();
      const state = reader.varBytes();
      if (reader.failed) return false;
      if (this.#owns(from, clientId, now)) this.#accept(from, clientId, clock, state);
    }
    return !reader.failed && reader.atEnd;
  }

  /** Whether an entry under this client id is the connection's own: the first it names that nobody else lives under. */
  #owns(from: Connection, clientId: number, now: number): boolean {
    const own = this.#byOwner.get(from);
    if (own !== undefined) return own.clientId === clientId;
    const entry = this.#entries.get(clientId);
    if (entry !== undefined) {
      // The same person's older socket, which has not noticed yet that it is dead.
      if (entry.owner.grant.person.id !== from.grant.person.id) return false;
      this.#byOwner.delete(entry.owner);
      this.#entries.delete(clientId);
      this.#changed.delete(entry);
      this.#remember(entry, now);
      return true;
    }
    const departed = this.#departed.get(clientId);
    const mayBeEcho =
      departed !== undefined &&
      departed.personId !== from.grant.person.id &&
      departed.at >= from.openedAt &&
      now - departed.at < ECHO_MS;
    return !mayBeEcho;
  }

  #accept(owner: Connection, clientId: number, clock: number, state: Uint8Array): void {
    if (clock > MAX_AWARENESS_CLOCK || state.length > MAX_PRESENCE_BYTES) return;
    const withdrawn = WITHDRAWN.equals(state);
    const known = this.#byOwner.get(owner);
    if (known === undefined) {
      if (withdrawn || !this.#mayShow(clientId, owner.grant.person.id)) return;
      const sentClock = Math.max(clock, this.#departed.get(clientId)?.sentClock ?? 0) + 1;
      // A copy: the bytes at hand are part of a larger piece of what the socket received.
      const said = state.slice();
      const entry = { clientId, owner, clock, sentClock, said, encoded: null, stamp: null };
      this.#departed.delete(clientId);
      this.#entries.set(clientId, entry);
      this.#byOwner.set(owner, entry);
      this.#changed.add(entry);
      return;
    }
    const newer =
      clock > known.clock || (clock === known.clock && withdrawn && known.said !== null);
    if (!newer) return;
    known.clock = clock;
    // A stock client repeats what it hears, of itself too: from here on its clock and ours are one. Passed on as news,
    // it would be heard and repeated again, without end.
    if (clock === known.sentClock && known.said !== null && saysTheSame(state, known.said)) return;
    known.sentClock = Math.max(clock, known.sentClock + 1);
    known.said = withdrawn ? null : state.slice();
    known.encoded = null;
    this.#changed.add(known);
  }

  /** What the server says of this connection's person has changed: others must hear it anew. */
  restamp(owner: Connection): void {
    const entry = this.#byOwner.get(owner);
    if (entry === undefined) return;
    entry.sentClock++;
    entry.encoded = null;
    this.#changed.add(entry);
  }

  /** The connection is gone: so is what it showed. */
  leave(owner: Connection, now: number): void {
    const entry = this.#byOwner.get(owner);
    if (entry === undefined) return;
    this.#byOwner.delete(owner);
    this.#entries.delete(entry.clientId);
    this.#remember(entry, now);
    entry.sentClock++;
    entry.said = null;
    entry.encoded = null;
    this.#changed.add(entry);
  }

  #remember(entry: Entry, now: number): void {
    this.#departed.delete(entry.clientId);
    this.#departed.set(entry.clientId, {
      sentClock: entry.sentClock + 1,
      at: now,
      personId: entry.owner.grant.person.id,
    });
    if (this.#departed.size > MAX_DEPARTED) {
      const oldest = this.#departed.keys().next();
      if (oldest.done !== true) this.#departed.delete(oldest.value);
    }
  }

  /** Everybody's presence, for one who joins; null if nobody shows anything. */
  everybody(): Outgoing | null {
    const parts: Buffer[] = [];
    for (const entry of this.#entries.values()) {
      if (entry.said !== null) parts.push(encodedEntry(entry));
    }
    return parts.length === 0 ? null : encodeEntries(parts);
  }

  /** What has changed since the last flush; null if nothing has. */
  flush(): PresenceFlush | null {
    if (this.#changed.size === 0) return null;
    const entries = [...this.#changed];
    this.#changed.clear();
    const parts = entries.map(encodedEntry);
    let own: Map<Connection, Outgoing> | null = null;
    for (const [at, entry] of entries.entries()) {
      if (entry.sentClock === entry.clock || entry.said === null) continue;
      const inOwnWords = encodeEntry(entry, [entry.said]);
      own ??= new Map();
      own.set(entry.owner, encodeEntries(parts.with(at, inOwnWords)));
    }
    const [first] = entries;
    const alone = entries.length === 1 && own === null ? first?.owner : null;
    return { shared: encodeEntries(parts), own, onlyFrom: alone ?? null };
  }
}

function encodedEntry(entry: Entry): Buffer {
  entry.encoded ??= encodeEntry(entry, stateOf(entry));
  return entry.encoded;
}

/** In pieces, as UTF-8. */
function stateOf(entry: Entry): readonly Uint8Array[] {
  if (entry.said === null) return [WITHDRAWN];
  const { grant } = entry.owner;
  if (entry.stamp?.grant !== grant) entry.stamp = { grant, bytes: stampOf(grant) };
  return stampedState(entry.said, entry.stamp.bytes);
}

/** Written in one go: this is done for every cursor that moves. `state`: its UTF-8, in pieces. */
function encodeEntry({ clientId, sentClock }: Entry, state: readonly Uint8Array[]): Buffer {
  let stateBytes = 0;
  for (const part of state) stateBytes += part.length;
  const headBytes = varUintLength(clientId) + varUintLength(sentClock) + varUintLength(stateBytes);
  const bytes = Buffer.allocUnsafe(headBytes + stateBytes);
  let at = writeVarUint(bytes, 0, clientId);
  at = writeVarUint(bytes, at, sentClock);
  at = writeVarUint(bytes, at, stateBytes);
  for (const part of state) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
