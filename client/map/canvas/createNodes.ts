// Making nodes: where the pointer is, at the end of a link, or beside another node. Each is one undo step, and puts the
// cursor into the new node's title.
import { createLinkedNode, createNode } from "#shared/map/edit.ts";
import { suggestedLinkKind, type NodeKind } from "#shared/map/kinds.ts";
import { defaultSize } from "#shared/map/nodeSize.ts";
import type { NodeId, Place } from "#shared/map/schema.ts";
import type { Point } from "#shared/protocol/presence.ts";
import type { Canvas } from "./Canvas.ts";
import { inflate, type Box } from "./box.ts";
import { placeOn } from "./regions.ts";

const GAP_TO_CHILD = 110;
const GAP_BELOW = 24;

/** What most probably hangs below a node of a kind; anything else continues with its own kind. */
const CHILD_KINDS: Partial<Record<NodeKind, NodeKind>> = {
  "guiding-question": "thesis",
  vision: "principle",
  role: "task",
  "action-dimension": "steering-requirement",
  driver: "action-dimension",
  thesis: "standpoint",
  actor: "interview",
  interview: "standpoint",
  region: "note",
};

function childKindOf(kind: NodeKind): NodeKind {
  return CHILD_KINDS[kind] ?? kind;
}

/** A node with its middle at a point of the map, in whatever region lies there. */
export function createNodeAt(canvas: Canvas, kind: NodeKind, centre: Point): NodeId | null {
  if (!canvas.mayChange) return null;
  const { session } = canvas;
  const size = defaultSize(kind);
  const place = placeOn(canvas, cornerFor(centre, size), size);
  const id = createNode(session.edit, { kind, place });
  startWriting(canvas, id);
  canvas.say("saidCreated", { kind });
  return id;
}

/** What dropping a link on empty canvas makes. */
export function createLinkedNodeAt(canvas: Canvas, from: NodeId, centre: Point): NodeId | null {
  const source = canvas.session.content.node(from);
  if (source === undefined) return null;
  const size = defaultSize(childKindOf(source.kind));
  return createLinked(canvas, from, placeOn(canvas, cornerFor(centre, size), size));
}

/** What Tab makes: at the right of the node, below what hangs there already. */
export function createLinkedChild(canvas: Canvas, from: NodeId): NodeId | null {
  const { links, session } = canvas;
  const source = session.content.node(from);
  const box = links.box(from);
  if (source === undefined || box === undefined) return null;
  const size = defaultSize(childKindOf(source.kind));
  const wanted = { x: box.x + box.width + GAP_TO_CHILD, y: box.y + (box.height - size.height) / 2 };
  const free = freeSpot(canvas, { ...wanted, ...size });
  return createLinked(canvas, from, placeOn(canvas, free, size));
}

function createLinked(canvas: Canvas, from: NodeId, place: Place): NodeId | null {
  const { session } = canvas;
  const source = session.content.node(from);
  if (source === undefined || !canvas.mayChange) return null;
  const kind = childKindOf(source.kind);
  // "Thesis answers question", "task belongs to role": it is the new node that speaks of the old one wherever the
  // kinds say something in that direction alone.
  const towards = suggestedLinkKind(kind, source.kind);
  const reversed = towards !== "related";
  const link = reversed ? towards : suggestedLinkKind(source.kind, kind);
  const { nodeId } = createLinkedNode(
    session.edit,
    { kind, place },
    { kind: link, from, reversed },
  );
  startWriting(canvas, nodeId);
  canvas.say("saidCreated", { kind });
  return nodeId;
}

function startWriting(canvas: Canvas, id: NodeId): void {
  canvas.session.flow.select({ nodes: [id] });
  canvas.view?.focus(id);
  canvas.editTitle(id);
}

function cornerFor(centre: Point, size: { width: number; height: number }): Point {
  return { x: centre.x - size.width / 2, y: centre.y - size.height / 2 };
}

/** The wanted box, or the first below it that covers no card. Regions may be covered: nodes lie in them. */
export function freeSpot(
  { links, session }: Pick<Canvas, "links" | "session">,
  wanted: Box,
): Point {
  let spot = wanted;
  for (let attempt = 0; attempt < 60; attempt++) {
    const inTheWay = links
      .nodesIn(inflate(spot, GAP_BELOW / 2))
      .find((id) => session.content.node(id)?.kind !== "region");
    const box = inTheWay === undefined ? undefined : links.box(inTheWay);
    if (box === undefined) break;
    spot = { ...spot, y: box.y + box.height + GAP_BELOW };
  }
  return { x: spot.x, y: spot.y };
}
