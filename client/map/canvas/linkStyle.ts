// How each kind of link is drawn: line, end and sign. Kinds are told apart without colour.
import type { LinkKind } from "#shared/map/kinds.ts";
import type { MapLink } from "#shared/map/schema.ts";

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

/** Outlines of the ends, in map units: the tip at the origin, the line comes from the left. */
export const END_SHAPES: Readonly<
  Record<Exclude<LinkEnd, "none">, { d: string; filled: boolean }>
> = {
  arrow: { d: "M0 0L-11 -5.5L-11 5.5Z", filled: true },
  open: { d: "M-9 -6L0 0L-9 6", filled: false },
  diamond: { d: "M0 0L-8 -5L-16 0L-8 5Z", filled: true },
  dot: { d: "M0 0A4.5 4.5 0 1 1 -9 0A4.5 4.5 0 1 1 0 0Z", filled: true },
  bar: { d: "M-1 -8L-1 8", filled: false },
};

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
