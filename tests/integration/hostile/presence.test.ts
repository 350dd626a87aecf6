// What somebody with a socket may claim about who is on the map, and what of it anybody sees.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CLOSE } from "#shared/protocol/closeCodes.ts";
import { awarenessFrame } from "../../fixtures/syncFrames.ts";
import { waitFor } from "../../fixtures/waitFor.ts";
import { MARKER, Scene } from "./Scene.ts";

const STRANGER = 4_711;

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.begin();
});
afterAll(() => scene.end());

function shownTo(peer: Scene["witness"]): Map<number, Record<string, unknown>> {
  return peer.provider.awareness.getStates();
}

describe("presence", () => {
  it("HI-9: presence for somebody else, and the removal of somebody else, change nothing for anybody", async () => {
    const { writer, witness } = scene;
    const id = writer.doc.clientID;
    writer.provider.awareness.setLocalState({ cursor: { x: 1, y: 1 } });
    await waitFor("the witness sees the writer", () => shownTo(witness).get(id)?.["cursor"]);
    const before = JSON.stringify(shownTo(witness).get(id));
    await scene.unharmedBy(async () => {
      const attacker = await scene.attacker();
      const forged = { cursor: { x: 666, y: 666 }, person: { name: MARKER } };
      for (const clock of [2, 1_000, 2 ** 31 - 1]) {
        attacker.send(awarenessFrame({ clientId: id, clock, state: forged }));
        attacker.send(awarenessFrame({ clientId: id, clock: clock + 1, state: null }));
      }
      // Its own presence comes after all of that, on the same socket.
      attacker.send(
        awarenessFrame({ clientId: STRANGER, clock: 1, state: { cursor: { x: 5, y: 5 } } }),
      );
      await waitFor("the stranger is seen", () => shownTo(witness).has(STRANGER));
      expect(JSON.stringify(shownTo(witness).get(id))).toBe(before);
      attacker.close();
    });
    await waitFor("the stranger is gone", () => !shownTo(witness).has(STRANGER));
    expect(shownTo(witness).has(id)).toBe(true);
  });

  it("HI-9: name, colour and role are the server's, whatever a client writes there", async () => {
    const attacker = await scene.attacker();
    const state = {
      cursor: { x: 1, y: 2 },
      person: { id: "x", name: MARKER, colour: 3 },
      role: MARKER,
      user: { name: MARKER, color: `red;background:url(//x/${MARKER})` },
      [MARKER]: MARKER,
    };
    attacker.send(awarenessFrame({ clientId: STRANGER, clock: 1, state }));
    const seen = await waitFor("the stranger is seen", () => shownTo(scene.witness).get(STRANGER));
    expect(JSON.stringify(seen)).not.toContain(MARKER);
    expect(seen["role"]).toBe("editor");
    attacker.close();
    await waitFor("the stranger is gone", () => !shownTo(scene.witness).has(STRANGER));
    scene.expectQuietLog();
  });

  it("HI-10: a clock of 2^50 and a state beyond 4 KB are passed over; a frame beyond 1 MB closes with 4413", async () => {
    await scene.unharmedBy(async () => {
      const attacker = await scene.attacker();
      const large = { cursor: { x: 1, y: 1 }, note: MARKER.repeat(1_000) };
      attacker.send(
        awarenessFrame({ clientId: STRANGER, clock: 2 ** 50, state: { cursor: null } }),
      );
      attacker.send(awarenessFrame({ clientId: STRANGER + 1, clock: 1, state: large }));
      attacker.send(awarenessFrame({ clientId: STRANGER + 2, clock: 1, state: { cursor: null } }));
      await waitFor("what came last is seen", () => shownTo(scene.witness).has(STRANGER + 2));
      expect(shownTo(scene.witness).has(STRANGER)).toBe(false);
      expect(shownTo(scene.witness).has(STRANGER + 1)).toBe(false);
      const megabyte = { cursor: MARKER.repeat(100_000) };
      attacker.send(awarenessFrame({ clientId: STRANGER + 2, clock: 2, state: megabyte }));
      await waitFor("the attacker was closed", () => attacker.closedWith);
      expect(attacker.closedWith).toBe(CLOSE.tooLarge);
      await waitFor("it is gone", () => shownTo(scene.witness).size === 2);
    });
  });

  it("HI-10: one socket is one person, however many it claims to be", async () => {
    await scene.unharmedBy(async () => {
      const attacker = await scene.attacker();
      const crowd = Array.from({ length: 500 }, (_, at) => ({
        clientId: STRANGER + at,
        clock: 1,
        state: { cursor: { x: at, y: at } },
      }));
      attacker.send(awarenessFrame(...crowd));
      await waitFor("one of them is seen", () => shownTo(scene.witness).size >= 3);
      // The two at work and the attacker.
      expect(shownTo(scene.witness).size).toBe(3);
      attacker.close();
      await waitFor("it is gone", () => shownTo(scene.witness).size === 2);
    });
  });

  it.each([
    ["no JSON", "{"],
    ["a number", 7],
    ["a list", [[[[]]]]],
    ["deep nesting", JSON.parse(`${'{"cursor":'.repeat(300)}1${"}".repeat(300)}`) as unknown],
    [
      "__proto__",
      JSON.parse('{"__proto__":{"cursor":{"x":1,"y":1}},"cursor":{"x":null,"y":1e999}}') as unknown,
    ],
    ["absurd numbers", { cursor: { x: 1e308, y: -1e308 }, view: { x: 0, y: 0, zoom: -1 } }],
    ["10,000 selected", { selection: Array.from({ length: 300 }, () => "A".repeat(8)) }],
  ])("HI-10: presence that is %s shows the person and nothing of it", async (_case, state) => {
    const attacker = await scene.attacker();
    attacker.send(awarenessFrame({ clientId: STRANGER, clock: 1, state }));
    const seen = await waitFor("the stranger is seen", () => shownTo(scene.witness).get(STRANGER));
    expect(Object.keys(seen).toSorted()).toEqual(
      ["cursor", "editing", "gesture", "person", "role", "selection", "view"].filter(
        (key) => key in seen,
      ),
    );
    expect(seen["person"]).toBeDefined();
    expect(seen["cursor"] ?? null).toBeNull();
    expect((seen["selection"] as unknown[] | undefined)?.length ?? 0).toBeLessThanOrEqual(50);
    attacker.close();
    await waitFor("the stranger is gone", () => !shownTo(scene.witness).has(STRANGER));
  });
});
