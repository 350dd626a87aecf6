// The projection: what React Flow and the node views are told, and what they are spared.
import { beforeEach, describe, expect, it } from "vitest";
import * as Y from "yjs";
import {
  createLink,
  createNode,
  deleteElements,
  moveNodes,
  setNodeTitle,
} from "#shared/map/edit.ts";
import { descriptionOf } from "#shared/map/read.ts";
import { ContentStore } from "../../client/map/binding/ContentStore.ts";
import { FlowStore } from "../../client/map/binding/FlowStore.ts";
import { LocalOrigin } from "../../client/map/session/LocalOrigin.ts";

/** Frames that the test lets happen. */
const frames = new Map<number, FrameRequestCallback>();
let frameCount = 0;

function nextFrame(): void {
  const due = [...frames.values()];
  frames.clear();
  for (const callback of due) callback(0);
}

beforeEach(() => {
  frames.clear();
  globalThis.requestAnimationFrame = (callback) => {
    frames.set(++frameCount, callback);
    return frameCount;
  };
  globalThis.cancelAnimationFrame = (handle) => {
    frames.delete(handle);
  };
});

function mapOf(count: number) {
  const doc = new Y.Doc();
  const mine = { doc, origin: new LocalOrigin(null) };
  const others = { doc, origin: "network" };
  const ids = Array.from({ length: count }, (_, index) =>
    createNode(others, { kind: "thesis", place: { parentId: null, x: index * 300, y: 0 } }),
  );
  const content = new ContentStore(doc);
  const flow = new FlowStore(content);
  const id = (index: number): string => {
    const found = ids[index];
    if (found === undefined) throw new Error(`no node ${index}`);
    return found;
  };
  return { doc, mine, others, content, flow, id };
}

