// A live map: its document, the people connected to it, and the one order in which everything happens to it. What
// arrives within a turn is applied in one transaction, becomes one row of the journal, and goes out, once that row is
// on disk, as one frame to everybody. Knows no sockets, no SQL and no HTTP.
import * as Y from "yjs";
import { CLOSE, type CloseCode } from "#shared/protocol/closeCodes.ts";
import type { Person } from "#shared/maps/api.ts";
import { errorFields, type Log } from "../log.ts";
import type { ClientBinding } from "../store/JournalStore.ts";
import { ClientIds } from "./ClientIds.ts";
import type { Connection } from "./Connection.ts";
import type { DocWatch } from "./DocWatch.ts";
import { DurableOrder } from "./DurableOrder.ts";
import { EarlyItems } from "./EarlyItems.ts";
import {
  encodeGrant,
  encodeSaved,
  encodeStepOne,
  encodeStore,
  encodeUpdate,
  type Outgoing,
} from "./frames.ts";
import { Inbox } from "./Inbox.ts";
import type { Journal, JournalEntry, JournalSource } from "./Journal.ts";
import { NextRow } from "./NextRow.ts";
import { FROM_CONNECTIONS, FROM_SERVER, type Origin } from "./origin.ts";
import { PresenceBroadcast } from "./PresenceBroadcast.ts";
import { PresenceTable } from "./PresenceTable.ts";
import type { Item, Sent } from "./RoomItem.ts";
import { StateMessages } from "./StateMessages.ts";
import type { Time } from "./Time.ts";
import { trimApplied } from "./trimContent.ts";
import type { TurnEnd } from "./TurnEnd.ts";
import { checkUpdate, closeCodeOf, holdsNothingNew } from "./updateGuard.ts";

export interface RoomSetup {
  mapId: string;
  /** The map as loaded from the journal, up to `seq`. The room owns it from now on. */
  doc: Y.Doc;
  seq: number;
  /** Whose the client ids in it are. */
  clientIds: readonly ClientBinding[];
  /** The same map as one update, where the journal had no more than that: it need not be encoded again. */
  state?: Uint8Array | null;
  journal: Journal;
  turnEnd: TurnEnd;
  time: Time;
  log: Log;
  /** Who else follows the document; whoever opened the room ends that. */
  watch?: DocWatch | null;
  /** Called after every row that became durable. */
  onWritten?: (room: Room) => void;
  /** Called when the document cannot be trusted any more: the room must be given up and loaded anew. */
  onBroken?: (room: Room) => void;
}

export class Room implements JournalSource {
  readonly mapId: string;
  readonly presence: PresenceTable;
  readonly #doc: Y.Doc;
  readonly #clientIds: ClientIds;
  readonly #journal: Journal;
  readonly #presenceBroadcast: PresenceBroadcast;
  readonly #states: StateMessages;
  readonly #time: Time;
  readonly #log: Log;
  readonly #watch: DocWatch | null;
  readonly #onWritten: (room: Room) => void;
  readonly #onBroken: (room: Room) => void;
  readonly #connections = new Set<Connection>();
  readonly #inbox = new Inbox<Item>();
  readonly #early = new EarlyItems<Sent>();
  readonly #order: DurableOrder;
  readonly #nextRow = new NextRow();
  #lastChangedBy: Person | null = null;
  #changedAt: number | null = null;
  readonly #stopListening: () => void;

