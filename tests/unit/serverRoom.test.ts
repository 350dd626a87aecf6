// The one order in which everything happens to a map: applied, on disk, then told.
import * as Y from "yjs";
import { describe, expect, it } from "vitest";
import { setMapTitle } from "#shared/map/edit.ts";
import { readTitle, rootMaps } from "#shared/map/read.ts";
import { CLOSE } from "#shared/protocol/closeCodes.ts";
import {
  FRAMES_BURST,
  MAX_EARLY_BYTES,
  MAX_ROOM_BACKLOG_BYTES,
  QUEUED_ITEM_BYTES,
} from "#shared/protocol/limits.ts";
import {
  MESSAGE_CHANGED,
  MESSAGE_GRANT,
  MESSAGE_SAVED,
  MESSAGE_STORE,
  SYNC_STEP_1,
  SYNC_STEP_2,
  SYNC_UPDATE,
} from "#shared/protocol/messages.ts";
import { encodeChanged } from "../../server/sync/frames.ts";
import { FROM_SERVER } from "../../server/sync/origin.ts";
import { roomWithClients, turn } from "../fixtures/roomWithClients.ts";
import { savedFrame, updateFrame, type Received } from "../fixtures/syncFrames.ts";

const typing = (text: string) => (doc: Y.Doc) =>
  setMapTitle({ doc, origin: null }, text + readTitle(doc));

function updatesIn(received: Received[]): number {
  return received.filter((one) => one.type === "sync" && one.step === SYNC_UPDATE).length;
}

function others(received: Received[], number: number): number[][] {
  return received.flatMap((one) =>
    one.type === "other" && one.number === number ? [[...one.body]] : [],
  );
}

describe("joining", () => {
  it("SY-24: who announced it hears first who they are taken for, then whether the store can be written", () => {
    const { connect } = roomWithClients();
    const client = connect({ role: "viewer", person: "anika", extended: true });
    const received = client.wire.take();
    const [grant, store, question] = received;
    expect(grant).toMatchObject({ type: "other", number: MESSAGE_GRANT });
    expect(Buffer.from((grant as { body: Uint8Array }).body.slice(1)).toString()).toContain(
      "Gast anika",
    );
    expect(store).toMatchObject({ type: "other", number: MESSAGE_STORE });
    expect(others(received, MESSAGE_STORE)).toEqual([[1]]);
    expect(question).toMatchObject({ type: "sync", step: SYNC_STEP_1 });
  });

  it("SY-5: a stock client gets nothing but sync and presence messages", async () => {
    const { client, room, settle } = roomWithClients();
    const stock = await client();
    const extended = await client({ extended: true });
    room.tell(encodeChanged("maps"));
    stock.edit(typing("a"));
    stock.send(savedFrame(1));
    extended.send(savedFrame(1));
    await settle();
    expect(stock.read().filter(({ type }) => type === "other")).toEqual([]);
    const heard = extended.read();
    expect(others(heard, MESSAGE_CHANGED)).toHaveLength(1);
    expect(others(heard, MESSAGE_SAVED)).toEqual([[1]]);
  });
});

