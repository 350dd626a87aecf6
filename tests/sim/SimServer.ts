// One life of the server: the real registry, rooms and journal on a simulated disk, clock and network. Does by hand what
// server/app.ts and server/sync/upgrade.ts do with real ones.
import { CLOSE } from "#shared/protocol/closeCodes.ts";
import { PARAM_EXTENSIONS } from "#shared/protocol/messages.ts";
import type { Grant } from "#shared/protocol/presence.ts";
import type { SeededRandom } from "../fixtures/SeededRandom.ts";
import { inProcessBus } from "../../server/bus/inProcessBus.ts";
import type { Log } from "../../server/log.ts";
import { compactRows } from "../../server/sync/compactRows.ts";
import { Compactor } from "../../server/sync/Compactor.ts";
import { Connection } from "../../server/sync/Connection.ts";
import { Journal } from "../../server/sync/Journal.ts";
import type { Room } from "../../server/sync/Room.ts";
import { RoomRegistry } from "../../server/sync/RoomRegistry.ts";
import { SummaryWriter } from "../../server/sync/SummaryWriter.ts";
import type { Time } from "../../server/sync/Time.ts";
import { TurnEnd } from "../../server/sync/TurnEnd.ts";
import type { Wire } from "../../server/sync/Wire.ts";
import type { Scheduler } from "./Scheduler.ts";
import type { Disk } from "./Disk.ts";
import { SimStore } from "./SimStore.ts";
import type { ServerEnd } from "./SimSocket.ts";

/** A turn of the event loop takes no time, or a little. */
const TURN_MS = 2;
const TICK_MS = 10_000;
const COMPACTION_MS = 200;

export interface SimServerSetup {
  disk: Disk;
  scheduler: Scheduler;
  random: SeededRandom;
  /** Everything the server has to say. */
  onLog: (level: string, message: string) => void;
}

export class SimServer {
  readonly store: SimStore;
  readonly registry: RoomRegistry;
  readonly compactor: Compactor;
  readonly #setup: SimServerSetup;
  readonly #log: Log;
  readonly #time: Time;
  readonly #connections = new Set<Connection>();
  #alive = true;

  constructor(setup: SimServerSetup) {
    const { disk, scheduler, random, onLog } = setup;
    this.#setup = setup;
    this.store = new SimStore(disk, scheduler, random);
    this.#log = {
      info: (_fields, message) => onLog("info", message),
      warn: (fields, message) => onLog("warn", `${message} ${JSON.stringify(fields)}`),
      error: (fields, message) => onLog("error", `${message} ${JSON.stringify(fields)}`),
    };
    this.#time = {
      now: scheduler.now,
      after: (ms, run) => scheduler.after(ms, () => this.#alive && run()),
    };
    const turnEnd = new TurnEnd((run) => {
      this.#time.after(random.chance(0.5) ? 0 : random.fraction() * TURN_MS, run);
    });
    const journal = new Journal(this.store, turnEnd, this.#log, (ms) => scheduler.wait(ms));
    this.compactor = new Compactor(this.store, this.#log, async (rows) => {
      await scheduler.wait(random.fraction() * COMPACTION_MS);
      return compactRows(rows);
    });
    this.registry = new RoomRegistry({
      compactor: this.compactor,
      store: this.store,
      journal,
      turnEnd,
      summaries: new SummaryWriter(journal, this.#time),
      bus: inProcessBus(),
      time: this.#time,
      log: this.#log,
    });
    this.#tick();
  }

  /** What upgrade.ts does for somebody with this grant. null: the process is gone. */
  async accept(
    mapId: string,
    wire: Wire,
    accept: () => void,
    query: URLSearchParams,
    grant: Grant,
  ): Promise<ServerEnd | { code: typeof CLOSE.loadFailed } | null> {
    let room: Room;
    try {
      room = await this.registry.open(mapId);
    } catch {
      return { code: CLOSE.loadFailed };
    }
    if (!this.#alive) return null;
    accept();
    const connection = new Connection({
      wire,
      grant,
      extended: query.get(PARAM_EXTENSIONS) === "1",
      log: this.#log,
      time: this.#time,
    });
    this.#connections.add(connection);
    room.join(connection);
    return {
      onFrame: (frame) => {
        if (this.#alive) room.receive(connection, frame);
      },
      onClosed: () => {
        if (!this.#alive) return;
        this.#connections.delete(connection);
        room.leave(connection);
        this.registry.left(room);
      },
    };
  }

  /** Nothing of it runs any more; what it was writing is on disk or not. */
  crash(): void {
    this.#alive = false;
    this.store.crash();
  }

  /** In good order; false if it did not come to an end within `ms`, as when the store fails for good. */
  async stop(ms: number): Promise<boolean> {
    let stopped = false;
    void this.registry.stop().then(() => {
      stopped = true;
    });
    const done = await this.#setup.scheduler.passUntil(() => stopped, ms);
    this.crash();
    return done;
  }

  #tick(): void {
    this.#time.after(TICK_MS, () => {
      for (const connection of this.#connections) connection.tick();
      this.#tick();
    });
  }
}
