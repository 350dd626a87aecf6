// One connection of the load: what it sends when it is an active person, and how long what it receives has taken.
import { Dialect, type DialectName, type Sink } from "./dialect.ts";
import type { Latencies } from "./Latencies.ts";
import { letterUpdate, titleItem, type ItemId, type MapContent } from "./mapContent.ts";
import { RawSocket, type Door } from "./RawSocket.ts";
import { scanUpdate, type ClockSink } from "./updateScan.ts";

/** Yjs client ids of those who type: this plus their index in the map. */
export const FIRST_CLIENT = 2_000_000_000;
/** A title may have 500 characters; then the person goes on with the next node. */
const LETTERS_PER_TITLE = 400;

/** What an active person of a map has sent, and when: all members of the map look here. */
export interface Sender {
  /** Milliseconds by running number. */
  presence: number[];
  /** Milliseconds by Yjs clock. */
  letters: number[];
  titles: ItemId[];
  nodeId: string;
}

/** What all members of one map share. */
export interface Room {
  dialect: Dialect;
  senders: Sender[];
  content: MapContent;
}

/** Where deliveries are counted. Only what was sent at or after `from` (performance.now) counts. */
export interface Measurement {
  from: number;
  presence: Latencies;
  letters: Latencies;
  frames: number;
  bytes: number;
}

export function makeRoom(
  name: DialectName,
  room: string,
  active: number,
  content: MapContent,
): Room {
  const perSender = Math.floor(content.nodeIds.length / active);
  const senders = Array.from({ length: active }, (_, i): Sender => {
    const own = content.nodeIds.slice(i * perSender, (i + 1) * perSender);
    const [nodeId] = own;
    if (nodeId === undefined) throw new Error("a map needs a node for each active person");
    const titles = own.map((id) => titleItem(content, id));
    return { presence: [], letters: [], titles, nodeId };
  });
  return { dialect: new Dialect(name, room), senders, content };
}

export class Member implements Sink, ClockSink {
  readonly socket: RawSocket;
  /** Resolves with the state (sync step 2) the server gave at the join. */
  readonly whenJoined: Promise<Uint8Array>;
  /** Clock up to which the map's first content has arrived. */
  seeded = 0;
  /** How many of each sender's messages have arrived (or were overtaken by a newer state). */
  readonly presenceSeen: Int32Array;
  readonly lettersSeen: Int32Array;
  private readonly room: Room;
  private readonly index: number;
  private readonly measured: Measurement;
  private now = 0;
  /** Of this person's awareness: counts on from what the server says of it, as y-protocols does. */
  private clock = 0;
  private readonly joined = Promise.withResolvers<Uint8Array>();

  constructor(room: Room, index: number, door: Door, path: string, measured: Measurement) {
    this.room = room;
    this.index = index;
    this.measured = measured;
    this.presenceSeen = new Int32Array(room.senders.length);
    this.lettersSeen = new Int32Array(room.senders.length);
    this.whenJoined = this.joined.promise;
    this.socket = new RawSocket(door, path, (bytes, start, end, at) => {
      this.now = at;
      measured.frames++;
      measured.bytes += end - start;
      room.dialect.read(bytes, start, end, this);
    });
  }

  async hello(): Promise<void> {
    await this.socket.whenOpen();
    for (const frame of this.room.dialect.hello) this.socket.send(frame);
  }

  /** Cursor and drag at once, as the client's state holds both. */
  sendPresence(sender: Sender): void {
    const x = sender.presence.length;
    const json =
      `{"cursor":{"x":${x},"y":${this.index}},"selection":["${sender.nodeId}"],"editing":null,` +
      `"gesture":{"nodes":{"${sender.nodeId}":[${x % 1000},${this.index}]}},"view":{"x":0,"y":0,"zoom":1}}`;
    sender.presence.push(performance.now());
    this.socket.send(this.room.dialect.presence(FIRST_CLIENT + this.index, ++this.clock, json));
  }

  sendLetter(sender: Sender): void {
    const clock = sender.letters.length;
    const isFirst = clock % LETTERS_PER_TITLE === 0;
    const title = sender.titles[Math.floor(clock / LETTERS_PER_TITLE)];
    if (title === undefined) throw new Error("no title left to type into");
    const update = letterUpdate(FIRST_CLIENT + this.index, clock, isFirst ? title : null);
    const frame = this.room.dialect.update(update);
    sender.letters.push(performance.now());
    this.socket.send(frame);
  }

  onCursor(y: number, x: number, clock: number): void {
    if (y === this.index) this.clock = Math.max(this.clock, clock);
    const sender = this.room.senders[y];
    if (sender === undefined || y === this.index) return;
    const seen = this.presenceSeen[y] ?? 0;
    if (x < seen) return;
    this.record(this.measured.presence, sender.presence, seen, x + 1);
    this.presenceSeen[y] = x + 1;
  }

  onUpdate(bytes: Uint8Array, start: number, end: number): void {
    scanUpdate(bytes, start, end, this);
  }

  onClocks(client: number, from: number, to: number): void {
    const index = client - FIRST_CLIENT;
    const sender = this.room.senders[index];
    if (sender === undefined) {
      if (client === this.room.content.doc.clientID && to > this.seeded) this.seeded = to;
      return;
    }
    const seen = this.lettersSeen[index] ?? 0;
    if (index === this.index || to <= seen) return;
    if (from > seen) throw new Error("letters arrived out of order");
    this.record(this.measured.letters, sender.letters, seen, to);
    this.lettersSeen[index] = to;
  }

  onState(bytes: Uint8Array, start: number, end: number): void {
    this.joined.resolve(new Uint8Array(bytes.subarray(start, end)));
  }

  private record(latencies: Latencies, sentAt: number[], from: number, to: number): void {
    for (let i = from; i < to; i++) {
      const sent = sentAt[i] ?? 0;
      if (sent >= this.measured.from) latencies.add(this.now - sent);
    }
  }
}
