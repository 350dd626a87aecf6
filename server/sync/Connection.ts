// One socket with its grant: what may come in from it, and what goes out to it. Knows no rooms and no documents.
import { mayDo } from "#shared/access/policy.ts";
import { CLOSE, type CloseCode } from "#shared/protocol/closeCodes.ts";
import {
  BYTES_BURST,
  BYTES_PER_S,
  CLOSE_ABOVE_BYTES,
  DROP_PRESENCE_ABOVE_BYTES,
  FRAMES_BURST,
  FRAMES_PER_S,
  REQUESTS_BURST,
  REQUESTS_PER_S,
} from "#shared/protocol/limits.ts";
import type { Grant } from "#shared/protocol/presence.ts";
import type { Log } from "../log.ts";
import { KEEP_ALIVE, parseFrame, type Message, type Outgoing } from "./frames.ts";
import type { Time } from "./Time.ts";
import { debtMs, fullAfter, type BucketSize } from "./TokenBucket.ts";
import type { Wire } from "./Wire.ts";

const FRAMES: BucketSize = { perSecond: FRAMES_PER_S, capacity: FRAMES_BURST };
const BYTES: BucketSize = { perSecond: BYTES_PER_S, capacity: BYTES_BURST };
const REQUESTS: BucketSize = { perSecond: REQUESTS_PER_S, capacity: REQUESTS_BURST };

/** A client has one first sync; a second may be asked for before the first has left. */
const MAX_BULKS = 2;

export interface ConnectionSetup {
  wire: Wire;
  grant: Grant;
  /** The client announced that it understands the messages above 99. */
  extended: boolean;
  log: Log;
  time: Time;
}

export class Connection {
  /** Who this is, and what they may do. Only the name may change while it lives. */
  grant: Grant;
  readonly extended: boolean;
  readonly openedAt: number;
  /** The answer to its first sync request is out: from now on it gets every update. */
  synced = false;
  /** Its own first sync (what the server lacked) has arrived. */
  delivered = false;
  readonly #wire: Wire;
  readonly #log: Log;
  readonly #time: Time;
  /** When its buckets are full again. Numbers, since most of what a server keeps of people is kept of idle ones. */
  #framesFullAt: number;
  #bytesFullAt: number;
  #requestsFullAt: number;
  #closed = false;
  #refused = false;
  /** Reasons for which nothing is read from the socket at the moment; null: there never was one. */
  #holds: Set<string> | null = null;
  /** Bytes of first syncs that are still on their way; they do not count as the reader's being slow. */
  #bulkBytes = 0;
  #bulks = 0;
  #sentSinceTick = false;

  constructor({ wire, grant, extended, log, time }: ConnectionSetup) {
    this.grant = grant;
    this.extended = extended;
    this.#wire = wire;
    this.#log = log;
    this.#time = time;
    this.openedAt = time.now();
    this.#framesFullAt = this.openedAt;
    this.#bytesFullAt = this.openedAt;
    this.#requestsFullAt = this.openedAt;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Closed because of what it sent: nothing that came after that counts. */
  get refused(): boolean {
    return this.#refused;
  }

  get mayChange(): boolean {
    return mayDo(this.grant.role, "map.change");
  }

  get mayShow(): boolean {
    return mayDo(this.grant.role, "presence.show");
  }

  /** The message in a frame, or null: then the connection has been closed with the reason. */
  read(frame: Uint8Array): Message | null {
    if (this.#closed) return null;
    const now = this.#time.now();
    this.#framesFullAt = fullAfter(FRAMES, this.#framesFullAt, 1, now);
    this.#bytesFullAt = fullAfter(BYTES, this.#bytesFullAt, frame.length, now);
    const pauseMs = Math.max(
      debtMs(FRAMES, this.#framesFullAt, now),
      debtMs(BYTES, this.#bytesFullAt, now),
    );
    if (pauseMs > 0) this.#pauseFor(pauseMs);
    const message = parseFrame(frame);
    if (typeof message === "string") {
      this.refuse(message === "too large" ? CLOSE.tooLarge : CLOSE.badFrame, message);
      return null;
    }
    if (message.type === "stepOne" || message.type === "queryPresence") {
      this.#requestsFullAt = fullAfter(REQUESTS, this.#requestsFullAt, 1, now);
      if (debtMs(REQUESTS, this.#requestsFullAt, now) > 0) {
        this.refuse(CLOSE.tooManyMessages, "too many requests");
        return null;
      }
    }
    return message;
  }

  #pauseFor(ms: number): void {
    if (this.#holds?.has("rate") === true) return;
    this.hold("rate");
    this.#time.after(ms, () => this.release("rate"));
  }

  /** Stops reading from the socket until the same reason is released. */
  hold(reason: "rate" | "backlog"): void {
    this.#holds ??= new Set();
    if (this.#holds.size === 0) this.#wire.pause();
    this.#holds.add(reason);
  }

  release(reason: "rate" | "backlog"): void {
    const isLast = this.#holds?.delete(reason) === true && this.#holds.size === 0;
    if (isLast && !this.#closed) this.#wire.resume();
  }

  /** Sends what must not be lost. A reader that is too far behind is closed, and syncs anew when it can. */
  send(message: Outgoing): void {
    if (this.#closed) return;
    if (this.#wire.unsentBytes > CLOSE_ABOVE_BYTES + this.#bulkBytes) {
      this.refuse(CLOSE.slowReader, "too slow a reader");
      return;
    }
    this.#sentSinceTick = true;
    this.#wire.send(message);
  }

  /** Sends the answer to a first sync, which may be larger than any reader is allowed to lag behind. */
  sendBulk(message: Outgoing): void {
    if (this.#closed) return;
    // Rows and one answer may be under way. Who asks on and reads nothing would be kept one answer after the other.
    if (this.#bulks >= MAX_BULKS && this.#wire.unsentBytes > CLOSE_ABOVE_BYTES) {
      this.refuse(CLOSE.slowReader, "too slow a reader");
      return;
    }
    const left = this.countBulk(message.frame.length);
    this.#sentSinceTick = true;
    this.#wire.send(message, left);
  }

  /** Says that so many bytes of a first sync are on their way. Returns what to call when they have left. */
  countBulk(bytes: number): () => void {
    this.#bulks++;
    this.#bulkBytes += bytes;
    return () => {
      this.#bulks--;
      this.#bulkBytes -= bytes;
    };
  }

  /** Sends presence, which a later one makes up for: a reader that is behind does without. */
  sendPresence(message: Outgoing): void {
    if (this.#closed || this.#wire.unsentBytes > DROP_PRESENCE_ABOVE_BYTES) return;
    this.#sentSinceTick = true;
    this.#wire.send(message);
  }

  /** To be called at a steady pace: says something if nothing was said since the last call. */
  tick(): void {
    if (!this.#sentSinceTick) this.sendPresence(KEEP_ALIVE);
    this.#sentSinceTick = false;
  }

  /** Closes because of what the client sent: the log names the case. */
  refuse(code: CloseCode, reason: string): void {
    this.#refused = true;
    if (this.#closed) return;
    this.#log.warn({ code, reason }, "connection refused");
    this.close(code, reason);
  }

  close(code: CloseCode, reason: string): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#wire.close(code, reason);
  }

  /** The socket is gone, whoever ended it. */
  ended(): void {
    this.#closed = true;
  }
}
