// Where the thread window lies beside what it is about. Pure; all lengths in pixels of the canvas.
import type { Point } from "#shared/protocol/presence.ts";
import { boxAround, inflate, overlap, type Box } from "../../map/canvas/box.ts";

export type Side = "right" | "left" | "below" | "above";

export interface Size {
  width: number;
  height: number;
}

export interface Placed extends Point {
  side: Side;
}

/** Between the window and what it is about. */
export const GAP_PX = 18;
/** Between the window and the tools, for the outline of what has the focus. */
const TOOLS_GAP_PX = 8;
/** The window begins so much above what it stands beside. */
const RISE_PX = 12;
const SIDES: readonly Side[] = ["right", "left", "below", "above"];

function clamp(at: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, at));
}

function inside({ width, height }: Size, area: Box, { x, y }: Point): Point {
  return {
    x: clamp(x, area.x, area.x + area.width - width),
    y: clamp(y, area.y, area.y + area.height - height),
  };
}

function wanted(side: Side, target: Box, { width, height }: Size): Point {
  const beside = target.y - RISE_PX;
  const centred = target.x + target.width / 2 - width / 2;
  switch (side) {
    case "right":
      return { x: target.x + target.width + GAP_PX, y: beside };
    case "left":
      return { x: target.x - GAP_PX - width, y: beside };
    case "below":
      return { x: centred, y: target.y + target.height + GAP_PX };
    case "above":
      return { x: centred, y: target.y - GAP_PX - height };
  }
}

/** Together with the tools at it; alone where those are not there. */
function withTools(target: Box, tools: Box | null): Box {
  return (tools === null ? null : boxAround([target, tools])) ?? target;
}

/**
 * Inside of `area`, at the side where it covers nothing of the target, nor of the tools at what is selected; where that
 * cannot be, of the target at least. It stays at `before` as long as it can there. A target that is out of view leaves it
 * at the edge that is nearest to it; null: in the middle of the right edge.
 */
export function placeWindow(
  target: Box | null,
  size: Size,
  area: Box,
  before: Side = "right",
  tools: Box | null = null,
): Placed {
  if (target === null) {
    const y = area.y + (area.height - size.height) / 2;
    return { ...inside(size, area, { x: area.x + area.width, y }), side: "right" };
  }
  const freeOf = (beside: Box, covered: readonly Box[]): Placed | null => {
    for (const side of [before, ...SIDES]) {
      const at = inside(size, area, wanted(side, beside, size));
      if (!covered.some((box) => overlap(box, { ...at, ...size }))) return { ...at, side };
    }
    return null;
  };
  const all = tools === null ? [target] : [target, inflate(tools, TOOLS_GAP_PX)];
  const placed =
    freeOf(target, all) ?? freeOf(withTools(target, tools), all) ?? freeOf(target, [target]);
  if (placed !== null) return placed;
  return { ...inside(size, area, wanted("right", target, size)), side: "right" };
}

/** What of a target and the tools at it is to be seen with a window of this size beside it: the tools where there is room. */
export function seenWith(target: Box, tools: Box | null, size: Size, area: Box): Box {
  const both = withTools(target, tools);
  const beside = size.width === 0 ? 0 : GAP_PX + size.width;
  return both.width + beside <= area.width && both.height <= area.height ? both : target;
}

/**
 * By how much the map has to be moved so that the target is seen with the window beside it; as little as possible. What
 * is larger than the room there is begins at its top left.
 */
export function panToShow(target: Box, size: Size, area: Box): Point {
  const beside = size.width === 0 ? 0 : GAP_PX + size.width;
  const left = area.x + beside;
  const isSeenLeft = target.x >= left && target.x + target.width <= area.x + area.width;
  const most = area.x + area.width - beside - target.width;
  const x = isSeenLeft ? target.x : clamp(target.x, area.x, Math.max(area.x, most));
  const lowest = area.y + area.height - target.height;
  const y = clamp(target.y, area.y, Math.max(area.y, lowest));
  return { x: x - target.x, y: y - target.y };
}
