// A live map: its document, the people connected to it, and the one order in which everything happens to it. What
// arrives within a turn is applied in one transaction, becomes one row of the journal, and goes out, once that row is
// on disk, as one frame to everybody. Knows no sockets, no SQL and no HTTP.
import * as Y from "yjs";
import { CLOSE, type CloseCode } from "#shared/protocol/closeCodes.ts";
import { MAX_EARLY_BYTES, MAX_ROOM_BACKLOG_BYTES } from "#shared/protocol/limits.ts";
import type { Person } from "#shared/maps/api.ts";
import { errorFields, type Log } from "../log.ts";
import type { Connection } from "./Connection.ts";
import {
  encodeChanged,
  encodeGrant,
  encodeSaved,
  encodeStepOne,
  encodeStepTwo,
  encodeStore,
  encodeUpdate,
  type Outgoing,
} from "./frames.ts";
import type { Journal, JournalEntry, JournalSource } from "./Journal.ts";
import { FROM_CONNECTIONS, FROM_SERVER, type Origin } from "./origin.ts";
import { PresenceTable } from "./PresenceTable.ts";
import type { Time } from "./Time.ts";
import type { TurnEnd } from "./TurnEnd.ts";
import { checkUpdate, holdsNothingNew } from "./updateGuard.ts";

export interface RoomSetup {
  mapId: string;
  /** The map as loaded from the journal, up to `seq`. The room owns it from now on. */
  doc: Y.Doc;
  seq: number;
  journal: Journal;
  turnEnd: TurnEnd;
  time: Time;
  log: Log;
  /** Called after every row that became durable. */
  onWritten?: (room: Room) => void;
}

type Item =
  | { type: "update"; from: Connection; update: Uint8Array; isStepTwo: boolean }
  | { type: "stepOne"; from: Connection; stateVector: Uint8Array }
  | { type: "saved"; from: Connection; counter: number }
  | { type: "edit"; run: (doc: Y.Doc, origin: Origin) => void; done: () => void };

/** Presence may take this part of the time: 1 is as long a pause as the last flush took. */
const PRESENCE_PAUSE_FACTOR = 1;
const MAX_PRESENCE_PAUSE_MS = 50;

export class Room implements JournalSource {
  readonly mapId: string;
  readonly presence = new PresenceTable();
  readonly #doc: Y.Doc;
  readonly #journal: Journal;
  readonly #turnEnd: TurnEnd;
  readonly #time: Time;
  readonly #log: Log;
  readonly #onWritten: (room: Room) => void;
  readonly #connections = new Set<Connection>();
  #queue: Item[] = [];
  #backlogBytes = 0;
  /** What connections sent before their own first sync, and that builds on it. */
  readonly #early = new Map<Connection, { items: Item[]; bytes: number }>();
  /** Number of the last row handed to the journal, and of the last one known to be on disk. */
  #appended: number;
  #durable: number;
  /** Answers that may only go out when the row of that number is on disk. Rising. */
  #waiting: { seq: number; send: () => void }[] = [];
  #emitted: Uint8Array[] = [];
  #wholeState: { seq: number; message: Outgoing } | null = null;
  #presenceAsked = false;
  #presenceNotBefore = 0;
  #lastChangedBy: Person | null = null;
  #changedAt: number | null = null;
  readonly #stopListening: () => void;

