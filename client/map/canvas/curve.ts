// Cubic Bézier curves: points on them, parts of them, and the way they are written in SVG. Pure arithmetic.
import type { Point } from "#shared/protocol/presence.ts";

/** Start, two control points, end. */
export type Curve = readonly [Point, Point, Point, Point];

function between(a: Point, b: Point, t: number): Point {
  return { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t };
}

export function pointAt([a, b, c, d]: Curve, t: number): Point {
  const s = 1 - t;
  const wa = s * s * s;
  const wb = 3 * s * s * t;
  const wc = 3 * s * t * t;
  const wd = t * t * t;
  return {
    x: wa * a.x + wb * b.x + wc * c.x + wd * d.x,
    y: wa * a.y + wb * b.y + wc * c.y + wd * d.y,
  };
}

/** Direction of travel at `t`, in radians; 0 points right, a quarter turn points down. */
export function angleAt(curve: Curve, t: number): number {
  const step = 0.01;
  const from = pointAt(curve, Math.max(0, t - step));
  const to = pointAt(curve, Math.min(1, t + step));
  return Math.atan2(to.y - from.y, to.x - from.x);
}

/** The curve up to `t` and from there on (de Casteljau). */
function splitAt([a, b, c, d]: Curve, t: number): [Curve, Curve] {
  const ab = between(a, b, t);
  const bc = between(b, c, t);
  const cd = between(c, d, t);
  const abc = between(ab, bc, t);
  const bcd = between(bc, cd, t);
  const middle = between(abc, bcd, t);
  return [
    [a, ab, abc, middle],
    [middle, bcd, cd, d],
  ];
}

/** The part of a curve between two of its parameters, 0 ≤ from < to ≤ 1. */
export function partOf(curve: Curve, from: number, to: number): Curve {
  const [head] = splitAt(curve, to);
  return to === 0 ? head : splitAt(head, from / to)[1];
}

/** `steps` + 1 points, evenly spaced in the parameter. */
export function sample(curve: Curve, steps: number): Point[] {
  const points: Point[] = [];
  for (let step = 0; step <= steps; step++) points.push(pointAt(curve, step / steps));
  return points;
}

export function svgPath([a, b, c, d]: Curve): string {
  const at = ({ x, y }: Point): string => `${x.toFixed(1)} ${y.toFixed(1)}`;
  return `M${at(a)}C${at(b)} ${at(c)} ${at(d)}`;
}

const DISTANCE_STEPS = 24;

/** How far a point lies from the curve, to the accuracy of a pointer. */
export function distanceTo(curve: Curve, { x, y }: Point): number {
  const points = sample(curve, DISTANCE_STEPS);
  let nearest = Infinity;
  for (let at = 0; at + 1 < points.length; at++) {
    const a = points[at];
    const b = points[at + 1];
    if (a === undefined || b === undefined) continue;
    const length = (b.x - a.x) ** 2 + (b.y - a.y) ** 2;
    const along = length === 0 ? 0 : ((x - a.x) * (b.x - a.x) + (y - a.y) * (b.y - a.y)) / length;
    const foot = between(a, b, Math.max(0, Math.min(1, along)));
    nearest = Math.min(nearest, Math.hypot(x - foot.x, y - foot.y));
  }
  return nearest;
}
