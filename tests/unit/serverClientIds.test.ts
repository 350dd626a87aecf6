// Under whose Yjs client id somebody may write.
import * as Y from "yjs";
import { describe, expect, it } from "vitest";
import { setMapTitle } from "#shared/map/edit.ts";
import { readTitle } from "#shared/map/read.ts";
import { CLOSE } from "#shared/protocol/closeCodes.ts";
import { ClientIds } from "../../server/sync/ClientIds.ts";
import {
  MAP_ID,
  roomWithClients,
  type RoomWithClients,
  type TestClient,
} from "../fixtures/roomWithClients.ts";
import { awarenessFrame, stepTwoFrame, updateFrame } from "../fixtures/syncFrames.ts";

const named = (title: string) => (doc: Y.Doc) => setMapTitle({ doc, origin: null }, title);

/** An update of `thief`'s making, with what the map has plus a change under `clientId`. */
function forged(thief: TestClient, clientId: number, title: string): Uint8Array {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(thief.doc));
  doc.clientID = clientId;
  const before = Y.encodeStateVector(doc);
  named(title)(doc);
  return Y.encodeStateAsUpdate(doc, before);
}

async function bindings({ store, settle }: RoomWithClients): Promise<Map<number, string>> {
  await settle();
  const all = await store.loadClientIds(MAP_ID);
  return new Map(all.map(({ clientId, personId }) => [clientId, personId]));
}

