// Where a node is seen while somebody else moves it: under their hand, until the change that this ends in is here.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from "y-protocols/awareness";
import * as Y from "yjs";
import { createNode, moveNodes } from "#shared/map/edit.ts";
import type { Gesture } from "#shared/protocol/presence.ts";
import { ContentStore } from "../../client/map/binding/ContentStore.ts";
import { FlowStore } from "../../client/map/binding/FlowStore.ts";
import { GhostBoxes } from "../../client/map/canvas/GhostBoxes.ts";
import { LinkLayout } from "../../client/map/canvas/LinkLayout.ts";
import { PresenceStore } from "../../client/map/session/PresenceStore.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  globalThis.requestAnimationFrame = () => 1;
  globalThis.cancelAnimationFrame = () => {};
});
afterEach(() => {
  vi.useRealTimers();
});

/** A map with two nodes, and somebody else on it who is stamped as the server does it. */
function watched() {
  const doc = new Y.Doc();
  const server = { doc, origin: "network" };
  const at = (x: number) => ({ parentId: null, x, y: 0 });
  const node = createNode(server, { kind: "note", place: at(0) });
  const other = createNode(server, { kind: "note", place: at(500) });
  const flow = new FlowStore(new ContentStore(doc));
  const links = new LinkLayout(new ContentStore(doc), flow);
  flow.flush();
  const awareness = new Awareness(new Y.Doc());
  const presence = new PresenceStore(awareness);
  const ghosts = new GhostBoxes(presence, links);
  const moved: string[] = [];
  ghosts.onMoved((id) => moved.push(id));
  const somebody = new Awareness(new Y.Doc());
  const show = (gesture: Gesture | null): void => {
    somebody.setLocalState({
      cursor: { x: moved.length, y: 0 },
      gesture,
      person: { id: "p", name: "Jana", colour: 1 },
      role: "editor",
    });
    const update = encodeAwarenessUpdate(somebody, [somebody.clientID]);
    applyAwarenessUpdate(awareness, update, "network");
  };
  const end = (): void => {
    presence.destroy();
    awareness.destroy();
    somebody.destroy();
  };
  const lie = (x: number): void => {
    moveNodes(server, new Map([[node, at(x)]]));
    flow.flush();
  };
  return { node, other, links, ghosts, moved, show, lie, end };
}

describe("a node that somebody else is moving", () => {
  it("CO-130: is seen where it is being moved, with its own size, step by step", () => {
    const { node, other, links, ghosts, moved, show, end } = watched();
    const own = links.box(node);
    expect(ghosts.box(node)).toBeUndefined();
    show({ nodes: { [node]: [40, 60] } });
    expect(ghosts.box(node)).toEqual({ ...own, x: 40, y: 60 });
    show({ nodes: { [node]: [80, 60] } });
    show({ nodes: { [node]: [80, 60] } });
    expect(moved).toEqual([node, node]);
    show({ nodes: { [node]: [80, 60], [other]: [500, 10, 300, 200] } });
    expect(ghosts.box(other)).toEqual({ x: 500, y: 10, width: 300, height: 200 });
    expect(moved).toEqual([node, node, other]);
    end();
  });

  it("CO-130: stays there when it is let go of until its change is here, and goes back when none comes", () => {
    const { node, links, ghosts, moved, show, lie, end } = watched();
    show({ nodes: { [node]: [300, 0] } });
    show(null);
    expect(ghosts.box(node)?.x).toBe(300);
    lie(300);
    expect(ghosts.box(node)).toBeUndefined();
    expect(links.box(node)?.x).toBe(300);

    show({ nodes: { [node]: [700, 0] } });
    show(null);
    expect(ghosts.box(node)?.x).toBe(700);
    show({ nodes: { [node]: [720, 0] } });
    vi.advanceTimersByTime(5_000);
    expect(ghosts.box(node)?.x).toBe(720);
    const before = moved.length;
    show(null);
    vi.advanceTimersByTime(5_000);
    expect(ghosts.box(node)).toBeUndefined();
    expect(moved.slice(before)).toEqual([node]);
    end();
  });
});
