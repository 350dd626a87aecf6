// The bytes on the wire: a strict parser for what clients send, and the encoders of everything the server sends.
// Pure: knows no rooms, sockets or documents. https://github.com/yjs/y-protocols/blob/master/PROTOCOL.md
import {
  MESSAGE_AWARENESS,
  MESSAGE_CHANGED,
  MESSAGE_GRANT,
  MESSAGE_QUERY_AWARENESS,
  MESSAGE_RESTORED,
  MESSAGE_SAVED,
  MESSAGE_STORE,
  MESSAGE_SYNC,
  SYNC_STEP_1,
  SYNC_STEP_2,
  SYNC_UPDATE,
} from "#shared/protocol/messages.ts";
import { MAX_PRESENCE_FRAME_BYTES, MAX_UPDATE_BYTES } from "#shared/protocol/limits.ts";
import type { RestoredNews } from "#shared/versions/api.ts";
import type { Grant } from "#shared/protocol/presence.ts";
import { ByteReader, varUintBytes, varUintLength, writeVarUint } from "./ByteReader.ts";

/** A message that is well formed. Its bytes still lie in the frame it came in. */
export type Message =
  | { type: "stepOne"; stateVector: Uint8Array }
  | { type: "stepTwo"; update: Uint8Array }
  | { type: "update"; update: Uint8Array }
  | { type: "presence"; entries: Uint8Array }
  | { type: "queryPresence" }
  | { type: "saved"; counter: number };

/** Why a frame is not one: the name of the case, for the log and the close reason. */
export type FrameFault = "malformed" | "unknown type" | "too large";

/** Reads exactly one message that fills the frame. */
export function parseFrame(frame: Uint8Array): Message | FrameFault {
  const reader = new ByteReader(frame);
  const type = reader.varUint();
  let message: Message | FrameFault;
  if (type === MESSAGE_SYNC) message = parseSync(reader);
  else if (type === MESSAGE_AWARENESS) {
    const entries = reader.varBytes();
    message =
      entries.length > MAX_PRESENCE_FRAME_BYTES ? "too large" : { type: "presence", entries };
  } else if (type === MESSAGE_QUERY_AWARENESS) message = { type: "queryPresence" };
  else if (type === MESSAGE_SAVED) message = { type: "saved", counter: reader.varUint() };
  else message = reader.failed ? "malformed" : "unknown type";
  if (typeof message === "string") return message;
  return reader.failed || !reader.atEnd ? "malformed" : message;
}

function parseSync(reader: ByteReader): Message | FrameFault {
  const step = reader.varUint();
  const bytes = reader.varBytes();
  if (reader.failed) return "malformed";
  switch (step) {
    case SYNC_STEP_1:
      return { type: "stepOne", stateVector: bytes };
    case SYNC_STEP_2:
      return bytes.length === 0 ? "malformed" : { type: "stepTwo", update: bytes };
    case SYNC_UPDATE:
      if (bytes.length > MAX_UPDATE_BYTES) return "too large";
      return bytes.length === 0 ? "malformed" : { type: "update", update: bytes };
    default:
      return "unknown type";
  }
}

/**
 * A message as it goes out: the websocket frame around it included (RFC 6455 §5.2, unmasked), so that it is built once
 * and the same bytes go to every receiver. Never changed after it was made.
 */
export interface Outgoing {
  readonly frame: Buffer;
  readonly payload: Buffer;
}

class FramedMessage implements Outgoing {
  readonly frame: Buffer;
  readonly #headerBytes: number;

  constructor(frame: Buffer, headerBytes: number) {
    this.frame = frame;
    this.#headerBytes = headerBytes;
  }

  get payload(): Buffer {
    return this.frame.subarray(this.#headerBytes);
  }
}

const BINARY_FINAL = 0x82;

/** `body`: goes behind `head`, after its length; null: there is none. */
function outgoing(head: readonly number[], body: readonly Uint8Array[] | null): Outgoing {
  let bodyBytes = 0;
  for (const part of body ?? []) bodyBytes += part.length;
  const prefixBytes = head.length + (body === null ? 0 : varUintLength(bodyBytes));
  const payloadBytes = prefixBytes + bodyBytes;
  const headerBytes = payloadBytes < 126 ? 2 : payloadBytes < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(headerBytes + payloadBytes);
  frame[0] = BINARY_FINAL;
  if (headerBytes === 2) frame[1] = payloadBytes;
  else if (headerBytes === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(payloadBytes, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(payloadBytes), 2);
  }
  let at = headerBytes;
  for (const byte of head) frame[at++] = byte;
  if (body !== null) at = writeVarUint(frame, at, bodyBytes);
  for (const part of body ?? []) {
    frame.set(part, at);
    at += part.length;
  }
  return new FramedMessage(frame, headerBytes);
}

export function encodeStepOne(stateVector: Uint8Array): Outgoing {
  return outgoing([MESSAGE_SYNC, SYNC_STEP_1], [stateVector]);
}

export function encodeStepTwo(update: Uint8Array): Outgoing {
  return outgoing([MESSAGE_SYNC, SYNC_STEP_2], [update]);
}

export function encodeUpdate(update: Uint8Array): Outgoing {
  return outgoing([MESSAGE_SYNC, SYNC_UPDATE], [update]);
}

/** `entries` as y-protocols encodes an awareness update: a count, then client id, clock and JSON of each. */
export function encodePresence(entries: Uint8Array): Outgoing {
  return outgoing([MESSAGE_AWARENESS], [entries]);
}

/** The same of single entries. */
export function encodeEntries(entries: readonly Uint8Array[]): Outgoing {
  return outgoing([MESSAGE_AWARENESS], [Uint8Array.from(varUintBytes(entries.length)), ...entries]);
}

/** Presence of nobody: does nothing, but tells a silent connection that the server lives. */
export const KEEP_ALIVE: Outgoing = encodePresence(Uint8Array.of(0));

export function encodeSaved(counter: number): Outgoing {
  return outgoing([MESSAGE_SAVED, ...varUintBytes(counter)], null);
}

export function encodeChanged(topic: string): Outgoing {
  return outgoing([MESSAGE_CHANGED], [Buffer.from(topic)]);
}

export function encodeRestored(news: RestoredNews): Outgoing {
  return outgoing([MESSAGE_RESTORED], [Buffer.from(JSON.stringify(news))]);
}

export function encodeStore(writable: boolean): Outgoing {
  return outgoing([MESSAGE_STORE, writable ? 1 : 0], null);
}

export function encodeGrant(grant: Grant): Outgoing {
  return outgoing([MESSAGE_GRANT], [Buffer.from(JSON.stringify(grant))]);
}
