// The two wires that are compared: y-websocket's (ours, @y/websocket-server, the relays) and Hocuspocus', which puts
// the document's name before every message. Encodes what a person sends and recognises what came in; knows nothing of
// time or of who is measured.
import { ByteReader, ByteWriter } from "./bytes.ts";

export type DialectName = "y-websocket" | "hocuspocus";

const SYNC = 0;
const AWARENESS = 1;
const AUTH = 2;
const SYNC_REPLY = 4;
const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;

/** What a frame can hold that the bench cares for. */
export interface Sink {
  /** Somebody's cursor: `x` is its sender's running number, `y` the sender; `clock` that of the awareness entry. */
  onCursor(y: number, x: number, clock: number): void;
  /** An update, as a range of the frame. */
  onUpdate(bytes: Uint8Array, start: number, end: number): void;
  /** The server sent the whole state (sync step 2), as a range of the frame. */
  onState(bytes: Uint8Array, start: number, end: number): void;
}

const reader = new ByteReader();
const writer = new ByteWriter();
const EMPTY_UPDATE = new Uint8Array([0, 0]);
const EMPTY_STATE_VECTOR = new Uint8Array([0]);
const CURSOR = Buffer.from('"cursor":{"x":');
const Y_KEY = Buffer.from(',"y":');

export class Dialect {
  readonly hello: Uint8Array[];
  private readonly prefix: Uint8Array;

  /** `room`: the map's name on that server. */
  constructor(name: DialectName, room: string) {
    const named = writer.start().varUint(room.length).ascii(room).copy();
    this.prefix = name === "hocuspocus" ? named : new Uint8Array(0);
    this.hello = [
      ...(name === "hocuspocus"
        ? [
            writer
              .start()
              .raw(named)
              .varUint(AUTH)
              .varUint(0)
              .varUint(0)
              .varUint(5)
              .ascii("4.7.0")
              .copy(),
          ]
        : []),
      new Uint8Array(this.sync(STEP_1, EMPTY_STATE_VECTOR)),
      new Uint8Array(this.sync(STEP_2, EMPTY_UPDATE)),
    ];
  }

  /** Frame of an update. Valid until the next frame is made. */
  update(update: Uint8Array): Uint8Array {
    return this.sync(UPDATE, update);
  }

  /** Frame of one awareness state (`json` in ASCII). Valid until the next frame is made. */
  presence(client: number, clock: number, json: string): Uint8Array {
    const size =
      1 + varUintSize(client) + varUintSize(clock) + varUintSize(json.length) + json.length;
    writer.start().raw(this.prefix).varUint(AWARENESS).varUint(size);
    return writer.varUint(1).varUint(client).varUint(clock).varUint(json.length).ascii(json).view();
  }

  /** Hands what a frame holds to the sink. */
  read(bytes: Uint8Array, start: number, end: number, sink: Sink): void {
    reader.over(bytes, start, end);
    if (this.prefix.length > 0) reader.skipBlock();
    const type = reader.varUint();
    if (type === AWARENESS) readAwareness(sink);
    else if (type === SYNC || type === SYNC_REPLY) {
      const step = reader.varUint();
      const length = reader.varUint();
      const from = reader.at;
      if (step === UPDATE) sink.onUpdate(bytes, from, from + length);
      else if (step === STEP_2) sink.onState(bytes, from, from + length);
    }
  }

  private sync(step: number, payload: Uint8Array): Uint8Array {
    writer.start().raw(this.prefix).varUint(SYNC).varUint(step).varUint(payload.length);
    return writer.raw(payload).view();
  }
}

function varUintSize(value: number): number {
  return value < 128 ? 1 : 1 + varUintSize(Math.floor(value / 128));
}

function readAwareness(sink: Sink): void {
  reader.varUint();
  for (let states = reader.varUint(); states > 0; states--) {
    reader.varUint();
    const clock = reader.varUint();
    const length = reader.varUint();
    const from = reader.at;
    reader.at += length;
    readCursor(reader.bytes, from, reader.at, clock, sink);
  }
}

/** Where the cursor stood in the state before: all states of a server look alike, so that is where to look first. */
let likelyOffset = 0;

function readCursor(
  bytes: Uint8Array,
  start: number,
  end: number,
  clock: number,
  sink: Sink,
): void {
  let at = start + likelyOffset;
  if (!matches(bytes, at, end, CURSOR)) {
    at = start;
    while (at < end && !matches(bytes, at, end, CURSOR)) at++;
    if (at === end) return;
    likelyOffset = at - start;
  }
  at += CURSOR.length;
  const digits = at;
  const x = number(bytes, at);
  at = digits + digitsOf(x);
  if (!matches(bytes, at, end, Y_KEY)) return;
  sink.onCursor(number(bytes, at + Y_KEY.length), x, clock);
}

function matches(bytes: Uint8Array, at: number, end: number, wanted: Uint8Array): boolean {
  if (at + wanted.length > end) return false;
  for (let i = 0; i < wanted.length; i++) if (bytes[at + i] !== wanted[i]) return false;
  return true;
}

function number(bytes: Uint8Array, start: number): number {
  let value = 0;
  for (let at = start; ; at++) {
    const digit = (bytes[at] ?? 0) - 48;
    if (digit < 0 || digit > 9) return value;
    value = value * 10 + digit;
  }
}

function digitsOf(value: number): number {
  return value < 10 ? 1 : 1 + digitsOf(Math.floor(value / 10));
}
