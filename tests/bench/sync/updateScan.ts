// Finds out which changes a Yjs update carries – whose, and from which clock to which – without building anything:
// that is how a change is recognised again after a server merged it with others. Format: yjs 13, update v1.
import * as Y from "yjs";
import { ByteReader } from "./bytes.ts";

const CONTENT_DELETED = 1;
const CONTENT_STRING = 4;
const GC = 0;
const SKIP = 10;
const HAS_ORIGIN = 0x80;
const HAS_RIGHT_ORIGIN = 0x40;
const HAS_PARENT_KEY = 0x20;

export interface ClockSink {
  /** Clocks `from` (inclusive) to `to` (exclusive) of `client` have arrived. */
  onClocks(client: number, from: number, to: number): void;
}

const reader = new ByteReader();

/** Quick for typing in ASCII; anything else goes through Yjs' own decoder. */
export function scanUpdate(bytes: Uint8Array, start: number, end: number, sink: ClockSink): void {
  reader.over(bytes, start, end);
  for (let clients = reader.varUint(); clients > 0; clients--) {
    let structs = reader.varUint();
    const client = reader.varUint();
    const from = reader.varUint();
    let clock = from;
    for (; structs > 0; structs--) {
      const length = structLength();
      if (length === null) {
        scanSlowly(bytes.subarray(start, end), sink);
        return;
      }
      clock += length;
    }
    sink.onClocks(client, from, clock);
  }
}

/** Length of the struct that begins here, in clocks; null where its kind is not one of typing. */
function structLength(): number | null {
  const info = reader.byte();
  if (info === GC || info === SKIP) return info === GC ? reader.varUint() : null;
  if ((info & HAS_ORIGIN) !== 0) skipId();
  if ((info & HAS_RIGHT_ORIGIN) !== 0) skipId();
  if ((info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) === 0) {
    if (reader.varUint() === 1) reader.skipBlock();
    else skipId();
    if ((info & HAS_PARENT_KEY) !== 0) reader.skipBlock();
  }
  const content = info & 31;
  if (content === CONTENT_STRING) return reader.skipBlock();
  return content === CONTENT_DELETED ? reader.varUint() : null;
}

function skipId(): void {
  reader.varUint();
  reader.varUint();
}

function scanSlowly(update: Uint8Array, sink: ClockSink): void {
  for (const struct of Y.decodeUpdate(update).structs) {
    if (struct instanceof Y.Skip) continue;
    sink.onClocks(struct.id.client, struct.id.clock, struct.id.clock + struct.length);
  }
}
