// Which maps are live. A map has one slot: it is loading, live, or closing, and whoever wants it waits for what comes
// of that. Knows no sockets and no HTTP.
import { CLOSE } from "#shared/protocol/closeCodes.ts";
import type { Bus, BusEvent } from "../bus/Bus.ts";
import { errorFields, type Log } from "../log.ts";
import type { Person } from "#shared/maps/api.ts";
import type { JournalRow, JournalStore } from "../store/JournalStore.ts";
import type { Compactor } from "./Compactor.ts";
import type { DocWatch, WatchDoc } from "./DocWatch.ts";
import type { Journal } from "./Journal.ts";
import { encodeChanged, encodeRestored } from "./frames.ts";
import { loadMap } from "./loadMap.ts";
import { Room } from "./Room.ts";
import type { SummaryWriter } from "./SummaryWriter.ts";
import type { Time } from "./Time.ts";
import type { TurnEnd } from "./TurnEnd.ts";

/** How long a room without people stays in memory: a reload of the page finds it warm. */
const LINGER_MS = 15_000;

type Slot =
  | { state: "loading"; room: Promise<Room> }
  | { state: "live"; room: Room; watch: DocWatch | null }
  | { state: "closing"; done: Promise<void> };

type OnRows = (rows: readonly JournalRow[]) => Promise<void>;

export interface RegistrySetup {
  store: JournalStore;
  journal: Journal;
  turnEnd: TurnEnd;
  summaries: SummaryWriter;
  bus: Bus;
  time: Time;
  log: Log;
  compactor: Compactor;
  /** Who else wants to know that a map was changed (durably), and that everybody has left it. */
  activity?: { written(mapId: string): void; left(mapId: string): void };
  /** Who else follows the documents of live maps. */
  watch?: WatchDoc;
}

export class RoomRegistry {
  readonly #setup: RegistrySetup;
  readonly #slots = new Map<string, Slot>();
  /** Rooms that nobody was in when they came here, and when to look again: rising. One timer for all of them. */
  readonly #lingering = new Map<Room, number>();
  #isTimed = false;
  #stopping = false;
  #rightsEpoch = 0;

  constructor(setup: RegistrySetup) {
    this.#setup = setup;
    setup.bus.subscribe((event) => {
      switch (event.type) {
        case "changed":
          this.#announce(event);
          return;
        case "restored":
          this.get(event.mapId)?.tell(encodeRestored(event.news));
          return;
        case "rightsChanged":
          this.#rightsEpoch++;
          for (const room of this.live()) {
            if (event.mapId === null || event.mapId === room.mapId) {
              room.rightsChanged(event.personId);
            }
          }
          return;
        case "mapDeleted":
          this.get(event.mapId)?.closeAll(CLOSE.mapDeleted, "map deleted");
      }
    });
  }

