// Who is seen as whom, with the clocks of y-protocols, against y-protocols' own awareness.
import * as Y from "yjs";
import * as awarenessProtocol from "y-protocols/awareness";
import { describe, expect, it } from "vitest";
import { MAX_PRESENCE_BYTES } from "#shared/protocol/limits.ts";
import { CLOSE } from "#shared/protocol/closeCodes.ts";
import { roomWithClients, type TestClient } from "../fixtures/roomWithClients.ts";
import { awarenessFrame, type AwarenessEntry } from "../fixtures/syncFrames.ts";

const cursor = (x: number) => ({ cursor: { x, y: 0 } });

function heard(client: TestClient): AwarenessEntry[] {
  return client.read().flatMap((one) => (one.type === "awareness" ? one.entries : []));
}

/** The last state heard under a client id; undefined: nothing was heard. */
function lastOf(entries: AwarenessEntry[], clientId: number): unknown {
  return entries.findLast((entry) => entry.clientId === clientId)?.state;
}

describe("what others see", () => {
  it("SY-13: name, colour and role are the server's, whatever the client says", async () => {
    const { client, settle } = roomWithClients();
    const [liar, watcher] = [await client({ role: "viewer", person: "liar" }), await client()];
    const state = {
      ...cursor(5),
      person: { id: "x", name: "Bürgermeister", colour: 0 },
      role: "owner",
      user: { name: "<img onerror>" },
    };
    liar.send(awarenessFrame({ clientId: 7, clock: 1, state }));
    await settle();
    expect(lastOf(heard(watcher), 7)).toEqual({
      cursor: { x: 5, y: 0 },
      selection: [],
      editing: null,
      gesture: null,
      view: null,
      person: { id: "liar", name: "Gast liar", colour: 3 },
      role: "viewer",
    });
  });

  it("SY-13: what a connection says about others, be they there or made up, is ignored", async () => {
    const { client, room, settle } = roomWithClients();
    const [victim, liar, watcher] = [await client(), await client(), await client()];
    victim.send(awarenessFrame({ clientId: 1, clock: 1, state: cursor(1) }));
    liar.send(awarenessFrame({ clientId: 2, clock: 1, state: cursor(2) }));
    await settle();
    heard(watcher);
    liar.send(awarenessFrame({ clientId: 1, clock: 50, state: cursor(99) }));
    liar.send(awarenessFrame({ clientId: 1, clock: 60, state: null }));
    liar.send(awarenessFrame({ clientId: 3, clock: 1, state: cursor(3) }));
    await settle();
    expect(heard(watcher)).toEqual([]);
    expect(room.presence.people).toHaveLength(2);
    victim.send(awarenessFrame({ clientId: 1, clock: 2, state: cursor(4) }));
    await settle();
    expect(lastOf(heard(watcher), 1)).toMatchObject(cursor(4));
  });

  it("SY-13: a stock client without presence that repeats what it hears becomes nobody", async () => {
    const { client, room, settle } = roomWithClients();
    const [shown, mirror] = [await client(), await client()];
    shown.send(awarenessFrame({ clientId: 1, clock: 1, state: cursor(1) }));
    await settle();
    const echo = heard(mirror);
    mirror.send(awarenessFrame(...echo));
    shown.leave();
    mirror.send(awarenessFrame(...echo));
    await settle();
    expect(room.presence.people).toEqual([]);
  });

  it("SY-17: values of the wrong shape are left out, and an entry that is too large is ignored", async () => {
    const { client, settle } = roomWithClients();
    const [sender, watcher] = [await client(), await client()];
    const state = {
      cursor: { x: Number.MAX_VALUE, y: 0 },
      selection: ["start-n01", 5, "__proto__", "../x"],
      editing: { id: 1 },
      gesture: { nodes: { "start-n01": [1, 2, 3] } },
      view: { x: 0, y: 0, zoom: -1 },
    };
    sender.send(awarenessFrame({ clientId: 7, clock: 1, state }));
    await settle();
    expect(lastOf(heard(watcher), 7)).toMatchObject({
      cursor: null,
      selection: ["start-n01"],
      editing: null,
      gesture: null,
      view: null,
    });
    const large = { selection: ["x".repeat(MAX_PRESENCE_BYTES)] };
    sender.send(awarenessFrame({ clientId: 7, clock: 2, state: large }));
    await settle();
    expect(heard(watcher)).toEqual([]);
    expect(sender.wire.closedWith).toBeNull();
  });

  it("SY-17: a clock of 2^50 is ignored, and presence that is no presence closes its sender", async () => {
    const { client, settle } = roomWithClients();
    const [sender, watcher] = [await client(), await client()];
    sender.send(awarenessFrame({ clientId: 7, clock: 2 ** 50, state: cursor(1) }));
    await settle();
    expect(heard(watcher)).toEqual([]);
    sender.send(Uint8Array.of(1, 3, 200, 1, 1));
    await settle();
    expect(sender.wire.closedWith).toBe(CLOSE.badFrame);
  });

  it("SY-16: who leaves is gone for the others at once", async () => {
    const { client, settle } = roomWithClients();
    const [leaver, watcher] = [await client(), await client()];
    leaver.send(awarenessFrame({ clientId: 7, clock: 1, state: cursor(1) }));
    await settle();
    heard(watcher);
    leaver.leave();
    await settle();
    expect(lastOf(heard(watcher), 7)).toBeNull();
  });

  it("SY-13: who joins sees everybody at once", async () => {
    const { client, connect, settle } = roomWithClients();
    const shown = await client();
    shown.send(awarenessFrame({ clientId: 7, clock: 1, state: cursor(1) }));
    await settle();
    expect(lastOf(heard(connect()), 7)).toMatchObject(cursor(1));
  });
});

