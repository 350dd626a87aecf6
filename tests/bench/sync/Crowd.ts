// The people of one measurement: joins them to their maps, lets the active ones work at a given rate, and counts what
// arrives. Every server is met by exactly the same crowd.
import * as Y from "yjs";
import type { DialectName } from "./dialect.ts";
import { Latencies } from "./Latencies.ts";
import { makeMap } from "./mapContent.ts";
import { makeRoom, Member, type Measurement, type Room, type Sender } from "./Member.ts";
import type { Door } from "./RawSocket.ts";

/** Where the server listens and what its maps are called there. */
export interface Target extends Door {
  pid: number;
  dialect: DialectName;
  /** false: a relay; nobody answers a join, nothing can be verified. */
  keepsDocument: boolean;
  rooms: { room: string; path: string }[];
}

export interface CrowdSize {
  members: number;
  active: number;
  nodesPerMap: number;
}

const PRESENCE_HZ = 40;
const LETTERS_HZ = 6;
const JOINS_AT_ONCE = 25;
const PATIENCE_MS = 20_000;

interface ActivePerson {
  member: Member;
  sender: Sender;
  nextPresence: number;
  nextLetter: number;
}

export class Crowd {
  readonly measured: Measurement = emptyMeasurement();
  readonly rooms: Room[] = [];
  readonly members: Member[] = [];
  private readonly active: ActivePerson[] = [];
  private readonly target: Target;
  private readonly size: CrowdSize;

  constructor(target: Target, size: CrowdSize) {
    this.target = target;
    this.size = size;
    for (const { room } of target.rooms) {
      const content = makeMap(size.nodesPerMap, "");
      this.rooms.push(makeRoom(target.dialect, room, size.active, content));
    }
  }

  async join(): Promise<void> {
    const { keepsDocument, rooms } = this.target;
    for (let index = 0; index < this.size.members; index++) {
      for (const [at, room] of this.rooms.entries()) {
        const member = new Member(room, index, this.target, rooms[at]?.path ?? "/", this.measured);
        this.members.push(member);
        const sender = room.senders[index];
        if (sender !== undefined) {
          this.active.push({ member, sender, nextPresence: 0, nextLetter: 0 });
        }
      }
    }
    for (let from = 0; from < this.members.length; from += JOINS_AT_ONCE) {
      const some = this.members.slice(from, from + JOINS_AT_ONCE);
      await Promise.all(some.map((member) => member.hello()));
      if (keepsDocument) await Promise.all(some.map((member) => member.whenJoined));
    }
  }

  /** Puts the first content into every map and waits until all its members have it. */
  async seed(): Promise<void> {
    const perRoom = this.rooms.length;
    for (const [at, room] of this.rooms.entries()) {
      const first = this.members[at];
      for (const update of room.content.updates) first?.socket.send(room.dialect.update(update));
    }
    await this.until("the maps' first content", () =>
      this.members.every((member, i) => {
        const doc = this.rooms[i % perRoom]?.content.doc;
        if (i < perRoom || doc === undefined) return true;
        return member.seeded >= Y.getState(doc.store, doc.clientID);
      }),
    );
  }

  /** Everybody active works for `ms`, at `times` their usual rate. Timers fire each millisecond at best. */
  async work(ms: number, times: number): Promise<void> {
    const start = performance.now();
    const presencePeriod = 1000 / (PRESENCE_HZ * times);
    const letterPeriod = 1000 / (LETTERS_HZ * times);
    for (const person of this.active) {
      person.nextPresence = start + Math.random() * presencePeriod;
      person.nextLetter = start + Math.random() * letterPeriod;
    }
    await new Promise<void>((resolve) => {
      const tick = () => {
        const now = performance.now();
        for (const person of this.active) {
          for (; person.nextPresence <= now; person.nextPresence += presencePeriod) {
            person.member.sendPresence(person.sender);
          }
          for (; person.nextLetter <= now; person.nextLetter += letterPeriod) {
            person.member.sendLetter(person.sender);
          }
        }
        if (now - start < ms) setTimeout(tick, 1);
        else resolve();
      };
      tick();
    });
  }

  /** Starts counting from now. */
  measureFromNow(): void {
    Object.assign(this.measured, emptyMeasurement(), { from: performance.now() });
  }

  /** Deliveries due for what was sent since the measurement began. */
  expected(): number {
    let sent = 0;
    const since = (times: number[]) => times.length - lowerBound(times, this.measured.from);
    for (const { sender } of this.active) sent += since(sender.presence) + since(sender.letters);
    return sent * (this.size.members - 1);
  }

  delivered(): number {
    return this.measured.presence.count + this.measured.letters.count;
  }

  /** Waits until everything has arrived, at most `ms`. Returns how many deliveries are missing. */
  async drain(ms: number): Promise<number> {
    const deadline = performance.now() + ms;
    const expected = this.expected();
    while (this.delivered() < expected && performance.now() < deadline) await nextTick();
    return expected - this.delivered();
  }

  /** Why the server closed connections, if it did: close code → how many. */
  closed(): Record<string, number> {
    const codes: Record<string, number> = {};
    for (const { socket } of this.members) {
      const code = socket.closedWith;
      if (code !== null) codes[code] = (codes[code] ?? 0) + 1;
    }
    return codes;
  }

  leave(): void {
    for (const member of this.members) member.socket.close();
  }

  private async until(what: string, condition: () => boolean): Promise<void> {
    const deadline = performance.now() + PATIENCE_MS;
    while (!condition()) {
      if (performance.now() > deadline) {
        throw new Error(`${what} did not arrive; closed: ${JSON.stringify(this.closed())}`);
      }
      await nextTick();
    }
  }
}

function emptyMeasurement(): Measurement {
  return {
    from: Number.POSITIVE_INFINITY,
    presence: new Latencies(),
    letters: new Latencies(),
    frames: 0,
    bytes: 0,
  };
}

function lowerBound(times: number[], value: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

const POLL_MS = 2;
function nextTick(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, POLL_MS));
}