describe("durable first", () => {
  it("SY-2: a change reaches nobody, and is in no first sync, before it is on disk", async () => {
    const { client, connect, store, settle } = roomWithClients();
    const [writer, reader] = [await client(), await client()];
    store.hold();
    writer.edit(typing("neu "));
    await settle();
    const joiner = connect();
    joiner.askState();
    await settle();
    expect(updatesIn(reader.read())).toBe(0);
    expect(
      joiner.wire.received.filter((one) => one.type === "sync" && one.step === SYNC_STEP_2),
    ).toEqual([]);
    store.release();
    await settle();
    reader.read();
    joiner.read();
    expect(readTitle(reader.doc)).toMatch(/^neu /);
    expect(readTitle(joiner.doc)).toBe(readTitle(reader.doc));
  });

  it("SY-3: what arrives while the store writes becomes one row and one frame a receiver", async () => {
    const { client, store, settle } = roomWithClients();
    const writers = [await client(), await client(), await client()];
    const reader = await client();
    const rowsBefore = store.rows.length;
    store.hold();
    writers[0]?.edit(typing("0"));
    await settle();
    for (const writer of writers) for (const letter of "abcde") writer.edit(typing(letter));
    await settle();
    store.release();
    await settle();
    expect(store.rows.length - rowsBefore).toBe(2);
    expect(updatesIn(reader.read())).toBe(2);
    for (const writer of writers) writer.read();
    const titles = new Set([...writers, reader].map(({ doc }) => readTitle(doc)));
    expect([...titles]).toHaveLength(1);
    expect(readTitle(reader.doc)).toHaveLength("Kommunen im digitalen Zeitalter".length + 16);
  });

  it("SY-4: a counter is answered once everything sent before it is on disk, and not before", async () => {
    const { client, store, settle } = roomWithClients();
    const writer = await client({ extended: true });
    store.hold();
    writer.edit(typing("a"));
    writer.send(savedFrame(1));
    await settle();
    expect(others(writer.read(), MESSAGE_SAVED)).toEqual([]);
    store.release();
    await settle();
    expect(others(writer.read(), MESSAGE_SAVED)).toEqual([[1]]);
    writer.send(savedFrame(2));
    await settle();
    expect(others(writer.read(), MESSAGE_SAVED)).toEqual([[2]]);
  });

  it("SY-26: what a page sent right before it closed is kept", async () => {
    const { client, store, settle } = roomWithClients();
    const [writer, reader] = [await client(), await client()];
    writer.edit(typing("letztes "));
    writer.leave();
    await settle();
    reader.read();
    expect(readTitle(reader.doc)).toMatch(/^letztes /);
    expect(store.rows).toHaveLength(2);
  });

  it("SY-25: an edit of the server's own reaches everybody, also beside edits of people in the same turn", async () => {
    const { client, connect, room, store, settle } = roomWithClients();
    const [writer, reader] = [await client(), await client()];
    writer.edit(typing("vorher "));
    const joiner = connect();
    joiner.askState();
    const edited = room.edit((doc, origin) => {
      expect(origin).toBe(FROM_SERVER);
      rootMaps(doc).nodes.delete("start-n01");
    }, null);
    writer.edit(typing("nachher "));
    await edited;
    await settle();
    for (const each of [writer, reader, joiner]) {
      each.read();
      expect(readTitle(each.doc)).toMatch(/^nachher vorher /);
      expect(rootMaps(each.doc).nodes.has("start-n01")).toBe(false);
    }
    expect(store.rows).toHaveLength(2);
  });

  it("SY-25: an edit of the server's own that fails says so and changes nothing", async () => {
    const { room, store } = roomWithClients();
    const edited = room.edit(() => {
      throw new Error("no");
    }, null);
    await expect(edited).rejects.toThrow("no");
    expect(store.rows).toHaveLength(1);
  });
});

describe("who may not", () => {
  it("SY-7: a reader's ordinary first sync is fine, a change closes the reader and is not stored", async () => {
    const { client, store, settle } = roomWithClients();
    const editor = await client();
    editor.edit((doc) => rootMaps(doc).nodes.delete("start-n01"));
    await settle();
    for (const role of ["viewer", "commenter"] as const) {
      const reader = await client({ role });
      reader.deliverState();
      await settle();
      expect(reader.wire.closedWith, role).toBeNull();
      reader.edit(typing("frech "));
      await settle();
      expect(reader.wire.closedWith, role).toBe(CLOSE.noAccess);
    }
    editor.read();
    expect(readTitle(editor.doc)).not.toMatch(/frech/);
    expect(store.rows).toHaveLength(2);
  });

  it("SY-8: a refused update closes its sender alone; the others' edits of the same turn are kept", async () => {
    const { client, store, settle } = roomWithClients();
    const [good, bad, reader] = [await client(), await client(), await client()];
    good.edit(typing("gut "));
    bad.edit((doc) => rootMaps(doc).nodes.set("aaaaaaaaaa", "no node"));
    bad.edit(typing("danach "));
    good.edit(typing("sehr "));
    await settle();
    expect(bad.wire.closedWith).toBe(CLOSE.invalidUpdate);
    expect([good.wire.closedWith, reader.wire.closedWith]).toEqual([null, null]);
    reader.read();
    expect(readTitle(reader.doc)).toMatch(/^sehr gut Kommunen/);
    expect(rootMaps(reader.doc).nodes.has("aaaaaaaaaa")).toBe(false);
    const stored = new Y.Doc();
    for (const { bytes } of store.rows) Y.applyUpdate(stored, bytes);
    expect(rootMaps(stored).nodes.has("aaaaaaaaaa")).toBe(false);
  });
});

