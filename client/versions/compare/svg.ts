// Elements of pictures that are made by hand.
import type { Point } from "#shared/protocol/presence.ts";

const SVG_NAMESPACE = "http://www.w3.org/2000/svg";

export function svgElement(
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
): SVGElement {
  const element = document.createElementNS(SVG_NAMESPACE, name) as SVGElement;
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) element.setAttribute(key, value);
  }
  return element;
}

/** Direction from one point to another, radians. */
export function angleOf(from: Point, to: Point): number {
  return Math.atan2(to.y - from.y, to.x - from.x);
}
