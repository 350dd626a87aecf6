// A small picture of a map for the start page: boxes in the colours of their kinds, and the links between them. No words,
// no styles, no references; everything in it is a number of ours or a colour of the list below. Pure.
import type * as Y from "yjs";
import type { NodeKind } from "#shared/map/kinds.ts";
import { estimateSize } from "#shared/map/nodeSize.ts";
import { readMap, type MapContent } from "#shared/map/read.ts";
import type { NodeId } from "#shared/map/schema.ts";
import { absolutePosition } from "#shared/map/topology.ts";

// Middle tones that stand out from a light and from a dark page alike.
const COLOURS: Record<NodeKind, string> = {
  "guiding-question": "#4f6fc4",
  vision: "#c29730",
  principle: "#b0825a",
  role: "#5691d1",
  task: "#2a9cc0",
  "action-dimension": "#26a398",
  "steering-requirement": "#cc6f69",
  driver: "#cb7748",
  concept: "#4ca36e",
  thesis: "#9c7ac3",
  standpoint: "#c07096",
  interview: "#84994b",
  actor: "#73969a",
  note: "#b3a445",
  region: "#8b95a3",
};
const LINK_COLOUR = "#8b95a3";

const MARGIN = 40;
/** A picture is some hundred pixels wide: of a huge map, what is not drawn would be dust. */
const MAX_DRAWN_NODES = 1_500;
const MAX_DRAWN_LINKS = 2_000;

interface Box {
  kind: NodeKind;
  x: number;
  y: number;
  width: number;
  height: number;
}

function boxesOf({ nodes }: MapContent): Map<NodeId, Box> {
  const boxes = new Map<NodeId, Box>();
  for (const node of nodes.values()) {
    if (boxes.size === MAX_DRAWN_NODES) break;
    const { width, height } = estimateSize(node);
    boxes.set(node.id, { kind: node.kind, ...absolutePosition(nodes, node), width, height });
  }
  return boxes;
}

function number(value: number): string {
  return String(Math.round(value));
}

function drawBox({ kind, x, y, width, height }: Box): string {
  const colour = COLOURS[kind];
  const isRegion = kind === "region";
  return (
    `<rect x="${number(x)}" y="${number(y)}" width="${number(width)}" height="${number(height)}" rx="12"` +
    ` fill="${colour}" fill-opacity="${isRegion ? "0.12" : "0.75"}"` +
    (isRegion ? ` stroke="${colour}" stroke-width="4"/>` : "/>")
  );
}

function drawLink(from: Box, to: Box): string {
  const [x1, y1] = [from.x + from.width / 2, from.y + from.height / 2];
  const [x2, y2] = [to.x + to.width / 2, to.y + to.height / 2];
  return `<path d="M${number(x1)} ${number(y1)}L${number(x2)} ${number(y2)}"/>`;
}

/** The map as an SVG document. */
export function drawPicture(doc: Y.Doc): string {
  const content = readMap(doc);
  const boxes = boxesOf(content);
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of boxes.values()) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  if (boxes.size === 0) [left, top, right, bottom] = [0, 0, 480, 300];
  const links: string[] = [];
  for (const { source, target } of content.links.values()) {
    const from = boxes.get(source);
    const to = boxes.get(target);
    if (from === undefined || to === undefined) continue;
    if (links.push(drawLink(from, to)) === MAX_DRAWN_LINKS) break;
  }
  const all = [...boxes.values()];
  const regions = all.filter(({ kind }) => kind === "region").map(drawBox);
  const nodes = all.filter(({ kind }) => kind !== "region").map(drawBox);
  const viewBox = [
    left - MARGIN,
    top - MARGIN,
    right - left + 2 * MARGIN,
    bottom - top + 2 * MARGIN,
  ];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox.map(number).join(" ")}">` +
    regions.join("") +
    `<g fill="none" stroke="${LINK_COLOUR}" stroke-width="5">${links.join("")}</g>` +
    `${nodes.join("")}</svg>`
  );
}
