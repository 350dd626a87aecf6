// The way of one link from border to border: gently curved, around the nodes that lie between, with a place for its
// label. Pure; knows boxes, not nodes. `LinkLayout` decides when it is asked.
import type { Point } from "#shared/protocol/presence.ts";
import {
  boxAround,
  centreOf,
  holdsPoint,
  inflate,
  lineMeetsBox,
  overlap,
  type Box,
} from "./box.ts";
import { angleAt, partOf, pointAt, sample, svgPath, type Curve } from "./curve.ts";

export interface LinkPath {
  /** As an SVG path. */
  d: string;
  curve: Curve;
  end: Point;
  /** Direction of travel at the end, radians: how the arrowhead is turned. */
  angle: number;
  /** Middle of the label. */
  label: Point;
  labelBox: Box;
  /** Room for the label was found beside all boxes and other labels. */
  labelFree: boolean;
  /** How many obstacles it runs through; 0 wherever one of the candidates is free. */
  crossed: number;
  bounds: Box;
}

export interface LinkPathOptions {
  /** Position among the links of this pair, 0 in the middle; neighbours are one apart. */
  slot: number;
  /** In map units; 0 where there is no label. */
  labelWidth: number;
  /** Labels of other links: the label keeps away from them, the line does not. */
  otherLabels?: readonly Box[];
}

/** How far links of one pair lie apart. */
const SLOT_GAP = 46;
/** Bend of a link that nothing stands in the way of, as a part of its length, and its limit. */
const GENTLE_BEND = 0.07;
const GENTLE_LIMIT = 26;
/** Free room between a link and what it passes. */
const CLEARANCE = 7;
const GAP_AT_END = 3;
const STEPS = 24;
/** A link bends away by no more than this, however long it is: `REACH` around its ends is all that it can meet. */
const MAX_BEND = 420;
export const REACH = 400;
/** A straight way through more nodes than this is a way through a thicket: only simple arcs are tried then. */
const THICKET = 3;
const LABEL_HEIGHT = 20;

/** Bends to try, as parts of the length: both sides, arcs before S-shapes. */
const BENDS: readonly (readonly [number, number])[] = [
  [0, 0],
  ...[0.14, 0.24, 0.36, 0.5, 0.7, 0.95, 1.3].flatMap((bend): [number, number][] => [
    [bend, bend],
    [-bend, -bend],
  ]),
  ...[0.3, 0.6, 0.9].flatMap((bend): [number, number][] => [
    [bend, -bend],
    [-bend, bend],
    [bend, 0],
    [-bend, 0],
    [0, bend],
    [0, -bend],
  ]),
];

/** Where on the two boxes a link may begin and end, as parts of half their sides, from the most natural on. */
const ANCHORS: readonly (readonly [number, number])[] = [
  [0, 0],
  [0.6, 0.6],
  [-0.6, -0.6],
  [0.6, 0],
  [-0.6, 0],
  [0, 0.6],
  [0, -0.6],
  [0.6, -0.6],
  [-0.6, 0.6],
];

/**
 * `obstacles` must not hold the two ends themselves. Of all candidates the least bent one that crosses nothing is
 * taken; where every one crosses something, the one that crosses least.
 */
export function linkPath(
  source: Box,
  target: Box,
  obstacles: readonly Box[],
  { slot, labelWidth, otherLabels = [] }: LinkPathOptions,
): LinkPath {
  const own = [source, target];
  const length = distance(centreOf(source), centreOf(target));
  let best: { curve: Curve; crossed: number } | null = null;
  let anchors = ANCHORS;
  search: for (const [round, anchor] of ANCHORS.entries()) {
    if (round >= anchors.length) break;
    for (const bend of BENDS) {
      if (length * Math.max(Math.abs(bend[0]), Math.abs(bend[1])) > MAX_BEND) continue;
      const whole = bentCurve(source, target, anchor, bend, slot);
      const curve = visiblePart(whole, source, target);
      if (curve === null) continue;
      const most = best === null ? Infinity : best.crossed;
      const crossed = crossings(curve, obstacles, own, most);
      if (crossed < most) best = { curve, crossed };
      if (crossed === 0) break search;
      if (most === Infinity && crossed > THICKET) anchors = ANCHORS.slice(0, 1);
    }
  }
  const curve = best?.curve ?? [source, source, target, target].map(centreOf);
  return describe(
    asCurve(curve),
    best?.crossed ?? 0,
    [source, target, ...obstacles, ...otherLabels],
    slot,
    labelWidth,
  );
}

function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

function asCurve(points: Curve | Point[]): Curve {
  const [a, b, c, d] = points;
  if (a === undefined || b === undefined || c === undefined || d === undefined)
    throw new Error("A curve has four points.");
  return [a, b, c, d];
}

function describe(
  curve: Curve,
  crossed: number,
  boxes: readonly Box[],
  slot: number,
  labelWidth: number,
): LinkPath {
  const { place, free } = labelPlace(curve, boxes, slot, labelWidth);
  return {
    d: svgPath(curve),
    curve,
    end: curve[3],
    angle: angleAt(curve, 1),
    label: place,
    labelBox: labelBox(place, labelWidth),
    labelFree: free,
    crossed,
    bounds: boxAround([
      ...curve.map(({ x, y }) => ({ x, y, width: 0, height: 0 })),
      labelBox(place, labelWidth),
    ]) ?? { ...curve[0], width: 0, height: 0 },
  };
}

