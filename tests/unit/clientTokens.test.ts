// The design tokens' colours, read from the style sheet, by the contrast formula of WCAG 2 (relative luminance).
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { NODE_KINDS } from "#shared/map/kinds.ts";

const TEXT = 4.5;
const LINE = 3;
const PEOPLE = 12;

const css = readFileSync("client/ui/tokens.css", "utf8");
const pairs = new Map(
  [...css.matchAll(/--([\w-]+):\s*light-dark\(\s*(#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\s*\)/g)].map(
    ([, name = "", light = "", dark = ""]) => [name, { light, dark }],
  ),
);

type Theme = "light" | "dark";

function colour(name: string, theme: Theme): string {
  const pair = pairs.get(name);
  if (pair === undefined) throw new Error(`tokens.css has no pair --${name}`);
  return pair[theme];
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [lighter = 0, darker = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (lighter + 0.05) / (darker + 0.05);
}

/** What falls short of `least`, as lines to read; empty when nothing does. */
function shortOf(least: number, couples: [front: string, back: string][], theme: Theme): string[] {
  return couples.flatMap(([front, back]) => {
    const found = contrast(colour(front, theme), colour(back, theme));
    return found >= least ? [] : [`--${front} on --${back}: ${found.toFixed(2)}`];
  });
}

const grounds = ["paper", "surface", "raised", "sunken"];
const across = (fronts: string[], backs: string[]): [string, string][] =>
  fronts.flatMap((front) => backs.map((back): [string, string] => [front, back]));

describe.each(["light", "dark"] as const)("%s", (theme) => {
  it("LA-4: text can be read on every ground it stands on", () => {
    const couples = [
      ...across(["ink", "ink-soft", "accent", "danger", "ok", "warn"], grounds),
      ...across(["ink"], ["accent-soft", "danger-soft", "warn-soft", "selection"]),
      ...across(["accent"], ["accent-soft"]),
      ...across(["danger"], ["danger-soft"]),
      ...across(["warn"], ["warn-soft"]),
      ["accent-ink", "accent"] as [string, string],
      ["danger-ink", "danger"] as [string, string],
    ];
    expect(shortOf(TEXT, couples, theme)).toEqual([]);
  });

  it("LA-4: lines that one has to see stand out from their ground", () => {
    const couples = across(["line-strong", "focus"], ["paper", "surface", "raised"]);
    expect(shortOf(LINE, couples, theme)).toEqual([]);
  });

  it("LA-4: every kind's title can be read on its fill, its line stands out from the paper", () => {
    const texts = NODE_KINDS.map((kind): [string, string] => [
      `kind-${kind}-ink`,
      `kind-${kind}-fill`,
    ]);
    const lines = NODE_KINDS.map((kind): [string, string] => [`kind-${kind}-line`, "paper"]);
    expect([...shortOf(TEXT, texts, theme), ...shortOf(LINE, lines, theme)]).toEqual([]);
  });

  it("LA-4: every person's colour stands out from the paper and carries a readable name", () => {
    const people = Array.from({ length: PEOPLE }, (_, index) => `person-${index}`);
    const texts = people.map((name): [string, string] => [`${name}-ink`, name]);
    const lines = people.map((name): [string, string] => [name, "paper"]);
    expect([...shortOf(TEXT, texts, theme), ...shortOf(LINE, lines, theme)]).toEqual([]);
  });
});