  #announce(event: BusEvent & { type: "changed" }): void {
    const message = encodeChanged(event.topic);
    if ("mapId" in event) this.get(event.mapId)?.tell(message);
    else if ("personId" in event) {
      for (const room of this.live()) room.tell(message, event.personId);
    } else for (const room of this.live()) room.tell(message);
  }

  /** Rises whenever somebody's rights change: what was decided under another number may not hold any more. */
  get rightsEpoch(): number {
    return this.#rightsEpoch;
  }

  /** The rooms that are live. */
  *live(): Generator<Room> {
    for (const slot of this.#slots.values()) if (slot.state === "live") yield slot.room;
  }

  /** The room of a map if it is live; opens nothing. */
  get(mapId: string): Room | null {
    const slot = this.#slots.get(mapId);
    return slot?.state === "live" ? slot.room : null;
  }

  /**
   * The room of a map, loaded if need be. Rejects if it cannot be loaded; then nothing of it is kept. Whoever gets a
   * room must use it in the same turn, or ask again: a room without people closes after a while.
   * `onRows` is called with the map's rows if this call is the one that loads it, and waited for before it is built.
   */
  async open(mapId: string, onRows?: OnRows): Promise<Room> {
    for (;;) {
      if (this.#stopping) throw new Error("the server is stopping");
      const slot = this.#slots.get(mapId);
      if (slot === undefined) break;
      if (slot.state === "live") return slot.room;
      if (slot.state === "loading") await slot.room;
      else await slot.done;
    }
    const loading = this.#load(mapId, onRows);
    this.#slots.set(mapId, { state: "loading", room: loading });
    return loading;
  }

  async #load(mapId: string, onRows: OnRows | undefined): Promise<Room> {
    const { store, journal, turnEnd, time, log, summaries, compactor } = this.#setup;
    try {
      const clientIds = await store.loadClientIds(mapId);
      const rows = await store.load(mapId);
      await onRows?.(rows);
      const { doc, seq, state, migration } = loadMap(rows);
      compactor.loaded(mapId, rows.length, seq);
      const watch = (await this.#setup.watch?.(mapId, doc)) ?? null;
      const room = new Room({
        mapId,
        doc,
        clientIds,
        seq,
        state,
        journal,
        turnEnd,
        time,
        log,
        watch,
        onWritten: (written) => {
          summaries.due(written);
          compactor.written(mapId, written.seq);
          this.#setup.activity?.written(mapId);
        },
        onBroken: (broken) => this.#giveUp(broken),
      });
      if (migration !== null) room.write(migration);
      this.#slots.set(mapId, { state: "live", room, watch });
      this.#closeWhenLeft(room);
      return room;
    } catch (error) {
      this.#slots.delete(mapId);
      log.error({ map: mapId, ...errorFields(error) }, "map not loaded");
      throw error;
    }
  }

  /** Shows a person's new name wherever they are. */
  renamed(person: Person): void {
    for (const room of this.live()) room.renamed(person);
  }

  /** To be called when a connection has left. */
  left(room: Room): void {
    if (room.connections.size === 0) this.#closeWhenLeft(room);
  }

  #closeWhenLeft(room: Room): void {
    this.#lingering.delete(room);
    this.#lingering.set(room, this.#setup.time.now() + LINGER_MS);
    this.#lookLater();
  }

  #lookLater(): void {
    const first = this.#lingering.values().next();
    if (this.#isTimed || first.done === true) return;
    this.#isTimed = true;
    const { time } = this.#setup;
    time.after(Math.max(1, first.value - time.now()), () => {
      this.#isTimed = false;
      if (this.#stopping) return;
      for (const [room, dueAt] of this.#lingering) {
        if (dueAt > time.now()) break;
        this.#lingering.delete(room);
        if (this.get(room.mapId) === room) this.#closeIfLeft(room);
      }
      this.#lookLater();
    });
  }

  #closeIfLeft(room: Room): void {
    // A room whose store fails stays: what it holds is nowhere else.
    if (room.idle) void this.#close(room);
    else if (room.connections.size === 0) this.#closeWhenLeft(room);
  }

  #close(room: Room): Promise<void> {
    const watch = this.#watchOf(room);
    const stored = Promise.all([this.#setup.summaries.flush(room), watch?.close()]);
    const done = stored.then(() => {
      room.dispose();
      this.#slots.delete(room.mapId);
      this.#setup.activity?.left(room.mapId);
      this.#setup.compactor.closed(room.mapId);
    });
    this.#slots.set(room.mapId, { state: "closing", done });
    return done;
  }

  #watchOf(room: Room): DocWatch | null {
    const slot = this.#slots.get(room.mapId);
    return slot?.state === "live" && slot.room === room ? slot.watch : null;
  }

  /** What is durable is right, whatever became of the document in memory: everybody comes back to that. */
  #giveUp(room: Room): void {
    room.closeAll(CLOSE.loadFailed, "map is loaded anew");
    this.#watchOf(room)?.drop();
    const done = this.#setup.journal.settled().then(() => {
      room.dispose();
      this.#slots.delete(room.mapId);
    });
    this.#slots.set(room.mapId, { state: "closing", done });
  }

  /** Ends every connection and lets no more rooms be opened. Resolves when everything is on disk. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const loading = [...this.#slots.values()].flatMap((slot) =>
      slot.state === "loading" ? [slot.room] : [],
    );
    await Promise.allSettled(loading);
    for (const room of this.live()) room.closeAll(CLOSE.restarting, "server restarts");
    await this.#setup.journal.settled();
    const closing: Promise<unknown>[] = [];
    for (const slot of this.#slots.values()) {
      if (slot.state === "live") closing.push(this.#close(slot.room));
      else if (slot.state === "closing") closing.push(slot.done);
    }
    await Promise.all(closing);
    await this.#setup.journal.settled();
  }
}