  constructor(setup: RoomSetup) {
    const { doc, journal, time } = setup;
    this.mapId = setup.mapId;
    this.#doc = doc;
    this.#clientIds = new ClientIds(doc, setup.clientIds);
    this.presence = new PresenceTable(this.#clientIds.show);
    this.#states = new StateMessages(doc, setup.state ?? null, time);
    this.#journal = journal;
    this.#time = time;
    this.#log = setup.log;
    this.#presenceBroadcast = new PresenceBroadcast(
      this.presence,
      this.#connections,
      setup.turnEnd,
      time,
    );
    this.#watch = setup.watch ?? null;
    this.#onWritten = setup.onWritten ?? (() => undefined);
    this.#onBroken = setup.onBroken ?? (() => undefined);
    this.#order = new DurableOrder(setup.seq);
    doc.on("update", (update: Uint8Array) => this.#nextRow.add(update));
    this.#stopListening = journal.onState(({ writable }) => {
      this.tell(encodeStore(writable));
    });
  }

  get connections(): ReadonlySet<Connection> {
    return this.#connections;
  }

  /** Number of the last durable row. */
  get seq(): number {
    return this.#order.durable;
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
    return this.#connections.size === 0 && this.#isSettled;
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
    this.#early.release(connection);
    this.presence.leave(connection, this.#time.now());
    this.#presenceBroadcast.ask();
  }

  receive(connection: Connection, frame: Uint8Array): void {
    const message = connection.read(frame);
    if (message === null) return;
    switch (message.type) {
      case "presence":
        if (!connection.mayShow) return;
        if (!this.presence.receive(connection, message.entries, this.#time.now())) {
          connection.refuse(CLOSE.badFrame, "malformed presence");
        } else if (this.presence.changed) this.#presenceBroadcast.ask();
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
      case "update":
        return this.#enqueue({
          ...message,
          type: "update",
          from: connection,
          isStepTwo: message.type === "stepTwo",
        });
      case "saved":
        this.#enqueue({ type: "saved", from: connection, counter: message.counter });
    }
  }

  /** An edit of the server's own. Resolves when it is on disk. `run` must do all its writing synchronously. */
  edit(run: (doc: Y.Doc, origin: Origin) => void, by: Person | null): Promise<void> {
    return new Promise((done, failed) => {
      this.#enqueue({ type: "edit", run, by: by?.id ?? null, done, failed });
      if (by !== null) this.#lastChangedBy = by;
    });
  }

  /** Puts an update into the journal that the document has already: what a migration wrote while it was loaded. */
  write(update: Uint8Array): void {
    this.#nextRow.add(update);
    this.#nextRow.by(null);
    this.#journal.wake(this);
  }

  /** Shows a person's new name to the others. */
  renamed(person: Person): void {
    if (this.#lastChangedBy?.id === person.id) this.#lastChangedBy = person;
    for (const connection of this.#connections) {
      if (connection.grant.person.id !== person.id) continue;
      connection.grant = { ...connection.grant, person };
      this.presence.restamp(connection);
    }
    this.#presenceBroadcast.ask();
  }

  /**
   * What this person (null: anybody) may do has changed: they come back and are judged anew. What they sent until now
   * counts as it did when it came.
   */
  rightsChanged(personId: string | null): void {
    for (const connection of this.#connections) {
      if (personId !== null && connection.grant.person.id !== personId) continue;
      connection.close(CLOSE.rightsChanged, "rights changed");
    }
  }

  closeAll(code: CloseCode, reason: string): void {
    for (const connection of this.#connections) connection.close(code, reason);
  }

  /** To be called when nobody will use the room again. */
  dispose(): void {
    this.#stopListening();
    this.#doc.destroy();
  }

  get #isSettled(): boolean {
    return this.#inbox.isEmpty && this.#nextRow.isEmpty && this.#order.settled;
  }

  #askState(from: Connection, stateVector: Uint8Array): void {
    const item: Item = { type: "stepOne", from, stateVector };
    // Where everything is on disk, nobody needs to wait for the store, which may not even be writable.
    if (this.#isSettled) this.#answer(item)?.();
    else this.#enqueue(item);
  }

  #enqueue(item: Item): void {
    const from = item.type === "edit" ? null : item.from;
    this.#inbox.put(item, from, item.type === "update" ? item.update.length : 0);
    this.#journal.wake(this);
  }

  /** Applies what has arrived. The journal calls this when it can write. */
  take(): JournalEntry | null {
    const items = this.#inbox.take();
    const asked: Item[] = [];
    try {
      for (let at = 0; at < items.length;) at = this.#applyRun(items, at, asked);
    } catch (error) {
      // The document may be half changed: nothing more may be made of it.
      this.#log.error({ map: this.mapId, ...errorFields(error) }, "a room broke");
      this.#nextRow.drop();
      this.#onBroken(this);
      return null;
    }
    this.#inbox.release(this.#connections);
    // Only now, when all of this entry is in the document: an answer goes out after the entry's own update did.
    const answers = asked.flatMap((question) => this.#answer(question) ?? []);

    const next = this.#nextRow.take();
    const seq = next === null ? null : this.#order.append();
    for (const send of answers) this.#order.whenDurable(send);
    if (next === null || seq === null) return null;
    const { bytes, author } = next;
    return {
      rows: [{ mapId: this.mapId, seq, bytes, ...this.#clientIds.takeClaimed() }],
      summaries: [],
      onDurable: () => this.#written(seq, bytes, author),
    };
  }

  /**
   * Applies items from `start` on in one transaction, up to the next edit of the server's own, which is one by itself:
   * Yjs takes it for a theft of its client id if both are mixed. Returns where it stopped.
   */
  #applyRun(items: readonly Item[], start: number, asked: Item[]): number {
    const first = items[start];
    if (first?.type === "edit") {
      const told = (made: Y.Transaction) => this.#watch?.edited(made, first.by);
      this.#doc.on("afterTransaction", told);
      try {
        this.#nextRow.by(null);
        first.run(this.#doc, FROM_SERVER);
        asked.push(first);
      } catch (error) {
        first.failed(error);
      }
      this.#doc.off("afterTransaction", told);
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

  #applyItem(item: Sent, asked: Item[]): void {
    const { from } = item;
    // What a connection sent before it ended still counts, but nothing counts that follows a refused update.
    if (from.refused) return;
    if (item.type === "stepOne") asked.push(item);
    else if (item.type === "saved") {
      if (this.#early.has(from)) this.#keepForLater(item);
      else asked.push(item);
    } else if (this.#early.has(from) && !item.isStepTwo) this.#keepForLater(item);
    else this.#applyUpdate(item);
    if (item.type === "update" && item.isStepTwo) {
      from.delivered = true;
      for (const later of this.#early.release(from)) this.#applyItem(later, asked);
    }
  }

  #applyUpdate(item: Extract<Sent, { type: "update" }>): void {
    const { from, update, isStepTwo } = item;
    const decoded = checkUpdate(this.#doc, update);
    if ("refused" in decoded) {
      const { refused } = decoded;
      const isEarly = refused === "missing predecessor" && !from.delivered && !isStepTwo;
      if (isEarly) this.#keepForLater(item);
      else from.refuse(closeCodeOf(refused), refused);
      return;
    }
    // A first sync names all that was ever deleted; mostly there is nothing new in it.
    if ((isStepTwo || !from.mayChange) && holdsNothingNew(this.#doc, decoded)) return;
    if (!from.mayChange) {
      from.refuse(CLOSE.noAccess, "may not change");
      return;
    }
    if (!this.#clientIds.admit(decoded.structs, from.grant.person.id)) {
      from.refuse(CLOSE.invalidUpdate, "another person's client id");
      return;
    }
    this.#nextRow.by(from);
    this.#watch?.beforeUpdate(decoded, from.grant.person.id);
    Y.applyUpdate(this.#doc, update, FROM_CONNECTIONS);
    trimApplied(this.#doc, decoded.structs);
    this.#watch?.afterUpdate();
    this.#lastChangedBy = from.grant.person;
  }

  #keepForLater(item: Exclude<Sent, { type: "stepOne" }>): void {
    const bytes = item.type === "update" ? item.update.length : 0;
    if (this.#early.keep(item, bytes)) return;
    this.#early.release(item.from);
    item.from.refuse(CLOSE.outOfStep, "too much before the first sync");
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
    const message = this.#states.answerTo(stateVector);
    if (message === null) {
      from.refuse(CLOSE.badFrame, "malformed state vector");
      return null;
    }
    return () => {
      from.sendBulk(message);
      from.synced = true;
    };
  }

  /** `author`: who alone wrote this update, and has it therefore. */
  #written(seq: number, update: Uint8Array, author: Connection | null): void {
    this.#changedAt = Date.now();
    const message = encodeUpdate(update);
    this.#order.reached(seq, () => {
      for (const connection of this.#connections) {
        if (connection.synced && connection !== author) connection.send(message);
      }
    });
    this.#onWritten(this);
  }

  /** Tells something beside the map to those who understand it, or to one person's pages among them. */
  tell(message: Outgoing, personId?: string): void {
    for (const to of this.#connections) {
      if (to.extended && (personId ?? to.grant.person.id) === to.grant.person.id) to.send(message);
    }
  }
}
