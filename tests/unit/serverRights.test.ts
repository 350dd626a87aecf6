// What becomes of those who are connected when what they may do changes.
import type * as Y from "yjs";
import { describe, expect, it } from "vitest";
import { setMapTitle } from "#shared/map/edit.ts";
import { readTitle } from "#shared/map/read.ts";
import { CLOSE } from "#shared/protocol/closeCodes.ts";
import { closeOutdated } from "../../server/sync/rightsCheck.ts";
import { roomWithClients } from "../fixtures/roomWithClients.ts";
import { savedFrame } from "../fixtures/syncFrames.ts";

const named = (title: string) => (doc: Y.Doc) => setMapTitle({ doc, origin: null }, title);

describe("rights that change", () => {
  it("SY-38: close every connection of the person with 4501, and nobody else's", async () => {
    const { room, client } = roomWithClients();
    const [tab, otherTab] = [await client({ person: "anika" }), await client({ person: "anika" })];
    const other = await client({ person: "bodo" });
    room.rightsChanged("anika");
    const codes = [tab, otherTab, other].map(({ wire }) => wire.closedWith);
    expect(codes).toEqual([CLOSE.rightsChanged, CLOSE.rightsChanged, null]);
  });

  it("SY-38: close everybody's when they change for everybody", async () => {
    const { room, client } = roomWithClients();
    const all = [await client(), await client({ role: "viewer" })];
    room.rightsChanged(null);
    for (const { wire } of all) expect(wire.closedWith).toBe(CLOSE.rightsChanged);
  });

  it("SY-38: leave what was sent before as it was, and take nothing that comes after", async () => {
    const { room, client, store, settle } = roomWithClients();
    const witness = await client({ person: "bodo" });
    const editor = await client({ person: "anika", extended: true });
    store.hold();
    editor.edit(named("davor"));
    await settle();
    editor.edit(named("auch davor"));
    editor.send(savedFrame(1));
    room.rightsChanged("anika");
    editor.edit(named("danach"));
    editor.leave();
    store.release();
    await settle();
    expect(readTitle(room.doc)).toBe("auch davor");
    witness.read();
    expect(readTitle(witness.doc)).toBe("auch davor");
    // On the way back they find what they had sent.
    const back = await client({ person: "anika", role: "commenter" });
    expect(readTitle(back.doc)).toBe("auch davor");
  });

  it("SY-39: that ended by themselves are found by looking", async () => {
    const { connect } = roomWithClients();
    const [kept, lowered, ended] = [connect(), connect(), connect()];
    const rights = new Map([
      [kept, "editor" as const],
      [lowered, "viewer" as const],
    ]);
    const open = [kept, lowered, ended].map(({ connection }) => {
      const who = {
        person: connection.grant.person,
        kind: "guest" as const,
        isAdmin: false,
        sessionId: "",
      };
      return { connection, who, room: { mapId: "AAAAAAAAAAAAAAAAAAAAAA" } };
    });
    await closeOutdated(open, ({ person }) => {
      const at = [...rights].find(([client]) => client.connection.grant.person.id === person.id);
      return Promise.resolve(at === undefined ? null : { person, role: at[1] });
    });
    const codes = [kept, lowered, ended].map(({ wire }) => wire.closedWith);
    expect(codes).toEqual([null, CLOSE.rightsChanged, CLOSE.rightsChanged]);
  });
});