describe("out of step", () => {
  it("SY-9: an edit on top of offline work, sent before the first sync, is kept and saved only with it", async () => {
    const { client, connect, settle } = roomWithClients();
    const reader = await client();
    const offline = await client({ extended: true });
    offline.edit(typing("offline "), false);
    offline.leave();
    const back = connect({ extended: true });
    Y.applyUpdate(back.doc, Y.encodeStateAsUpdate(offline.doc));
    back.edit(typing("sofort "));
    back.send(savedFrame(1));
    await settle();
    expect(back.wire.closedWith).toBeNull();
    expect(others(back.read(), MESSAGE_SAVED)).toEqual([]);
    back.deliverState();
    await settle();
    expect(others(back.read(), MESSAGE_SAVED)).toEqual([[1]]);
    reader.read();
    expect(readTitle(reader.doc)).toMatch(/^sofort offline /);
  });

  it("SY-10: an update without its predecessor closes its sender, and nothing stays pending", async () => {
    const { client, room, store, settle } = roomWithClients();
    const hasty = await client();
    hasty.edit(typing("a"), false);
    hasty.send(updateFrame(hasty.edit(typing("b"), false)));
    await settle();
    expect(hasty.wire.closedWith).toBe(CLOSE.outOfStep);
    expect(room.doc.store.pendingStructs).toBeNull();
    expect(store.rows).toHaveLength(1);
  });
});

describe("before the first sync", () => {
  it("HI-5: counters are kept for later as updates are, and not without end", async () => {
    const { client, connect, settle } = roomWithClients();
    const author = await client();
    author.edit(typing("a"), false);
    const early = author.edit(typing("b"), false);
    const attacker = connect({ extended: true });
    attacker.send(updateFrame(early));
    // Every kept counter takes some hundred bytes.
    for (let counter = 0; counter < MAX_EARLY_BYTES / 100; counter++) {
      attacker.send(savedFrame(counter));
    }
    await settle();
    expect(attacker.wire.closedWith).toBe(CLOSE.outOfStep);
  });
});

describe("a store that fails", () => {
  it("ST-6: whoever goes on asking meanwhile is not read from any more, until it works again", async () => {
    const { client, connect, store, settle } = roomWithClients();
    const writer = await client();
    // Several, since one alone would be slowed down for its rate before.
    const EACH = FRAMES_BURST - 1_000;
    const needed = MAX_ROOM_BACKLOG_BYTES / QUEUED_ITEM_BYTES;
    const askers = Array.from({ length: Math.ceil(needed / EACH) }, () =>
      connect({ extended: true }),
    );
    store.failure = "disk full";
    writer.edit(typing("wartet "));
    await settle();
    for (const asker of askers) {
      for (let counter = 0; counter < EACH; counter++) asker.send(savedFrame(counter));
    }
    expect([askers.at(0)?.wire.paused, askers.at(-1)?.wire.paused]).toEqual([false, true]);
    store.failure = null;
    await settle();
    expect(askers.at(-1)?.wire.paused).toBe(false);
  });

  it("ST-6: clients are told, nothing is answered or shown, and it goes on by itself", async () => {
    const { client, connect, store, settle } = roomWithClients();
    const writer = await client({ extended: true });
    const reader = await client({ extended: true });
    store.failure = "disk full";
    writer.edit(typing("wartet "));
    writer.send(savedFrame(1));
    await settle();
    expect(others(reader.read(), MESSAGE_STORE)).toEqual([[0]]);
    const told = writer.read();
    expect(others(told, MESSAGE_STORE)).toEqual([[0]]);
    expect(others(told, MESSAGE_SAVED)).toEqual([]);
    const joiner = connect({ extended: true });
    expect(others(joiner.read(), MESSAGE_STORE)).toEqual([[0]]);
    writer.edit(typing("auch "));
    writer.send(savedFrame(2));
    await settle();
    expect(updatesIn(reader.read())).toBe(0);
    expect(store.rows).toHaveLength(1);

    store.failure = null;
    await settle();
    const after = writer.read();
    expect(others(after, MESSAGE_STORE)).toEqual([[1]]);
    expect(others(after, MESSAGE_SAVED)).toEqual([[1], [2]]);
    reader.read();
    expect(readTitle(reader.doc)).toMatch(/^auch wartet /);
  });

  it("ST-5: batches are written one after the other, and what waits is written together", async () => {
    const { client, store, settle } = roomWithClients();
    const writer = await client();
    store.batches.length = 0;
    store.hold();
    for (const letter of "abc") {
      writer.edit(typing(letter));
      await turn();
    }
    expect(store.batches).toHaveLength(1);
    store.release();
    await settle();
    expect(store.batches.map(({ rows }) => rows.map(({ seq }) => seq))).toEqual([[2], [3]]);
  });
});