/** A client whose presence is y-protocols' own awareness. */
function withAwareness(client: TestClient): awarenessProtocol.Awareness {
  const awareness = new awarenessProtocol.Awareness(new Y.Doc());
  awareness.on("update", () => undefined);
  client.doc.on("destroy", () => awareness.destroy());
  return awareness;
}

/** Sends the awareness' own state, as the stock client does when it connects and when it changes. */
function announce(client: TestClient, awareness: awarenessProtocol.Awareness): void {
  const clock = awareness.meta.get(awareness.clientID)?.clock ?? 0;
  const state = awareness.getLocalState();
  client.send(awarenessFrame({ clientId: awareness.clientID, clock, state }));
}

function takeIn(client: TestClient, awareness: awarenessProtocol.Awareness): void {
  for (const message of client.read()) {
    if (message.type !== "awareness") continue;
    const frame = awarenessFrame(...message.entries);
    // Without the type and the length of the message around it.
    const inner = frame.subarray(frame.length - innerLength(frame));
    awarenessProtocol.applyAwarenessUpdate(awareness, inner, "server");
  }
}

function innerLength(frame: Uint8Array): number {
  let [length, weight, at] = [0, 1, 1];
  for (;;) {
    const byte = frame[at++] ?? 0;
    length += (byte & 127) * weight;
    if (byte < 128) return length;
    weight *= 128;
  }
}

describe("clocks", () => {
  it("SY-14: a newcomer, whose clock is still 0, is seen", async () => {
    const { client, settle } = roomWithClients();
    const [newcomer, watcher] = [await client(), await client()];
    const [own, seen] = [withAwareness(newcomer), withAwareness(watcher)];
    announce(newcomer, own);
    await settle();
    takeIn(watcher, seen);
    expect(seen.getStates().has(own.clientID)).toBe(true);
    own.destroy();
    seen.destroy();
  });

  it("SY-14: who comes back with the same client id and clock is seen again, and goes on from there", async () => {
    const { client, settle } = roomWithClients();
    const [first, watcher] = [await client({ person: "anika" }), await client()];
    const [own, seen] = [withAwareness(first), withAwareness(watcher)];
    own.setLocalState(cursor(1));
    let current = first;
    for (let round = 0; round < 4; round++) {
      announce(current, own);
      await settle();
      takeIn(current, own);
      takeIn(watcher, seen);
      expect(seen.getStates().get(own.clientID), `round ${round}`).toMatchObject(cursor(1));
      expect(own.getLocalState()).toEqual(cursor(1));
      current.leave();
      await settle();
      takeIn(watcher, seen);
      expect(seen.getStates().has(own.clientID), `round ${round}`).toBe(false);
      current = await client({ person: "anika" });
    }
    announce(current, own);
    await settle();
    takeIn(current, own);
    for (const x of [2, 3]) {
      own.setLocalState(cursor(x));
      announce(current, own);
      await settle();
      takeIn(current, own);
      takeIn(watcher, seen);
      expect(seen.getStates().get(own.clientID)).toMatchObject(cursor(x));
      expect(own.getLocalState()).toEqual(cursor(x));
    }
    own.destroy();
    seen.destroy();
  });

  it("SY-14: the same person's new socket takes over from one that has not noticed it is dead", async () => {
    const { client, room, settle } = roomWithClients();
    const [dead, watcher] = [await client({ person: "anika" }), await client()];
    dead.send(awarenessFrame({ clientId: 7, clock: 3, state: cursor(1) }));
    await settle();
    heard(watcher);
    const back = await client({ person: "anika" });
    back.send(awarenessFrame({ clientId: 7, clock: 3, state: cursor(2) }));
    await settle();
    expect(lastOf(heard(watcher), 7)).toMatchObject(cursor(2));
    dead.leave();
    await settle();
    expect(heard(watcher)).toEqual([]);
    expect(room.presence.people).toHaveLength(1);
  });

  it("SY-14: renewals of an unchanged state pass through", async () => {
    const { client, settle } = roomWithClients();
    const [sender, watcher] = [await client(), await client()];
    // 2 is the clock with which the first goes out, to the sender too, who counts on from there.
    for (const clock of [1, 3, 4]) {
      sender.send(awarenessFrame({ clientId: 7, clock, state: cursor(1) }));
      await settle();
      expect(heard(watcher)).toHaveLength(1);
    }
  });
});