  constructor({ mapId, doc, seq, journal, turnEnd, time, log, onWritten }: RoomSetup) {
    this.mapId = mapId;
    this.#doc = doc;
    this.#journal = journal;
    this.#turnEnd = turnEnd;
    this.#time = time;
    this.#log = log;
    this.#onWritten = onWritten ?? (() => undefined);
    this.#appended = seq;
    this.#durable = seq;
    doc.on("update", (update: Uint8Array) => this.#emitted.push(update));
    this.#stopListening = journal.onState(({ writable }) => {
      this.#toExtended(encodeStore(writable));
    });
  }

  get connections(): ReadonlySet<Connection> {
    return this.#connections;
  }

  /** Number of the last durable row. */
  get seq(): number {
    return this.#durable;
  }

  /** The document, to be read only. It may hold what is not on disk yet. */
  get doc(): Y.Doc {
    return this.#doc;
  }

  /** Who sent the last change, of those that the server knows by name. */
  get lastChangedBy(): Person | null {
    return this.#lastChangedBy;
  }

  /** When the last row became durable, in milliseconds since the epoch; null: none since the room was opened. */
  get changedAt(): number | null {
    return this.#changedAt;
  }

  /** Nothing is under way: no connection, nothing to write, nothing being written. */
  get idle(): boolean {
    return (
      this.#connections.size === 0 &&
      this.#queue.length === 0 &&
      this.#emitted.length === 0 &&
      this.#appended === this.#durable
    );
  }

  join(connection: Connection): void {
    this.#connections.add(connection);
    if (connection.extended) {
      connection.send(encodeGrant(connection.grant));
      connection.send(encodeStore(this.#journal.state.writable));
    }
    connection.send(encodeStepOne(Y.encodeStateVector(this.#doc)));
    const everybody = this.presence.everybody();
    if (everybody !== null) connection.sendPresence(everybody);
  }

  leave(connection: Connection): void {
    connection.ended();
    this.#connections.delete(connection);
    this.#early.delete(connection);
    this.presence.leave(connection, this.#time.now());
    this.#askPresence();
  }

  receive(connection: Connection, frame: Uint8Array): void {
    const message = connection.read(frame);
    if (message === null) return;
    switch (message.type) {
      case "presence":
        if (!this.presence.receive(connection, message.entries, this.#time.now())) {
          connection.refuse(CLOSE.badFrame, "malformed presence");
        } else if (this.presence.changed) this.#askPresence();
        return;
      case "queryPresence": {
        const everybody = this.presence.everybody();
        if (everybody !== null) connection.sendPresence(everybody);
        return;
      }
      case "stepOne":
        this.#askState(connection, message.stateVector);
        return;
      case "stepTwo":
      case "update": {
        const isStepTwo = message.type === "stepTwo";
        this.#backlogBytes += message.update.length;
        if (this.#backlogBytes > MAX_ROOM_BACKLOG_BYTES) connection.hold("backlog");
        this.#enqueue({ type: "update", from: connection, update: message.update, isStepTwo });
        return;
      }
      case "saved":
        this.#enqueue({ type: "saved", from: connection, counter: message.counter });
    }
  }

  /** An edit of the server's own. Resolves when it is on disk. `run` must do all its writing synchronously. */
  edit(run: (doc: Y.Doc, origin: Origin) => void, by: Person | null): Promise<void> {
    return new Promise((done) => {
      this.#enqueue({ type: "edit", run, done });
      if (by !== null) this.#lastChangedBy = by;
    });
  }

  /** Puts an update into the journal that the document has already: what a migration wrote while it was loaded. */
  write(update: Uint8Array): void {
    this.#emitted.push(update);
    this.#journal.wake(this);
  }

  /** Tells those who understand it that something beside the map has changed. */
  announce(topic: string): void {
    this.#toExtended(encodeChanged(topic));
  }

  /** Shows a person's new name to the others. */
  renamed(person: Person): void {
    for (const connection of this.#connections) {
      if (connection.grant.person.id !== person.id) continue;
      connection.grant = { ...connection.grant, person };
      this.presence.restamp(connection);
    }
    this.#askPresence();
  }

  closeAll(code: CloseCode, reason: string): void {
    for (const connection of this.#connections) connection.close(code, reason);
  }

  /** To be called when nobody will use the room again. */
  dispose(): void {
    this.#stopListening();
    this.#doc.destroy();
  }

  #askState(from: Connection, stateVector: Uint8Array): void {
    const item: Item = { type: "stepOne", from, stateVector };
    // Where everything is on disk, nobody needs to wait for the store, which may not even be writable.
    if (
      this.#queue.length === 0 &&
      this.#emitted.length === 0 &&
      this.#appended === this.#durable
    ) {
      this.#answer(item)?.();
    } else this.#enqueue(item);
  }

  #enqueue(item: Item): void {
    this.#queue.push(item);
    this.#journal.wake(this);
  }

  /** Applies what has arrived. The journal calls this when it can write. */
  take(): JournalEntry | null {
    const items = this.#queue;
    this.#queue = [];
    const asked: Item[] = [];
    for (let at = 0; at < items.length;) at = this.#applyRun(items, at, asked);
    this.#endBacklog();
    // Only now, when all of this entry is in the document: an answer goes out after the entry's own update did.
    const answers = asked.flatMap((question) => this.#answer(question) ?? []);

    const emitted = this.#emitted;
    this.#emitted = [];
    const [first] = emitted;
    if (first !== undefined) this.#appended++;
    const seq = this.#appended;
    for (const send of answers) {
      if (seq === this.#durable) send();
      else this.#waiting.push({ seq, send });
    }
    if (first === undefined) return null;
    const bytes = emitted.length === 1 ? first : Y.mergeUpdates(emitted);
    return {
      rows: [{ mapId: this.mapId, seq, bytes }],
      summaries: [],
      onDurable: () => this.#written(seq, bytes),
    };
  }

  /**
   * Applies items from `start` on in one transaction, up to the next edit of the server's own, which is one by itself:
   * Yjs takes it for a theft of its client id if both are mixed. Returns where it stopped.
   */
  #applyRun(items: readonly Item[], start: number, asked: Item[]): number {
    const first = items[start];
    if (first?.type === "edit") {
      this.#runEdit(first.run);
      asked.push(first);
      return start + 1;
    }
    let at = start;
    this.#doc.transact(() => {
      for (; at < items.length; at++) {
        const item = items[at];
        if (item === undefined || item.type === "edit") break;
        this.#applyItem(item, asked);
      }
    }, FROM_CONNECTIONS);
    return at;
  }

  #runEdit(run: (doc: Y.Doc, origin: Origin) => void): void {
    try {
      run(this.#doc, FROM_SERVER);
    } catch (error) {
      this.#log.error({ map: this.mapId, ...errorFields(error) }, "an edit of the server failed");
    }
  }

  #applyItem(item: Exclude<Item, { type: "edit" }>, asked: Item[]): void {
    const { from } = item;
    if (from.closed) return;
    const early = this.#early.get(from);
    if (item.type === "stepOne") asked.push(item);
    else if (item.type === "saved") {
      if (early === undefined) asked.push(item);
      else early.items.push(item);
    } else if (early !== undefined && !item.isStepTwo) this.#keepForLater(item);
    else this.#applyUpdate(item);
    if (item.type === "update" && item.isStepTwo) {
      from.delivered = true;
      this.#early.delete(from);
      for (const later of early?.items ?? []) {
        if (later.type !== "edit") this.#applyItem(later, asked);
      }
    }
  }

  #applyUpdate(item: Extract<Item, { type: "update" }>): void {
    const { from, update } = item;
    const decoded = checkUpdate(this.#doc, update);
    if ("refused" in decoded) {
      if (decoded.refused === "missing predecessor") {
        // A client may edit between connecting and its first sync, on top of what it did without network.
        if (!from.delivered && !item.isStepTwo) this.#keepForLater(item);
        else from.refuse(CLOSE.outOfStep, decoded.refused);
      } else if (decoded.refused === "too many structs") {
        from.refuse(CLOSE.tooLarge, decoded.refused);
      } else from.refuse(CLOSE.invalidUpdate, decoded.refused);
      return;
    }
    if (!from.mayChange) {
      // A reader's first sync names what it has: nothing new is nothing wrong.
      if (!holdsNothingNew(this.#doc, decoded)) from.refuse(CLOSE.noAccess, "may not change");
      return;
    }
    try {
      Y.applyUpdate(this.#doc, update, FROM_CONNECTIONS);
      this.#lastChangedBy = from.grant.person;
    } catch (error) {
      this.#log.error({ map: this.mapId, ...errorFields(error) }, "a checked update did not apply");
      from.refuse(CLOSE.invalidUpdate, "not applicable");
    }
  }

  #keepForLater(item: Extract<Item, { type: "update" }>): void {
    const early = this.#early.get(item.from) ?? { items: [], bytes: 0 };
    early.items.push(item);
    early.bytes += item.update.length;
    this.#early.set(item.from, early);
    if (early.bytes > MAX_EARLY_BYTES)
      item.from.refuse(CLOSE.outOfStep, "too much before the first sync");
  }

  #endBacklog(): void {
    if (this.#backlogBytes > MAX_ROOM_BACKLOG_BYTES) {
      for (const connection of this.#connections) connection.release("backlog");
    }
    this.#backlogBytes = 0;
  }

  #answer(item: Item): (() => void) | null {
    if (item.type === "edit") return item.done;
    if (item.type === "saved") {
      const { from, counter } = item;
      return () => {
        if (from.extended) from.send(encodeSaved(counter));
      };
    }
    if (item.type !== "stepOne") return null;
    const { from, stateVector } = item;
    const message = this.#stateFor(stateVector);
    if (message === null) {
      from.refuse(CLOSE.badFrame, "malformed state vector");
      return null;
    }
    return () => {
      from.sendBulk(message);
      from.synced = true;
    };
  }

  /** What a client with this state vector lacks; null if that is no state vector. */
  #stateFor(stateVector: Uint8Array): Outgoing | null {
    // `[0]`: the client has nothing yet. Many may join at once, and all get the same bytes.
    const hasNothing = stateVector.length === 1 && stateVector[0] === 0;
    if (!hasNothing) {
      try {
        return encodeStepTwo(Y.encodeStateAsUpdate(this.#doc, stateVector));
      } catch {
        return null;
      }
    }
    const seq = this.#appended + (this.#emitted.length > 0 ? 1 : 0);
    if (this.#wholeState?.seq !== seq) {
      this.#wholeState = { seq, message: encodeStepTwo(Y.encodeStateAsUpdate(this.#doc)) };
    }
    return this.#wholeState.message;
  }

  #written(seq: number, update: Uint8Array): void {
    this.#durable = seq;
    this.#changedAt = Date.now();
    const message = encodeUpdate(update);
    for (const connection of this.#connections) {
      if (connection.synced) connection.send(message);
    }
    let sent = 0;
    for (const { seq: after, send } of this.#waiting) {
      if (after > seq) break;
      send();
      sent++;
    }
    if (sent > 0) this.#waiting = this.#waiting.slice(sent);
    this.#onWritten(this);
  }

  #toExtended(message: Outgoing): void {
    for (const connection of this.#connections) {
      if (connection.extended) connection.send(message);
    }
  }

  /** Presence goes out at the end of the turn; under load in steps, each carrying all that came in between. */
  #askPresence(): void {
    if (this.#presenceAsked || !this.presence.changed) return;
    this.#presenceAsked = true;
    const pauseMs = this.#presenceNotBefore - this.#time.now();
    if (pauseMs <= 0) this.#turnEnd.run(() => this.#flushPresence());
    else this.#time.after(pauseMs, () => this.#flushPresence());
  }

  #flushPresence(): void {
    this.#presenceAsked = false;
    const flush = this.presence.flush();
    if (flush === null) return;
    const startedAt = this.#time.now();
    for (const connection of this.#connections) {
      connection.sendPresence(flush.own.get(connection) ?? flush.shared);
    }
    const endedAt = this.#time.now();
    const pauseMs = Math.min(PRESENCE_PAUSE_FACTOR * (endedAt - startedAt), MAX_PRESENCE_PAUSE_MS);
    this.#presenceNotBefore = endedAt + pauseMs;
  }
}
