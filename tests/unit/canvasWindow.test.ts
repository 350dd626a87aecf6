// Which nodes React Flow is given of a large map: those near what is seen, and those that it must know wherever they lie.
import { beforeEach, describe, expect, it } from "vitest";
import * as Y from "yjs";
import { createNode, moveNodes } from "#shared/map/edit.ts";
import { ContentStore } from "../../client/map/binding/ContentStore.ts";
import { FlowStore } from "../../client/map/binding/FlowStore.ts";
import { LinkLayout } from "../../client/map/canvas/LinkLayout.ts";
import { NodeWindow } from "../../client/map/canvas/NodeWindow.ts";

beforeEach(() => {
  // What others write is taken over by `flush` in these tests, not by a frame.
  globalThis.requestAnimationFrame = () => 1;
  globalThis.cancelAnimationFrame = () => {};
});

const COLUMNS = 40;
const STEP_X = 300;
const STEP_Y = 150;

/** A grid of notes, the first of them in a region far below it when `inRegion`. */
function mapOf(count: number, inRegion = false) {
  const doc = new Y.Doc();
  const others = { doc, origin: "network" };
  const region = inRegion
    ? createNode(others, { kind: "region", place: { parentId: null, x: 0, y: 50_000 } })
    : null;
  const ids = Array.from({ length: count }, (_, index) =>
    createNode(others, {
      kind: "note",
      place:
        index === 0 && region !== null
          ? { parentId: region, x: 0, y: -50_000 }
          : {
              parentId: null,
              x: (index % COLUMNS) * STEP_X,
              y: Math.floor(index / COLUMNS) * STEP_Y,
            },
    }),
  );
  const content = new ContentStore(doc);
  const flow = new FlowStore(content);
  const links = new LinkLayout(content, flow);
  const near = new NodeWindow(flow, links);
  const id = (index: number): string => {
    const found = ids[index];
    if (found === undefined) throw new Error(`no node ${index}`);
    return found;
  };
  const given = (): string[] => near.nodes.get().map((node) => node.id);
  return { others, flow, near, id, region, given };
}

/** The first four columns and rows. */
const CORNER = { x: -10, y: -10, width: 4 * STEP_X, height: 4 * STEP_Y };

describe("the nodes that React Flow is given", () => {
  it("CA-45: all of a small map, whatever is seen", () => {
    const { near, given } = mapOf(150);
    expect(given()).toHaveLength(150);
    near.setWindow(CORNER);
    expect(given()).toHaveLength(150);
  });

  it("CA-45: of a large map those near what is seen, none before it is known what that is", () => {
    const { near, given, id } = mapOf(1_000);
    expect(given()).toEqual([]);
    near.setWindow(CORNER);
    expect(given()).toHaveLength(16);
    expect(given()).toContain(id(0));
    expect(given()).not.toContain(id(20));
  });

  it("CA-45: all of a large map when most of it is seen", () => {
    const { near, given } = mapOf(1_000);
    near.setWindow({ x: -10, y: -10, width: 30_000, height: 30_000 });
    expect(given()).toHaveLength(1_000);
    near.setWindow(CORNER);
    expect(given()).toHaveLength(16);
  });

  it("CA-45: selected nodes wherever they lie, since a drag takes them along", () => {
    const { near, given, flow, id } = mapOf(1_000);
    near.setWindow(CORNER);
    flow.select({ nodes: [id(999)] });
    expect(given()).toContain(id(999));
    flow.select({});
    expect(given()).not.toContain(id(999));
  });

  it("CA-45: what is under the hand, also where the map moves away below it", () => {
    const { near, given, flow, id } = mapOf(1_000);
    near.setWindow(CORNER);
    flow.onNodesChange([
      { id: id(1), type: "position", position: { x: 300, y: 5 }, dragging: true },
    ]);
    near.setWindow({ ...CORNER, x: 9_000 });
    expect(given()).toContain(id(1));
    expect(given()).not.toContain(id(2));
  });

  it("CA-45: the region that a given node lies in, before the node", () => {
    const { near, given, id, region } = mapOf(1_000, true);
    near.setWindow(CORNER);
    const order = given();
    expect(order).toContain(id(0));
    expect(order.indexOf(region ?? "")).toBeGreaterThanOrEqual(0);
    expect(order.indexOf(region ?? "")).toBeLessThan(order.indexOf(id(0)));
  });

  it("CA-45: the same array while nothing of it changes", () => {
    const { near, flow, others, id } = mapOf(1_000);
    near.setWindow(CORNER);
    const before = near.nodes.get();
    near.setWindow({ ...CORNER, width: CORNER.width + 1 });
    moveNodes(others, new Map([[id(900), { parentId: null, x: 20_000, y: 20_000 }]]));
    flow.flush();
    expect(near.nodes.get()).toBe(before);
    moveNodes(others, new Map([[id(1), { parentId: null, x: 310, y: 0 }]]));
    flow.flush();
    expect(near.nodes.get()).not.toBe(before);
  });
});
