// How much one connection may send, and how far behind it may be.
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { CLOSE } from "#shared/protocol/closeCodes.ts";
import {
  CLOSE_ABOVE_BYTES,
  DROP_PRESENCE_ABOVE_BYTES,
  FRAMES_BURST,
  FRAMES_PER_S,
  MAX_UPDATE_CLIENTS,
  REQUESTS_BURST,
} from "#shared/protocol/limits.ts";
import { encodePresence, encodeStepTwo, encodeUpdate } from "../../server/sync/frames.ts";
import { roomWithClients } from "../fixtures/roomWithClients.ts";
import { awarenessFrame, stepOneFrame } from "../fixtures/syncFrames.ts";

const update = encodeUpdate(Uint8Array.of(0, 0));
const presence = encodePresence(Uint8Array.of(0));

describe("a slow reader", () => {
  it("SY-18: above 1 MB unsent it gets no presence, above 4 MB it is closed to sync anew", () => {
    const { connection, wire } = roomWithClients().connect();
    wire.take();
    wire.unsentBytes = DROP_PRESENCE_ABOVE_BYTES + 1;
    connection.sendPresence(presence);
    expect(wire.take()).toEqual([]);
    connection.send(update);
    expect(wire.take()).toHaveLength(1);
    wire.unsentBytes = CLOSE_ABOVE_BYTES + 1;
    connection.send(update);
    expect(wire.closedWith).toBe(CLOSE.slowReader);
    connection.send(update);
    expect(wire.take()).toEqual([]);
  });

  it("SY-18: a first sync on its way does not count, however large it is", () => {
    const { connection, wire } = roomWithClients().connect();
    const large = encodeStepTwo(new Uint8Array(3 * CLOSE_ABOVE_BYTES));
    connection.sendBulk(large);
    wire.unsentBytes = large.frame.length + CLOSE_ABOVE_BYTES;
    connection.send(update);
    expect(wire.closedWith).toBeNull();
    for (const flushed of wire.flushes) flushed();
    connection.send(update);
    expect(wire.closedWith).toBe(CLOSE.slowReader);
  });
});

describe("a reader who asks on", () => {
  it("SY-18: and reads nothing is closed at the third answer, and not kept one after the other", () => {
    const { connection, wire } = roomWithClients().connect();
    wire.take();
    const large = encodeStepTwo(new Uint8Array(2 * CLOSE_ABOVE_BYTES));
    for (const answers of [1, 2]) {
      connection.sendBulk(large);
      wire.unsentBytes += large.frame.length;
      expect(wire.closedWith, `${answers} answers`).toBeNull();
    }
    connection.sendBulk(large);
    expect(wire.closedWith).toBe(CLOSE.slowReader);
    expect(wire.take()).toHaveLength(2);
  });
});

describe("a flood", () => {
  it("SY-19: who sends faster than anybody needs is not read from for a while, and loses nothing", () => {
    const { connect, time } = roomWithClients();
    const client = connect();
    const frame = awarenessFrame({ clientId: 1, clock: 1, state: {} });
    for (let at = 0; at < FRAMES_BURST; at++) client.send(frame);
    expect(client.wire.paused).toBe(false);
    client.send(frame);
    expect(client.wire.paused).toBe(true);
    expect(client.wire.closedWith).toBeNull();
    time.pass(1_000);
    expect(client.wire.paused).toBe(false);
    for (let at = 0; at < FRAMES_PER_S / 2; at++) client.send(frame);
    expect(client.wire.paused).toBe(false);
  });

  it("SY-19: who keeps asking for the whole state is closed", () => {
    const client = roomWithClients().connect();
    for (let at = 0; at < REQUESTS_BURST; at++) client.send(stepOneFrame(Uint8Array.of(0)));
    expect(client.wire.closedWith).toBeNull();
    client.send(stepOneFrame(Uint8Array.of(0)));
    expect(client.wire.closedWith).toBe(CLOSE.tooManyMessages);
  });

  it("SY-6: a frame that is none closes its sender, and nothing of it counts after that", async () => {
    const { client, store, settle } = roomWithClients();
    const sender = await client();
    sender.send(Uint8Array.of(0, 2, 50, 1));
    expect(sender.wire.closedWith).toBe(CLOSE.badFrame);
    sender.edit((doc) => doc.getMap("nodes").delete("start-n01"));
    await settle();
    expect(store.rows).toHaveLength(1);
  });

  it("SY-6: a state vector of more clients than there can be closes its sender, and is not read", async () => {
    const { client, settle } = roomWithClients();
    const sender = await client();
    const clients = 2 * MAX_UPDATE_CLIENTS;
    const vector = new Map(Array.from({ length: clients }, (_, at) => [at, 1]));
    sender.send(stepOneFrame(Y.encodeStateVector(vector)));
    await settle();
    expect(sender.wire.closedWith).toBe(CLOSE.badFrame);
  });

  it("SY-6: a state vector that is none closes its sender", async () => {
    const { client, settle } = roomWithClients();
    const sender = await client();
    sender.send(stepOneFrame(Uint8Array.of(5, 1)));
    await settle();
    expect(sender.wire.closedWith).toBe(CLOSE.badFrame);
  });
});
