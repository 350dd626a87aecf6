// What is drawn for each change, in map units: outline, the course or place it had before, and where its sign stands. Knows
// the canvas' boxes and ways of links, not how a mark looks.
import type { ChangeEntry } from "#shared/versions/changeList.ts";
import { isLinkChange, isNodeChange } from "#shared/versions/changeList.ts";
import type { LinkChange } from "#shared/versions/comparison.ts";
import type { Point } from "#shared/protocol/presence.ts";
import { boxAround, centreOf, inflate, type Box } from "../../map/canvas/box.ts";
import type { Canvas } from "../../map/canvas/Canvas.ts";
import { linkPath } from "../../map/canvas/linkPath.ts";
import type { Comparing } from "./Comparing.ts";

export interface ChangeMark {
  entry: ChangeEntry;
  /** All that it covers. */
  bounds: Box;
  /** Where its sign stands: the upper left corner of a node, the middle of a link's label. */
  at: Point;
  outline: Box | null;
  /** Where a node lay before it moved. */
  boxThen: Box | null;
  /** The line from there. */
  trace: { from: Point; to: Point } | null;
  /** The way of a link, and the one it had before. */
  way: string | null;
  wayThen: string | null;
}

/** Moves of less than this are seen better by the sign alone. */
const LEAST_TRACE = 24;

/** null: there is nothing to be drawn for it. */
export function markOf(
  canvas: Canvas,
  comparing: Pick<Comparing, "boxesThen">,
  entry: ChangeEntry,
): ChangeMark | null {
  if (isNodeChange(entry)) return nodeMark(canvas, comparing, entry);
  return isLinkChange(entry) ? linkMark(canvas, entry) : null;
}

function nodeMark(
  { links }: Canvas,
  comparing: Pick<Comparing, "boxesThen">,
  entry: ChangeEntry,
): ChangeMark | null {
  const outline = links.box(entry.id);
  if (outline === undefined) return null;
  const then = entry.looks.includes("moved") ? (comparing.boxesThen.get(entry.id) ?? null) : null;
  const [from, to] = [centreOf(then ?? outline), centreOf(outline)];
  const isFar = then !== null && Math.hypot(to.x - from.x, to.y - from.y) >= LEAST_TRACE;
  return {
    entry,
    bounds: boxAround(then === null ? [outline] : [outline, then]) ?? outline,
    at: { x: outline.x, y: outline.y },
    outline,
    boxThen: then,
    trace: isFar ? { from, to } : null,
    way: null,
    wayThen: null,
  };
}

/** A link's way is led around nodes only when it is drawn: until then its box is that of its ends. */
function linkMark(canvas: Canvas, entry: ChangeEntry & { change: LinkChange }): ChangeMark | null {
  const { links } = canvas;
  const link = canvas.session.content.link(entry.id);
  const source = link && links.box(link.source);
  const target = link && links.box(link.target);
  if (source === undefined || target === undefined) return null;
  const ends = [source, target, ...(endsThen(canvas, entry) ?? [])];
  const bounds = boxAround(ends) ?? source;
  return {
    entry,
    bounds,
    at: centreOf(boxAround([source, target]) ?? source),
    outline: null,
    boxThen: null,
    trace: null,
    way: null,
    wayThen: null,
  };
}

/** The mark of a link with its ways, once it is in view. */
export function withWays(canvas: Canvas, mark: ChangeMark): ChangeMark {
  if (!isLinkChange(mark.entry)) return mark;
  const path = canvas.links.path(mark.entry.id);
  if (path === null) return mark;
  const then = endsThen(canvas, mark.entry);
  const wayThen =
    then === null ? null : linkPath(then[0], then[1], [], { slot: 0, labelWidth: 0 }).d;
  return { ...mark, at: path.label, way: path.d, wayThen };
}

/** What a re-linked link hung on. */
function endsThen(
  { links }: Canvas,
  entry: ChangeEntry & { change: LinkChange },
): [Box, Box] | null {
  const { change, looks } = entry;
  if (change.how !== "changed" || !looks.includes("relinked")) return null;
  const source = links.box(change.before.source);
  const target = links.box(change.before.target);
  return source === undefined || target === undefined ? null : [source, target];
}

/** What has to be seen of a change to understand it. */
export function viewOf(
  canvas: Canvas,
  comparing: Pick<Comparing, "boxesThen">,
  entry: ChangeEntry,
): Box | null {
  const mark = markOf(canvas, comparing, entry);
  return mark === null ? null : inflate(mark.bounds, AIR);
}

const AIR = 60;
