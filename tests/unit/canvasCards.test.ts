// What cards are told before they are drawn: icons, and titles cut to what can be read from afar.
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { farTitle } from "../../client/map/canvas/farTitle.ts";
import { kindIconPaths } from "../../client/map/canvas/kindIconPaths.ts";
import { kindIcons } from "../../client/ui/kindIcons.ts";
import { NODE_KINDS } from "#shared/map/kinds.ts";
import { cutToLines, linesOf, textWidth } from "#shared/map/letterWidths.ts";

/** All numbers of a path or of the attributes of other shapes. */
function numbersIn(text: string): number[] {
  return (text.match(/-?(?:\d+\.\d+|\.\d+|\d+)/g) ?? []).map(Number);
}

/** The shapes of an icon as one path, as the library draws it. */
function drawn(markup: string): string {
  return [...markup.matchAll(/<(path|circle|line|rect) ([^>]*)>/g)]
    .map(([, tag, attributes = ""]) => {
      const of = (name: string): string =>
        new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1] ?? "0";
      if (tag === "path") return of("d");
      if (tag === "line") return `M${of("x1")} ${of("y1")}L${of("x2")} ${of("y2")}`;
      if (tag === "circle") {
        const [x, y, r] = [of("cx"), of("cy"), of("r")].map(Number) as [number, number, number];
        return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
      }
      const [x, y, w, h, r] = ["x", "y", "width", "height", "rx"].map((name) =>
        Number(of(name)),
      ) as [number, number, number, number, number];
      const turn = (dx: number, dy: number): string => `a${r} ${r} 0 0 1 ${dx} ${dy}`;
      const [across, down] = [w - 2 * r, h - 2 * r];
      return `M${x + r} ${y}h${across}${turn(r, r)}v${down}${turn(-r, r)}h${-across}${turn(-r, -r)}v${-down}${turn(r, -r)}z`;
    })
    .join("");
}

describe("icons of cards", () => {
  it("CA-47: are those that menus and panels show", () => {
    for (const kind of NODE_KINDS) {
      const library = drawn(renderToStaticMarkup(createElement(kindIcons[kind])));
      expect([kind, numbersIn(kindIconPaths[kind])]).toEqual([kind, numbersIn(library)]);
    }
  });
});

describe("titles seen from afar", () => {
  const size = { width: 230, height: 106 };

  it("CA-38: a title that fits is whole, another is cut to what fits, and says so", () => {
    expect(farTitle("Kurz", size, "far")).toBe("Kurz");
    const long = farTitle("Was brauchen wir, damit Verwaltung handlungsfähig bleibt?", size, "far");
    expect(long.endsWith("…")).toBe(true);
    expect(long.startsWith("Was brauchen wir")).toBe(true);
    expect(farTitle("Was brauchen wir, damit", size, "farthest").length).toBeLessThan(long.length);
  });

  it("CA-38: what is left of any title takes no more lines than there are, none wider than the card", () => {
    const words = fc.string({
      minLength: 0,
      maxLength: 120,
      unit: fc.constantFrom("a", "ä", "i", "m", "M", "W", " ", "-", "1", "ß", "."),
    });
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 4 }), (text, lines) => {
        const cut = linesOf(cutToLines(text, 200, 27, lines), 200, 27);
        expect(cut.length).toBeLessThanOrEqual(lines);
        for (const line of cut) expect(textWidth(line.trimEnd(), 27)).toBeLessThanOrEqual(200);
      }),
    );
  });
});
