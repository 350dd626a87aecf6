// Somebody who may only read, and what their client may send all the same, case by case. In this process: the room, its
// connection and its journal are the real ones. By chance and over real sockets: readerFuzz.test.ts.
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { createNode, setMapTitle } from "#shared/map/edit.ts";
import { readTitle, rootMaps } from "#shared/map/read.ts";
import type { Role } from "#shared/access/policy.ts";
import { CLOSE } from "#shared/protocol/closeCodes.ts";
import { roomWithClients } from "../../fixtures/roomWithClients.ts";
import { stepTwoFrame, updateFrame } from "../../fixtures/syncFrames.ts";

const NODE = { kind: "note", place: { parentId: null, x: 1, y: 1 } } as const;
const READERS: readonly Role[] = ["viewer", "commenter"];

/** Sync, step or update, a length and an update, each number in two bytes instead of one. */
function longNumbers(step: number, update: Uint8Array): Uint8Array {
  const length = [0x80 | (update.length & 0x7f), update.length >> 7];
  return Uint8Array.of(0x80, 0, 0x80 | step, 0, ...length, ...update);
}

describe.each(READERS)("a %s", (role) => {
  it.each([
    ["an update", updateFrame, CLOSE.noAccess],
    ["a first sync", stepTwoFrame, CLOSE.noAccess],
    [
      "an update in numbers of more bytes",
      (update: Uint8Array) => longNumbers(2, update),
      CLOSE.badFrame,
    ],
    [
      "a first sync in numbers of more bytes",
      (update: Uint8Array) => longNumbers(1, update),
      CLOSE.badFrame,
    ],
  ] as const)("HI-15: changes nothing by %s", async (_case, frame, code) => {
    const { client, connect, room, store, settle } = roomWithClients();
    const witness = await client();
    const reader = connect({ role });
    reader.askState();
    await settle();
    reader.read();
    const state = Y.encodeStateAsUpdate(room.doc);
    const rows = store.rows.length;
    const update = reader.edit((doc) => createNode({ doc, origin: null }, NODE), false);
    reader.send(frame(update));
    await settle();
    expect(reader.wire.closedWith).toBe(code);
    expect(store.rows).toHaveLength(rows);
    expect(Buffer.compare(Y.encodeStateAsUpdate(room.doc), state)).toBe(0);
    expect(witness.read().filter(({ type }) => type === "sync")).toEqual([]);
  });

  it("HI-15: deletes nothing, though a deletion brings nothing new", async () => {
    const { client, room, settle } = roomWithClients();
    const reader = await client({ role });
    const [id = ""] = rootMaps(reader.doc).nodes.keys();
    reader.edit((doc) => rootMaps(doc).nodes.delete(id));
    await settle();
    expect(reader.wire.closedWith).toBe(CLOSE.noAccess);
    expect(rootMaps(room.doc).nodes.has(id)).toBe(true);
  });

  it("HI-15: does not bring in what it did offline while it was an editor", async () => {
    const { client, connect, room, store, settle } = roomWithClients();
    const editor = await client({ person: "anika" });
    editor.leave();
    setMapTitle({ doc: editor.doc, origin: null }, "Nach der Herabstufung");
    const back = connect({ role, person: "anika" });
    const rows = store.rows.length;
    back.send(stepTwoFrame(Y.encodeStateAsUpdate(editor.doc)));
    await settle();
    expect(back.wire.closedWith).toBe(CLOSE.noAccess);
    expect(store.rows).toHaveLength(rows);
    expect(readTitle(room.doc)).not.toBe("Nach der Herabstufung");
  });
});
