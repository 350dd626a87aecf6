// What is worked out of a map's links for its first picture: those in view, once, on their final ways.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as Y from "yjs";
import { createLink, createNode } from "#shared/map/edit.ts";
import type { NodeId } from "#shared/map/schema.ts";
import { ContentStore } from "../../client/map/binding/ContentStore.ts";
import { FlowStore } from "../../client/map/binding/FlowStore.ts";
import { LinkLayout } from "../../client/map/canvas/LinkLayout.ts";
import { linkPath } from "../../client/map/canvas/linkPath.ts";

beforeEach(() => {
  vi.useFakeTimers();
  // What others write is taken over by `flush` in these tests, not by a frame.
  globalThis.requestAnimationFrame = () => 1;
  globalThis.cancelAnimationFrame = () => {};
});
afterEach(() => {
  vi.useRealTimers();
});

const COLUMNS = 20;
const STEP_X = 300;
const STEP_Y = 150;
/** The first ten columns and rows. */
const SEEN = { x: -10, y: -10, width: 10 * STEP_X, height: 10 * STEP_Y };

/** A canvas that is open while the map arrives: a grid of notes, each linked with the next but one in its row. */
function arriving(count: number) {
  const doc = new Y.Doc();
  const content = new ContentStore(doc);
  const flow = new FlowStore(content);
  const links = new LinkLayout(content, flow);
  const told: string[] = [];
  links.onPath((id) => told.push(id));
  const server = { doc, origin: "network" };
  const ids: NodeId[] = [];
  doc.transact(() => {
    for (let index = 0; index < count; index++) {
      const x = (index % COLUMNS) * STEP_X;
      const y = Math.floor(index / COLUMNS) * STEP_Y;
      ids.push(createNode(server, { kind: "note", place: { parentId: null, x, y } }));
      const source = ids[index - 2];
      const target = ids[index];
      if (index % COLUMNS < 2 || source === undefined || target === undefined) continue;
      createLink(server, { kind: "influences", source, target });
    }
  }, "network");
  flow.flush();
  return { content, links, told };
}

describe("the first picture", () => {
  it("CA-49: of a large map no link is worked out before it is known what is seen", () => {
    const { links, content } = arriving(600);
    expect(content.links.size).toBe(540);
    expect(links.visible.get()).toEqual([]);
    links.setWindow(SEEN);
    const shown = links.visible.get().length;
    expect(shown).toBeGreaterThan(60);
    expect(shown).toBeLessThan(200);
  });

  it("CA-49: links take their final ways at once, around what lies between, and none is drawn again", () => {
    const { links, content, told } = arriving(600);
    links.setWindow(SEEN);
    const ways = links.visible.get().map((id) => ({ id, path: links.path(id) }));
    const [first] = ways;
    const link = first === undefined ? undefined : content.link(first.id);
    const source = links.box(link?.source ?? "");
    const target = links.box(link?.target ?? "");
    if (first?.path === null || first === undefined || source === undefined || target === undefined)
      throw new Error("no link in view");
    expect(first.path.crossed).toBe(0);
    expect(first.path.d).not.toBe(linkPath(source, target, [], { slot: 0, labelWidth: 0 }).d);
    told.length = 0;
    vi.advanceTimersByTime(10_000);
    expect(told).toEqual([]);
    for (const { id, path } of ways) expect(links.path(id)).toBe(path);
  });
});
