// The checks of scripts/check find what they are there for, and nothing else.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { houseRules } from "../../scripts/check/houseRules.ts";
import { specCoverage } from "../../scripts/check/specCoverage.ts";
import { translations } from "../../scripts/check/translations.ts";

const SPEC = "## ZZ Something\n\n- **ZZ-1** One.\n- **ZZ-2** Two.\n";

function coverage(source: string): string[] {
  return specCoverage(SPEC, [{ file: "tests/unit/some.test.ts", source }]);
}

it("RU-4: rules whose ids begin a test's title are covered, however the title is written", () => {
  expect(coverage('it("ZZ-1: one", () => {}); test("ZZ-2: two", () => {});')).toEqual([]);
  expect(coverage('it("ZZ-1, ZZ-2: both", () => {});')).toEqual([]);
  expect(coverage("it.each([1, 2])(`ZZ-1, ZZ-2: ${name} %s`, () => {});")).toEqual([]);
  expect(
    coverage('it.skipIf(x)("ZZ-1: " + what, y); describe("z", () => it("ZZ-2 z", y));'),
  ).toEqual([]);
});

it("RU-4: a rule without a test is named", () => {
  expect(coverage('it("ZZ-1: one", () => {}); // it("ZZ-2: two")')).toEqual([
    "docs/spec.md: no test's title begins with ZZ-2",
  ]);
});

it("RU-4: a test without a rule is named with its line", () => {
  expect(coverage('it("ZZ-1, ZZ-2: both", x);\nit("works", x);\nit(title, x);')).toEqual([
    "tests/unit/some.test.ts:2: the title begins with no rule's id",
    "tests/unit/some.test.ts:3: the title begins with no rule's id",
  ]);
  expect(coverage('it("ZZ-1, ZZ-2, ZZ-3: three", x);')).toEqual([
    "tests/unit/some.test.ts:1: docs/spec.md has no rule ZZ-3",
  ]);
});

it("RU-4: an id given twice is named", () => {
  const complaints = specCoverage(`${SPEC}- **ZZ-2** Again.\n`, []);
  expect(complaints).toContain("docs/spec.md: ZZ-2 is there twice");
});

it("RU-5: a source file as it should be raises no complaint", () => {
  expect(houseRules([{ path: "server/maps/listMaps.ts", source: "// Lists maps.\n" }])).toEqual([]);
});

it("RU-5: too long, badly named and headless files are found, and paths of one machine", () => {
  const long = `// Long.\n${"x;\n".repeat(400)}`;
  const home = `// At /${"home"}/somebody/data.\n`;
  const complaints = houseRules([
    { path: "client/map/long.ts", source: long },
    { path: "shared/utils/dates.ts", source: "// Dates.\n" },
    { path: "server/maps/MapManager.ts", source: "// Maps.\n" },
    { path: "server/maps/index.ts", source: "// Everything.\n" },
    { path: "server/maps/headless.ts", source: "export const a = 1;\n" },
    { path: "docs/operations.md", source: home },
  ]);
  expect(complaints.map((complaint) => complaint.slice(0, complaint.indexOf(":")))).toEqual([
    "client/map/long.ts",
    "shared/utils/dates.ts",
    "server/maps/MapManager.ts",
    "server/maps/index.ts",
    "server/maps/headless.ts",
    "docs/operations.md",
  ]);
});

it("RU-6: German and English say the same", () => {
  const read = (language: string): unknown =>
    JSON.parse(readFileSync(`client/i18n/${language}.json`, "utf8"));
  expect(translations(read("de"), read("en"))).toEqual([]);
});

it("RU-6: a missing, an empty and a differently filled sentence are found", () => {
  const german = {
    maps: { new: "Neue Karte", count: "{{count}} Karten", gone: "Weg" },
    only: "Nur",
  };
  const english = { maps: { new: "New map", count: "{{n}} maps", gone: " " } };
  expect(translations(german, english)).toEqual([
    "maps.count: blanks differ ({{count}} / {{n}})",
    "maps.gone is empty",
    "client/i18n/en.json lacks only",
  ]);
});
