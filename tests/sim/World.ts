// One simulated run: people on maps, a network between them and a server, and a server that dies. Chance decides what
// happens next; the seed repeats it. What must hold is looked at after each death of the server and at the end.
import * as Y from "yjs";
import { createNode, seedMap } from "#shared/map/edit.ts";
import { starterMap } from "#shared/map/starterMap.ts";
import { Ledger } from "../fixtures/ledger/Ledger.ts";
import { Peer, type Kept } from "../fixtures/ledger/Peer.ts";
import { SeededRandom } from "../fixtures/SeededRandom.ts";
import type { Room } from "../../server/sync/Room.ts";
import { loadMap } from "../../server/sync/loadMap.ts";
import { Disk } from "./Disk.ts";
import { Scheduler } from "./Scheduler.ts";
import { SimServer } from "./SimServer.ts";
import { SimSocket } from "./SimSocket.ts";
import type { Tally } from "./Tally.ts";

const RECONNECT_MS = 1_500;
const STOP_WITHIN_MS = 9_000;
const ALL_ARRIVED_MS = 100;
/** More rows than a map may have while it is in use. */
const MANY_ROWS = 1_000_000;

/** A map of the run with its people. */
export interface SimMap {
  mapId: string;
  ledger: Ledger;
  ownNodes: Set<string>;
  seats: Seat[];
}

/** A person with a device: the same over all lives of their page. Some people have two. */
export interface Seat {
  name: string;
  personId: string;
  role: "editor" | "viewer";
  asksSaved: boolean;
  peer: Peer;
  socket: SimSocket | null;
  /** Nobody can be reached from here. */
  cutOff: boolean;
}

export class World {
  readonly random: SeededRandom;
  readonly scheduler: Scheduler;
  readonly maps: SimMap[] = [];
  readonly complaints: string[] = [];
  readonly #disk = new Disk();
  readonly #tally: Tally;
  #server: SimServer | null = null;
  #clientIds = 0;
  /** Rooms whose document has a client id that the seed repeats. */
  readonly #named = new WeakSet<Room>();
  /** Who is at the device that has, or had, this client id. */
  readonly #people = new Map<number, string>();

  constructor(seed: number, tally: Tally) {
    this.random = new SeededRandom(seed);
    this.scheduler = new Scheduler(this.random);
    this.#tally = tally;
  }

  get server(): SimServer | null {
    return this.#server;
  }

  begin(): void {
    const starter = { ...starterMap("de"), links: [] };
    for (let at = 0; at < this.random.whole(1, 2); at++) {
      const mapId = this.random.word(22);
      const nodes = starter.nodes.slice(0, this.random.whole(0, 6));
      const doc = new Y.Doc();
      doc.clientID = this.#newClientId();
      seedMap({ doc, origin: this }, { ...starter, nodes });
      this.#disk.rows.set(mapId, [{ mapId, seq: 1, bytes: Y.encodeStateAsUpdate(doc) }]);
      doc.destroy();
      const map: SimMap = { mapId, ledger: new Ledger(), ownNodes: new Set(), seats: [] };
      this.maps.push(map);
      for (let person = 0; person < this.random.whole(2, 5); person++) {
        this.#seat(map, `person-${person}`, `person-${person}`, "editor");
      }
      if (this.random.chance(0.5)) this.#seat(map, "second-device", "person-0", "editor");
      if (this.random.chance(0.3)) this.#seat(map, "reader", "reader", "viewer");
    }
    this.startServer();
  }