describe("projection", () => {
  it("BI-1: selecting what is selected already changes no object and tells nobody", () => {
    const { flow, id } = mapOf(5);
    flow.select({ nodes: [id(1)] });
    const before = flow.nodes.get();
    let told = 0;
    flow.nodes.subscribe(() => told++);
    flow.select({ nodes: [id(1)] });
    expect(flow.nodes.get()).toBe(before);
    expect(told).toBe(0);
    flow.select({});
    expect(told).toBe(1);
    flow.select({});
    expect(told).toBe(1);
  });

  it("BI-1: moving one of 500 nodes keeps the other 499 objects", () => {
    const { flow, others, id } = mapOf(500);
    const before = flow.nodes.get();
    moveNodes(others, new Map([[id(7), { parentId: null, x: 5, y: 5 }]]));
    nextFrame();
    const after = flow.nodes.get();
    const changed = after.filter((node) => !before.includes(node));
    expect(changed.map((node) => [node.id, node.position])).toEqual([[id(7), { x: 5, y: 5 }]]);
  });

  it("BI-1: typing a title changes no flow node at all", () => {
    const { flow, others, id } = mapOf(50);
    const before = flow.nodes.get();
    setNodeTitle(others, id(3), "Neuer Titel");
    nextFrame();
    expect(flow.nodes.get()).toBe(before);
  });

  it("BI-2: sixty changes of others between two frames are one pass", () => {
    const { flow, others, id } = mapOf(60);
    let passes = 0;
    flow.nodes.subscribe(() => passes++);
    for (let index = 0; index < 60; index++) {
      moveNodes(others, new Map([[id(index), { parentId: null, x: 1, y: index }]]));
    }
    expect(passes).toBe(0);
    nextFrame();
    expect(passes).toBe(1);
    expect(flow.flowNode(id(59))?.position).toEqual({ x: 1, y: 59 });
  });

  it("BI-2: a node made and selected in the next line is drawn and selected", () => {
    const { flow, mine } = mapOf(2);
    const made = createNode(mine, { kind: "role", place: { parentId: null, x: 0, y: 900 } });
    flow.select({ nodes: [made] });
    expect(flow.flowNode(made)?.selected).toBe(true);
    expect([...flow.selection.get().nodes]).toEqual([made]);
  });

  it("BI-3: a held node stays under the hand, and its drop is one write", () => {
    const { doc, flow, mine, others, id } = mapOf(3);
    flow.onNodesChange([
      { type: "position", id: id(0), position: { x: 40, y: 41 }, dragging: true },
    ]);
    moveNodes(others, new Map([[id(0), { parentId: null, x: 900, y: 900 }]]));
    nextFrame();
    expect(flow.flowNode(id(0))?.position).toEqual({ x: 40, y: 41 });
    let writes = 0;
    doc.on("update", () => writes++);
    flow.drop(mine, new Map([[id(0), { parentId: null, x: 40, y: 41 }]]));
    nextFrame();
    expect(writes).toBe(1);
    expect(flow.flowNode(id(0))?.position).toEqual({ x: 40, y: 41 });
    expect(flow.isHolding.get()).toBe(false);
  });

  it("BI-3: a drag that is given up goes back to what the map says", () => {
    const { flow, id } = mapOf(2);
    flow.onNodesChange([
      { type: "position", id: id(1), position: { x: 40, y: 41 }, dragging: true },
    ]);
    flow.letGo();
    expect(flow.flowNode(id(1))?.position).toEqual({ x: 300, y: 0 });
  });

  it("BI-4: only who subscribed to the changed id is told, and not for its description", () => {
    const { doc, content, others, id } = mapOf(3);
    const told: number[] = [0, 0];
    content.subscribeOne(id(0), () => (told[0] = (told[0] ?? 0) + 1));
    content.subscribeOne(id(1), () => (told[1] = (told[1] ?? 0) + 1));
    setNodeTitle(others, id(0), "a");
    expect(told).toEqual([1, 0]);
    const before = content.node(id(1));
    descriptionOf(doc, id(1))?.insert(0, [new Y.XmlElement("paragraph")]);
    expect(told).toEqual([1, 0]);
    expect(content.node(id(1))).toBe(before);
  });

  it("BI-5: a link is drawn once both its ends exist, and the same statement once", () => {
    const { doc, flow, others, id } = mapOf(2);
    const first = createLink(others, { kind: "supports", source: id(0), target: id(1) });
    doc.transact(() => {
      const links = doc.getMap("links");
      const twice = new Y.Map(Object.entries({ kind: "supports", source: id(0), target: id(1) }));
      const toItself = new Y.Map(
        Object.entries({ kind: "supports", source: id(0), target: id(0) }),
      );
      const early = new Y.Map(
        Object.entries({ kind: "raises", source: id(0), target: "laterNode1" }),
      );
      links.set("zzzzzzzzzz", twice);
      links.set("itselfitself", toItself);
      links.set("earlyearly", early);
    });
    nextFrame();
    const drawn = (): string[] => flow.edges.get().map((edge) => edge.id);
    expect(drawn()).toHaveLength(1);
    expect([first, "zzzzzzzzzz"]).toContain(drawn()[0]);
    createNode(others, { id: "laterNode1", kind: "role", place: { parentId: null, x: 0, y: 0 } });
    nextFrame();
    expect(drawn()).toContain("earlyearly");
    deleteElements(others, { nodes: ["laterNode1"], links: [] });
    nextFrame();
    expect(drawn()).not.toContain("earlyearly");
  });

  it("BI-6: regions come before what they hold and are drawn below all cards", () => {
    const { flow, others, id } = mapOf(3);
    const inner = createNode(others, { kind: "region", place: { parentId: null, x: 0, y: 0 } });
    const outer = createNode(others, { kind: "region", place: { parentId: null, x: 0, y: 0 } });
    moveNodes(others, new Map([[inner, { parentId: outer, x: 1, y: 1 }]]));
    moveNodes(others, new Map([[id(0), { parentId: inner, x: 2, y: 2 }]]));
    nextFrame();
    const order = flow.nodes.get().map((node) => node.id);
    expect(order.indexOf(outer)).toBeLessThan(order.indexOf(inner));
    expect(order.indexOf(inner)).toBeLessThan(order.indexOf(id(0)));
    expect(flow.flowNode(id(0))?.parentId).toBe(inner);
    const layers = [outer, inner, id(1)].map((node) => flow.flowNode(node)?.zIndex ?? 0);
    expect(layers).toEqual(layers.toSorted((a, b) => a - b));
  });

  it("BI-7: dragging 20 nodes for 10 seconds grows the document by less than 2 KB", () => {
    const { doc, flow, mine, id } = mapOf(20);
    const before = Y.encodeStateAsUpdate(doc).byteLength;
    const frameCount = 10 * 60;
    for (let frame = 1; frame <= frameCount; frame++) {
      flow.onNodesChange(
        Array.from({ length: 20 }, (_, index) => ({
          type: "position" as const,
          id: id(index),
          position: { x: index * 300 + frame, y: frame },
          dragging: true,
        })),
      );
    }
    const places = new Map(
      Array.from({ length: 20 }, (_, index) => [
        id(index),
        { parentId: null, x: index * 300 + frameCount, y: frameCount },
      ]),
    );
    flow.drop(mine, places);
    const growth = Y.encodeStateAsUpdate(doc).byteLength - before;
    expect(growth).toBeGreaterThan(0);
    expect(growth).toBeLessThan(2_048);
  });

  it("BI-8: what somebody else deletes is no longer selected", () => {
    const { flow, others, id } = mapOf(3);
    flow.select({ nodes: [id(0), id(1)] });
    deleteElements(others, { nodes: [id(0)], links: [] });
    nextFrame();
    expect([...flow.selection.get().nodes]).toEqual([id(1)]);
  });
});