describe("a client id", () => {
  it("SY-36: is the person's who first wrote under it; somebody else's update under it is refused", async () => {
    const scene = roomWithClients();
    const victim = await scene.client({ person: "anika" });
    victim.edit(named("Anikas Titel"));
    await scene.settle();
    const thief = await scene.client({ person: "dieb" });
    thief.send(updateFrame(forged(thief, victim.doc.clientID, "gestohlen")));
    await scene.settle();
    expect(thief.wire.closedWith).toBe(CLOSE.invalidUpdate);
    expect(readTitle(scene.room.doc)).toBe("Anikas Titel");
    // What the theft was about: the victim's next edits arrive.
    victim.edit(named("Anikas zweiter Titel"));
    await scene.settle();
    expect(victim.wire.closedWith).toBeNull();
    expect(readTitle(scene.room.doc)).toBe("Anikas zweiter Titel");
  });

  it("SY-36: is refused to others in a first sync too", async () => {
    const scene = roomWithClients();
    const victim = await scene.client({ person: "anika" });
    victim.edit(named("Anikas Titel"));
    await scene.settle();
    const thief = scene.connect({ person: "dieb" });
    thief.askState();
    await scene.settle();
    thief.read();
    thief.send(stepTwoFrame(forged(thief, victim.doc.clientID, "gestohlen")));
    await scene.settle();
    expect(thief.wire.closedWith).toBe(CLOSE.invalidUpdate);
    expect(readTitle(scene.room.doc)).toBe("Anikas Titel");
  });

  it("SY-36: may be used by the same person from two tabs, and by a page that brings work of an earlier one", async () => {
    const scene = roomWithClients();
    const first = await scene.client({ person: "anika" });
    first.edit(named("Anikas Titel"));
    await scene.settle();
    first.leave();
    named("Ohne Netz")(first.doc);
    const second = await scene.client({ person: "anika" });
    second.send(stepTwoFrame(Y.encodeStateAsUpdate(first.doc)));
    second.edit(named("Vom zweiten Reiter"));
    await scene.settle();
    expect(second.wire.closedWith).toBeNull();
    const owners = await bindings(scene);
    expect(owners.get(first.doc.clientID)).toBe("anika");
    expect(owners.get(second.doc.clientID)).toBe("anika");
  });

  it("SY-36: a first sync may repeat what others and the server wrote, as every stock client's does", async () => {
    const scene = roomWithClients();
    const author = await scene.client({ person: "anika" });
    author.edit(named("Anikas Titel"));
    await scene.settle();
    const repeater = await scene.client({ person: "bodo" });
    repeater.send(stepTwoFrame(Y.encodeStateAsUpdate(repeater.doc)));
    // The same with something of one's own: Bodo's update names Anika's structs, which are known.
    const before = repeater.doc.clientID;
    named("Bodos Titel")(repeater.doc);
    repeater.send(updateFrame(Y.encodeStateAsUpdate(repeater.doc)));
    await scene.settle();
    expect(repeater.wire.closedWith).toBeNull();
    expect(await bindings(scene)).toEqual(
      new Map([
        [author.doc.clientID, "anika"],
        [before, "bodo"],
      ]),
    );
  });

  it("SY-36: of the server's own content is nobody's", async () => {
    const scene = roomWithClients();
    const thief = await scene.client({ person: "dieb" });
    const [seed = 0] = thief.doc.store.clients.keys();
    thief.send(updateFrame(forged(thief, seed, "untergeschoben")));
    await scene.settle();
    expect(thief.wire.closedWith).toBe(CLOSE.invalidUpdate);
    const next = await scene.client({ person: "dieb" });
    next.send(updateFrame(forged(next, scene.room.doc.clientID, "untergeschoben")));
    await scene.settle();
    expect(next.wire.closedWith).toBe(CLOSE.invalidUpdate);
    expect(await bindings(scene)).toEqual(new Map());
  });

  it("SY-36: that somebody shows themselves under is theirs before they have written anything", async () => {
    const scene = roomWithClients();
    const victim = await scene.client({ person: "anika" });
    const clientId = victim.doc.clientID;
    victim.send(awarenessFrame({ clientId, clock: 1, state: { cursor: null } }));
    const thief = await scene.client({ person: "dieb" });
    thief.send(updateFrame(forged(thief, clientId, "gestohlen")));
    await scene.settle();
    expect(thief.wire.closedWith).toBe(CLOSE.invalidUpdate);
    // Also when the victim has gone, to work on without network.
    victim.leave();
    const again = await scene.client({ person: "dieb" });
    again.send(awarenessFrame({ clientId, clock: 9, state: { cursor: null } }));
    again.send(updateFrame(forged(again, clientId, "gestohlen")));
    await scene.settle();
    expect(again.wire.closedWith).toBe(CLOSE.invalidUpdate);
    const back = await scene.client({ person: "anika" });
    back.send(updateFrame(forged(back, clientId, "Anikas Titel")));
    await scene.settle();
    expect(back.wire.closedWith).toBeNull();
    expect(readTitle(scene.room.doc)).toBe("Anikas Titel");
  });

  it("SY-36: a deletion of what others wrote needs none of theirs", async () => {
    const scene = roomWithClients();
    const author = await scene.client({ person: "anika" });
    author.edit(named("Anikas Titel"));
    await scene.settle();
    const other = await scene.client({ person: "bodo" });
    other.edit(named(""));
    await scene.settle();
    expect(other.wire.closedWith).toBeNull();
    expect(readTitle(scene.room.doc)).toBe("");
  });

  it("SY-36: shown by somebody who comes under ever new ones is let go of, oldest first; others keep theirs", () => {
    const ids = new ClientIds(new Y.Doc(), []);
    const [mine, hers] = [1, 2];
    expect(ids.show(hers, "anika")).toBe(true);
    expect(ids.show(mine, "vandale")).toBe(true);
    for (let clientId = 1_000; clientId < 3_000; clientId++) ids.show(clientId, "vandale");
    expect(ids.ownerOf(mine)).toBeNull();
    expect(ids.ownerOf(2_999)).toEqual({ personId: "vandale" });
    expect(ids.ownerOf(hers)).toEqual({ personId: "anika" });
    expect(ids.show(hers, "vandale")).toBe(false);
  });

  it("SY-37: is bound in the very batch that holds the row it is first in, and not again", async () => {
    const scene = roomWithClients();
    const author = await scene.client({ person: "anika" });
    author.edit(named("eins"));
    await scene.settle();
    author.edit(named("zwei"));
    await scene.settle();
    const binding = { clientId: author.doc.clientID, personId: "anika" };
    const rows = scene.store.batches.flatMap((batch) => batch.rows);
    expect(rows.map(({ clientIds }) => clientIds)).toEqual([[binding], undefined]);
  });

  it("SY-37: of a refused update is bound to nobody", async () => {
    const scene = roomWithClients();
    const reader = await scene.client({ person: "lena", role: "viewer" });
    reader.edit(named("frech"));
    const vandal = await scene.client({ person: "vandale" });
    vandal.edit((doc) => doc.getMap("unbekannt").set("x", 1));
    const editor = await scene.client({ person: "anika" });
    editor.edit(named("brav"));
    expect([...(await bindings(scene)).values()]).toEqual(["anika"]);
  });
});
