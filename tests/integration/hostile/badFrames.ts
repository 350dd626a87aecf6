// Frames that are none, by the byte. Each is a sample of its class; the rules of a frame are in server/sync/frames.ts.
import * as encoding from "lib0/encoding";
import { MESSAGE_AWARENESS, MESSAGE_SYNC, SYNC_UPDATE } from "#shared/protocol/messages.ts";
import { awarenessFrame, stepOneFrame, updateFrame } from "../../fixtures/syncFrames.ts";

const EMPTY_UPDATE = Uint8Array.of(0, 0);

function withLength(...lengthBytes: number[]): Uint8Array {
  return Uint8Array.of(MESSAGE_SYNC, SYNC_UPDATE, ...lengthBytes, 0, 0);
}

/** 2^40 as lib0 writes it. */
const HUGE = [...encoding.encode((encoder) => encoding.writeVarUint(encoder, 2 ** 40))];

export const BAD_FRAMES: readonly (readonly [string, () => Uint8Array | string])[] = [
  ["an empty frame", () => new Uint8Array(0)],
  ["one byte", () => Uint8Array.of(0)],
  ["a text frame", () => "hello"],
  ["an unknown type", () => Uint8Array.of(77, 1, 2, 3)],
  ["a server's own type", () => Uint8Array.of(103, 2, 123, 125)],
  ["an unknown step of a sync message", () => Uint8Array.of(MESSAGE_SYNC, 9, 0)],
  ["an endless number", () => new Uint8Array(1_000).fill(0x80)],
  ["a number that is not in its shortest form", () => Uint8Array.of(0x80, 0, 0x82, 0, 2, 0, 0)],
  ["a length that is not in its shortest form", () => withLength(0x82, 0)],
  [
    "two messages",
    () => Buffer.concat([stepOneFrame(Uint8Array.of(0)), updateFrame(EMPTY_UPDATE)]),
  ],
  ["a length beyond the frame", () => withLength(200)],
  ["a length of 2^40", () => withLength(...HUGE)],
  ["a length of less than the frame", () => withLength(1)],
  ["an update without bytes", () => Uint8Array.of(MESSAGE_SYNC, SYNC_UPDATE, 0)],
  ["presence that claims more entries than it has", () => Uint8Array.of(MESSAGE_AWARENESS, 1, 5)],
  [
    "presence with something behind it",
    () => {
      const frame = awarenessFrame({ clientId: 1, clock: 1, state: {} });
      return Buffer.concat([frame, Uint8Array.of(0)]);
    },
  ],
  ["a state vector that is none", () => stepOneFrame(Uint8Array.of(9, 1))],
];
