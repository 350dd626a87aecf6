// Finding by a few letters.
import { expect, it } from "vitest";
import { bestMatches, matchScore, plainLetters } from "../../client/app/paletteSearch.ts";

const find = (items: string[], query: string, limit = 10): string[] =>
  bestMatches(items, (item) => item, query, limit);

it("SP-12: case, accents and umlaut dots do not matter", () => {
  expect(find(["Übergang", "Untergang"], "UBER")).toEqual(["Übergang"]);
  expect(find(["Café"], "cafe")).toEqual(["Café"]);
});

it("SP-12: all words must occur, in whatever order", () => {
  expect(find(["Rolle der Kommune", "Rolle"], "kommune rolle")).toEqual(["Rolle der Kommune"]);
});

it("SP-12: what begins so comes before a word that begins so, and that before its middle", () => {
  expect(find(["Fernauftrag", "Der Auftrag", "Auftrag"], "auf")).toEqual([
    "Auftrag",
    "Der Auftrag",
    "Fernauftrag",
  ]);
});

it("SP-12: without words all are given in their order, up to the limit", () => {
  expect(find(["b", "a", "c"], "  ", 2)).toEqual(["b", "a"]);
  expect(matchScore(plainLetters("anything"), [])).toBeGreaterThan(0);
});