describe("how it travels", () => {
  it("SY-35: a stock client that repeats what it hears of itself starts no endless exchange", async () => {
    const { client, settle } = roomWithClients();
    const [stock, watcher] = [await client(), await client()];
    stock.send(awarenessFrame({ clientId: 7, clock: 1, state: cursor(1) }));
    await settle();
    const echo = heard(stock);
    expect(echo).toEqual([{ clientId: 7, clock: 2, state: cursor(1) }]);
    heard(watcher);
    stock.send(awarenessFrame(...echo));
    await settle();
    expect(heard(stock)).toEqual([]);
    expect(heard(watcher)).toEqual([]);
    stock.send(awarenessFrame({ clientId: 7, clock: 3, state: cursor(2) }));
    await settle();
    expect(heard(watcher)).toMatchObject([{ clientId: 7, clock: 3, state: cursor(2) }]);
    expect(heard(stock)).toEqual([]);
  });

  it("SY-15: a connection that heard nothing since the last tick hears something", async () => {
    const { client } = roomWithClients();
    const sender = await client();
    sender.connection.tick();
    expect(sender.wire.take()).toEqual([]);
    sender.connection.tick();
    expect(sender.wire.take()).toEqual([{ type: "awareness", entries: [] }]);
  });

  it("SY-29: what comes from one person alone is not sent back to them", async () => {
    const { client, settle } = roomWithClients();
    const [sender, watcher] = [await client(), await client()];
    for (const clock of [1, 2]) {
      sender.send(awarenessFrame({ clientId: 7, clock, state: cursor(clock) }));
      await settle();
      heard(watcher);
    }
    // Its first entry went out with a higher clock, which it has to learn; here it has not.
    sender.send(awarenessFrame({ clientId: 7, clock: 9, state: cursor(9) }));
    await settle();
    expect(heard(watcher)).toHaveLength(1);
    sender.read();
    sender.send(awarenessFrame({ clientId: 7, clock: 10, state: cursor(10) }));
    sender.edit((doc) => doc.getMap("nodes").delete("start-n01"));
    await settle();
    expect(sender.read()).toEqual([]);
    expect(watcher.read()).toHaveLength(2);
  });

  it("SY-28: presence goes out at once, what follows in the same turn as one frame with the newest of each", async () => {
    const { client, settle } = roomWithClients();
    const watcher = await client();
    const senders = [await client(), await client(), await client()];
    const first = await client();
    first.send(awarenessFrame({ clientId: 9, clock: 1, state: cursor(1) }));
    const atOnce = watcher.read().filter(({ type }) => type === "awareness");
    expect(atOnce).toHaveLength(1);
    senders.forEach((sender, at) => {
      for (const clock of [1, 2, 3]) {
        sender.send(awarenessFrame({ clientId: at + 1, clock, state: cursor(clock) }));
      }
    });
    await settle();
    const frames = watcher.read().filter(({ type }) => type === "awareness");
    expect(frames).toHaveLength(1);
    const [frame] = frames;
    const entries = frame?.type === "awareness" ? frame.entries : [];
    expect(entries.map(({ clientId }) => clientId)).toEqual([1, 2, 3]);
    for (const { state } of entries) expect(state).toMatchObject(cursor(3));
  });

  it("SY-13: a person's new name is shown at once", async () => {
    const { client, room, settle } = roomWithClients();
    const [sender, watcher] = [await client({ person: "anika" }), await client()];
    sender.send(awarenessFrame({ clientId: 7, clock: 1, state: cursor(1) }));
    await settle();
    heard(watcher);
    room.renamed({ id: "anika", name: "Anika", colour: 3 });
    await settle();
    expect(lastOf(heard(watcher), 7)).toMatchObject({ ...cursor(1), person: { name: "Anika" } });
  });
});
