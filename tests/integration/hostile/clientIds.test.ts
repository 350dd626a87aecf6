// Writing under another person's Yjs client id, on a real socket: unrefused, it would swallow that person's next edits.
import { afterAll, beforeAll, expect, it } from "vitest";
import { createNode } from "#shared/map/edit.ts";
import { CLOSE } from "#shared/protocol/closeCodes.ts";
import { stepTwoFrame, updateFrame } from "../../fixtures/syncFrames.ts";
import { waitFor } from "../../fixtures/waitFor.ts";
import { updateOf } from "./badUpdates.ts";
import { MARKER, Scene } from "./Scene.ts";

let scene: Scene;

beforeAll(async () => {
  scene = await Scene.begin();
});
afterAll(async () => {
  await scene.end();
});

it.each([
  ["an update", updateFrame],
  ["a first sync", stepTwoFrame],
])(
  "HI-4 SY-36: %s under another person's client id is refused with 4422, and that person's next edit arrives",
  async (_case, frame) => {
    const timesBefore = scene.timesLogged(CLOSE.invalidUpdate);
    await scene.unharmedBy(async () => {
      const attacker = await scene.attacker();
      const copy = scene.copy();
      copy.clientID = scene.writer.doc.clientID;
      const place = { parentId: null, x: 1, y: 1 };
      const stolen = updateOf(copy, (doc) =>
        createNode({ doc, origin: null }, { kind: "note", place, title: MARKER }),
      );
      attacker.send(frame(stolen));
      await waitFor("the thief is closed", () => attacker.closedWith);
      expect(attacker.closedWith).toBe(CLOSE.invalidUpdate);
    });
    await scene.logNames(CLOSE.invalidUpdate, timesBefore);
  },
);