/** From anchor to anchor, both inside their boxes. */
function bentCurve(
  source: Box,
  target: Box,
  [atSource, atTarget]: readonly [number, number],
  [first, second]: readonly [number, number],
  slot: number,
): Curve {
  const middleA = centreOf(source);
  const middleB = centreOf(target);
  const flat = Math.abs(middleB.x - middleA.x) > Math.abs(middleB.y - middleA.y);
  // Anchors move along the side that faces the other box.
  const shifted = (middle: Point, box: Box, part: number): Point =>
    flat
      ? { x: middle.x, y: middle.y + (part * box.height) / 2 }
      : { x: middle.x + (part * box.width) / 2, y: middle.y };
  const a = shifted(middleA, source, atSource);
  const d = shifted(middleB, target, atTarget);
  const length = Math.hypot(d.x - a.x, d.y - a.y) || 1;
  const normal = { x: -(d.y - a.y) / length, y: (d.x - a.x) / length };
  // The middle of a cubic curve lies three quarters of the way to its control points.
  const gentle =
    slot === 0 ? Math.min(GENTLE_LIMIT, GENTLE_BEND * length) : (slot * SLOT_GAP * 4) / 3;
  const control = (t: number, bend: number): Point => {
    const off = gentle + bend * length;
    return {
      x: a.x + (d.x - a.x) * t + normal.x * off,
      y: a.y + (d.y - a.y) * t + normal.y * off,
    };
  };
  return [a, control(1 / 3, first), control(2 / 3, second), d];
}

/** What is seen of a curve between two boxes; null if they leave nothing between them. */
function visiblePart(curve: Curve, source: Box, target: Box): Curve | null {
  const away = inflate(target, GAP_AT_END);
  let from = 0;
  for (let step = STEPS; step > 0; step--) {
    if (holdsPoint(source, pointAt(curve, step / STEPS))) {
      from = border(curve, source, step / STEPS, Math.min(1, (step + 1) / STEPS));
      break;
    }
    if (step === 1) from = border(curve, source, 0, 1 / STEPS);
  }
  let to = 1;
  for (let step = 0; step <= STEPS; step++) {
    const t = step / STEPS;
    if (t > from && holdsPoint(away, pointAt(curve, t))) {
      to = border(curve, away, t, Math.max(from, (step - 1) / STEPS));
      break;
    }
  }
  return to - from < 0.01 ? null : partOf(curve, from, to);
}

/** The parameter at which the curve passes the border, between one inside and one outside. */
function border(curve: Curve, box: Box, inside: number, outside: number): number {
  let within = inside;
  let beyond = outside;
  for (let round = 0; round < 12; round++) {
    const middle = (within + beyond) / 2;
    if (holdsPoint(box, pointAt(curve, middle))) within = middle;
    else beyond = middle;
  }
  return beyond;
}

/** How many boxes the curve touches; stops counting at `most`. Its own ends count when it runs back through them. */
function crossings(
  curve: Curve,
  obstacles: readonly Box[],
  own: readonly Box[],
  most: number,
): number {
  const around = boxAround(curve.map(({ x, y }) => ({ x, y, width: 0, height: 0 })));
  if (around === null) return 0;
  const reach = inflate(around, CLEARANCE + 1);
  let points: Point[] | null = null;
  let crossed = 0;
  for (const boxes of [obstacles, own]) {
    for (const box of boxes) {
      if (!overlap(reach, box)) continue;
      points ??= sample(curve, STEPS);
      if (meets(points, inflate(box, boxes === own ? -2 : CLEARANCE))) crossed++;
      if (crossed >= most) return crossed;
    }
  }
  return crossed;
}

function meets(points: readonly Point[], box: Box): boolean {
  for (let at = 0; at + 1 < points.length; at++) {
    const a = points[at];
    const b = points[at + 1];
    if (a !== undefined && b !== undefined && lineMeetsBox(a, b, box)) return true;
  }
  return false;
}

function labelBox({ x, y }: Point, width: number): Box {
  return { x: x - width / 2, y: y - LABEL_HEIGHT / 2, width, height: LABEL_HEIGHT };
}

const LABEL_SPOTS = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82] as const;

/** On the line where nothing is in the way, else beside it, else in its middle. */
function labelPlace(
  curve: Curve,
  boxes: readonly Box[],
  slot: number,
  width: number,
): { place: Point; free: boolean } {
  const middle = pointAt(curve, 0.5);
  if (width === 0) return { place: middle, free: true };
  const around = boxAround(curve.map(({ x, y }) => ({ x, y, width: 0, height: 0 })));
  const reach = around === null ? null : inflate(around, width + LABEL_HEIGHT);
  const near = reach === null ? [] : boxes.filter((box) => overlap(reach, box));
  const isFree = (place: Point): boolean => {
    const box = inflate(labelBox(place, width), 2);
    return !near.some((other) => overlap(box, other));
  };
  // Links of one pair begin at different spots, so that their labels do not pile up.
  const turn = Math.abs(Math.round(slot * 2)) % 3;
  const spots = [...LABEL_SPOTS.slice(turn), ...LABEL_SPOTS.slice(0, turn)];
  for (const spot of spots) {
    const place = pointAt(curve, spot);
    if (isFree(place)) return { place, free: true };
  }
  for (const spot of spots) {
    const { x, y } = pointAt(curve, spot);
    const angle = angleAt(curve, spot);
    const away = Math.abs(Math.sin(angle)) * (width / 2) + LABEL_HEIGHT * 0.8;
    for (const side of [1, -1]) {
      const place = { x: x - Math.sin(angle) * away * side, y: y + Math.cos(angle) * away * side };
      if (isFree(place)) return { place, free: true };
    }
  }
  return { place: middle, free: false };
}
