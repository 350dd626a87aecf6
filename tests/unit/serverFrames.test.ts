// The strict parser of what clients send, and the encoders of what the server sends.
import { describe, expect, it } from "vitest";
import { MAX_UPDATE_BYTES } from "#shared/protocol/limits.ts";
import { encodeSaved, encodeStepTwo, parseFrame } from "../../server/sync/frames.ts";
import {
  awarenessFrame,
  readFrame,
  savedFrame,
  stepOneFrame,
  stepTwoFrame,
  updateFrame,
} from "../fixtures/syncFrames.ts";

const update = Uint8Array.of(0, 0);

describe("frames that are one message", () => {
  it("SY-6: every message of the stock client is read", () => {
    expect(parseFrame(stepOneFrame(Uint8Array.of(0)))).toMatchObject({ type: "stepOne" });
    expect(parseFrame(stepTwoFrame(update))).toMatchObject({ type: "stepTwo" });
    expect(parseFrame(updateFrame(update))).toMatchObject({ type: "update" });
    const presence = parseFrame(awarenessFrame({ clientId: 1, clock: 1, state: {} }));
    expect(presence).toMatchObject({ type: "presence" });
    expect(parseFrame(Uint8Array.of(3))).toEqual({ type: "queryPresence" });
    expect(parseFrame(savedFrame(2 ** 40))).toEqual({ type: "saved", counter: 2 ** 40 });
  });

  it("SY-6: an update of the largest allowed size is read, one byte more is too large", () => {
    expect(parseFrame(updateFrame(new Uint8Array(MAX_UPDATE_BYTES)))).toMatchObject({
      type: "update",
    });
    expect(parseFrame(updateFrame(new Uint8Array(MAX_UPDATE_BYTES + 1)))).toBe("too large");
  });
});

describe("frames that are none", () => {
  const cases: [string, number[]][] = [
    ["empty", []],
    ["one byte", [0]],
    ["an endless number", Array.from({ length: 200 }, () => 0x80)],
    ["a number that is written longer than need be", [0x80, 0x00, 0x82, 0x00, 0x01, 0x00]],
    ["a number of sync longer than need be", [0, 0x82, 0x00, 2, 0, 0]],
    ["a number beyond 2^53", [100, 255, 255, 255, 255, 255, 255, 255, 127]],
    ["two messages", [...updateFrame(update), ...updateFrame(update)]],
    ["a byte too many", [...updateFrame(update), 0]],
    ["a length beyond the frame", [0, 2, 50, 0, 0]],
    ["a length of 2^40", [0, 2, 0x80, 0x80, 0x80, 0x80, 0x80, 0x20, 0]],
    ["an update of no length", [0, 2, 0]],
    ["a counter with something behind", [100, 1, 1]],
  ];
  it.each(cases)("SY-6: %s is refused", (_name, bytes) => {
    expect(parseFrame(Uint8Array.from(bytes))).toBe("malformed");
  });

  it.each([[[0, 3, 1, 0]], [[2]], [[99]], [[101, 0]], [[102, 1]], [[103, 0]]])(
    "SY-6: the unknown type %s is refused",
    (bytes) => {
      expect(parseFrame(Uint8Array.from(bytes))).toBe("unknown type");
    },
  );
});

describe("frames that go out", () => {
  it.each([0, 1, 100, 125, 126, 127, 65_535, 65_536, 70_000])(
    "SY-6: a message of %i bytes is one whole unmasked websocket frame",
    (size) => {
      const { frame, payload } = encodeStepTwo(new Uint8Array(size).fill(7));
      expect(frame[0]).toBe(0x82);
      const short = (frame[1] ?? 0) & 0x7f;
      const [length, header] =
        short < 126
          ? [short, 2]
          : short === 126
            ? [frame.readUInt16BE(2), 4]
            : [Number(frame.readBigUInt64BE(2)), 10];
      expect((frame[1] ?? 0) & 0x80).toBe(0);
      expect(frame.length).toBe(header + length);
      expect(payload.length).toBe(length);
      expect(readFrame(payload)).toMatchObject({ type: "sync", step: 1 });
    },
  );

  it("SY-4: a counter comes back as it was sent", () => {
    expect([...encodeSaved(300).payload]).toEqual([...savedFrame(300)]);
  });
});