  startServer(): void {
    this.#server = new SimServer({
      disk: this.#disk,
      scheduler: this.scheduler,
      random: this.random,
      onLog: (level, message) => {
        if (message === "journal compacted") this.#tally.compactions++;
        // Losing a store is announced as an error; a connection that is refused is somebody's fault, here nobody's.
        if (level === "warn") this.complaints.push(`the server says: ${message}`);
      },
    });
  }

  /** What the disk holds must hold everything that anybody was promised. */
  async crashServer(): Promise<void> {
    const server = this.#server;
    if (server === null) return;
    this.#server = null;
    server.crash();
    this.#hangUp();
    this.#count(server);
    // What it had sent still arrives: it is promised, too.
    await this.scheduler.pass(ALL_ARRIVED_MS);
    this.lookAtDisk();
  }

  async stopServer(): Promise<void> {
    const server = this.#server;
    if (server === null) return;
    this.#server = null;
    const healthy = server.store.healthy;
    const inTime = await server.stop(STOP_WITHIN_MS);
    this.#hangUp();
    this.#count(server);
    if (healthy && !inTime) this.complaints.push("the server did not stop in time");
    await this.scheduler.pass(ALL_ARRIVED_MS);
    this.lookAtDisk();
  }

  lookAtDisk(): void {
    for (const { mapId, ledger } of this.maps) {
      // What it had promised to nobody went with it.
      ledger.forgive("server");
      const doc = this.docOnDisk(mapId);
      this.#tally.lookedFor += ledger.owed;
      for (const complaint of ledger.check(doc)) this.complaints.push(`on disk: ${complaint}`);
      this.#lookAtClientIds(mapId, doc);
      doc.destroy();
    }
  }

  /** Every client id that somebody has written under is theirs, and no other is anybody's. */
  #lookAtClientIds(mapId: string, doc: Y.Doc): void {
    const written = [...doc.store.clients.keys()].filter((clientId) => this.#people.has(clientId));
    const expected = new Map(written.map((clientId) => [clientId, this.#people.get(clientId)]));
    const bound = this.#disk.clientIds.get(mapId) ?? new Map<number, string>();
    this.#tally.boundClientIds += bound.size;
    const wrong = [...new Set([...expected.keys(), ...bound.keys()])].filter(
      (clientId) => expected.get(clientId) !== bound.get(clientId),
    );
    if (wrong.length > 0) this.complaints.push(`on disk: client ids of others: ${wrong.join()}`);
  }

  docOnDisk(mapId: string): Y.Doc {
    return loadMap(this.#disk.rows.get(mapId) ?? []).doc;
  }

  /** An edit of the server's own, as over HTTP. */
  async serverEdit({ mapId, ledger }: SimMap): Promise<void> {
    const server = this.#server;
    if (server === null) return;
    const room = await server.registry.open(mapId).catch(() => null);
    if (room === null || server !== this.#server) return;
    if (!this.#named.has(room)) room.doc.clientID = this.#newClientId();
    this.#named.add(room);
    const nodeId = this.random.word(22);
    const place = { parentId: null, x: 0, y: 0 };
    const entry = ledger.add("server", { type: "node", nodeId });
    await room.edit((doc, origin) => {
      createNode({ doc, origin }, { id: nodeId, kind: "task", place });
    }, null);
    entry.acknowledged = true;
  }

  /** Has a map's journal compacted while people are on it, as if it had grown long. */
  compact({ mapId }: SimMap): void {
    const room = this.#server?.registry.get(mapId);
    if (room) this.#server?.compactor.loaded(mapId, MANY_ROWS, room.seq);
  }

  cutOff(seat: Seat): void {
    seat.cutOff = true;
    seat.socket?.cut();
  }

  /** The page is closed and opened again; with what its device has kept, or with nothing. */
  reopen(map: SimMap, seat: Seat, keeps: boolean): void {
    const kept = keeps ? seat.peer.kept() : undefined;
    if (!keeps) map.ledger.forgive(seat.name);
    seat.peer.destroy();
    seat.socket = null;
    seat.peer = this.#peer(map, seat, kept);
    this.#connectLater(seat);
  }

  /** Rising by life or falling: in conflicts Yjs prefers the higher one. */
  #newClientId(): number {
    return this.random.whole(1, 1_000) * 1_000_000 + ++this.#clientIds;
  }

  #seat(map: SimMap, name: string, personId: string, role: Seat["role"]): void {
    const asksSaved = this.random.chance(0.7);
    const seat: Omit<Seat, "peer"> = {
      name,
      personId,
      role,
      asksSaved,
      socket: null,
      cutOff: false,
    };
    map.seats.push(Object.assign(seat, { peer: this.#peer(map, seat as Seat, undefined) }));
  }

  #peer(map: SimMap, seat: Seat, kept: Kept | undefined): Peer {
    const connect = (url: string) => this.#connect(map, seat, url);
    const clientId = this.#newClientId();
    this.#people.set(clientId, seat.personId);
    const peer = new Peer({
      name: seat.name,
      syncUrl: "ws://server/sync",
      mapId: map.mapId,
      ledger: map.ledger,
      ownNodes: map.ownNodes,
      asksSaved: seat.asksSaved,
      clientId,
      // The provider makes its socket by `new`; what it gets is the simulated network.
      socket: function connected(url: string) {
        seat.socket = connect(url);
        return seat.socket;
      } as unknown as typeof WebSocket,
      ...(kept === undefined ? {} : { kept }),
    });
    peer.provider.on("connection-close", () => {
      if (seat.peer === peer) this.#connectLater(seat);
    });
    return peer;
  }

  #connect({ mapId }: SimMap, seat: Seat, url: string): SimSocket {
    const person = { id: seat.personId, name: seat.name, colour: 1 };
    const grant = { person, role: seat.role };
    const dial: ConstructorParameters<typeof SimSocket>[1] = async (
      { searchParams },
      wire,
      accept,
    ) =>
      seat.cutOff || this.#server === null
        ? null
        : await this.#server.accept(mapId, wire, accept, searchParams, grant);
    return new SimSocket(url, dial, this.scheduler, this.random);
  }

  #connectLater(seat: Seat): void {
    const { peer } = seat;
    this.scheduler.after(this.random.fraction() * RECONNECT_MS, () => {
      if (seat.peer === peer) peer.connect();
    });
  }

  #hangUp(): void {
    for (const { seats } of this.maps) for (const { socket } of seats) socket?.serverDied();
  }

  #count({ store }: SimServer): void {
    this.#tally.failedAppends += store.failedAppends;
    this.#tally.lostAnswers += store.lostAnswers;
    this.#tally.failedLoads += store.failedLoads;
    this.#tally.tornByCrash += store.tornByCrash;
  }

  /** Everybody leaves for good. */
  end(): void {
    for (const { seats } of this.maps) for (const { peer } of seats) peer.destroy();
    this.#server?.crash();
  }
}
