// How each kind of link is drawn: line, end and sign. Kinds are told apart without colour.
import type { LinkKind } from "#shared/map/kinds.ts";
import type { MapLink } from "#shared/map/schema.ts";
import type { Point } from "#shared/protocol/presence.ts";

export type LinkEnd = "arrow" | "open" | "diamond" | "dot" | "bar" | "none";

export interface LinkStyle {
  /** SVG dash pattern in map units; absent: a continuous line. */
  dash?: string;
  end: LinkEnd;
  /** What colour it is drawn in. */
  tone: "plain" | "for" | "against";
}

export const linkStyles: Readonly<Record<LinkKind, LinkStyle>> = {
  answers: { end: "arrow", tone: "plain" },
  supports: { end: "arrow", tone: "for" },
  contradicts: { end: "bar", tone: "against", dash: "9 5" },
  influences: { end: "arrow", tone: "plain" },
  requires: { end: "arrow", tone: "plain", dash: "14 5" },
  "derives-from": { end: "open", tone: "plain", dash: "10 4 2 4" },
  "part-of": { end: "diamond", tone: "plain" },
  "evidenced-by": { end: "open", tone: "plain", dash: "2 4" },
  raises: { end: "open", tone: "plain", dash: "6 4" },
  "takes-part-in": { end: "dot", tone: "plain" },
  "goes-beyond": { end: "bar", tone: "plain" },
  related: { end: "none", tone: "plain", dash: "3 5" },
};

export interface EndShape {
  /** Outline in map units, as SVG commands and pairs of numbers: the tip at the origin, the line comes from the left. */
  outline: readonly (string | readonly [number, number])[];
  filled: boolean;
}

const CIRCLE = "A4.5 4.5 0 1 1 ";
export const END_SHAPES: Readonly<Record<Exclude<LinkEnd, "none">, EndShape>> = {
  arrow: { outline: ["M", [0, 0], "L", [-11, -5.5], "L", [-11, 5.5], "Z"], filled: true },
  open: { outline: ["M", [-9, -6], "L", [0, 0], "L", [-9, 6]], filled: false },
  diamond: {
    outline: ["M", [0, 0], "L", [-8, -5], "L", [-16, 0], "L", [-8, 5], "Z"],
    filled: true,
  },
  dot: { outline: ["M", [0, 0], CIRCLE, [-9, 0], CIRCLE, [0, 0], "Z"], filled: true },
  bar: { outline: ["M", [-1, -8], "L", [-1, 8]], filled: false },
};

/**
 * SVG path of an end with its tip at `tip`, the line coming in at `angle` (radians). The turn is in the numbers, not in
 * a `transform`: each of those makes a layer of its own to the browser, which halves the frames of a panned map.
 */
export function endPath({ outline }: EndShape, tip: Point, angle: number): string {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const rounded = (value: number): number => Math.round(value * 10) / 10;
  return outline
    .map((part) => {
      if (typeof part === "string") return part;
      const [along, across] = part;
      const x = tip.x + along * cos - across * sin;
      const y = tip.y + along * sin + across * cos;
      return `${rounded(x)} ${rounded(y)}`;
    })
    .join("");
}

/** The sign before a link's name: what tells for from against where lines are far apart. */
export function signOf(link: Pick<MapLink, "kind" | "polarity">): string {
  if (link.kind === "supports") return "✓";
  if (link.kind === "contradicts") return "✕";
  if (link.kind !== "influences" || link.polarity === null) return "";
  return link.polarity === "+" ? "+" : link.polarity === "-" ? "−" : "?";
}

/** In map units. A strength that nobody stated is drawn as a thin line, and so is 0. */
export function lineWidth(strength: number | null): number {
  return strength === null ? 1.6 : 1.2 + strength * 0.9;
}
