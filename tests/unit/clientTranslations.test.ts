// The sentences of the interface against the code that says them.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import de from "../../client/i18n/de.json" with { type: "json" };

const PLURAL = /_(?:zero|one|two|few|many|other)$/;

const keys = Object.entries(de).flatMap(([section, sentences]) =>
  Object.keys(sentences).map((key) => `${section}.${key}`),
);
const known = new Set(keys.map((key) => key.replace(PLURAL, "")));

const sources = readdirSync("client", { recursive: true, withFileTypes: true })
  .filter((found) => found.isFile() && /\.tsx?$/.test(found.name))
  .map((found) => readFileSync(join(found.parentPath, found.name), "utf8"));

it("LA-2: every sentence the code asks for by its key is there", () => {
  const asked = sources.flatMap((source) =>
    [...source.matchAll(/\bt\(\s*"([^"]+)"/g)].map((match) => match[1] ?? ""),
  );
  expect(asked.length).toBeGreaterThan(100);
  expect([...new Set(asked.filter((key) => !known.has(key)))]).toEqual([]);
});

it("LA-2: every sentence is said somewhere", () => {
  const literals = new Set(
    sources.flatMap((source) =>
      [...source.matchAll(/["'`]([\w-]+\.[\w-]+)["'`]/g)].map((match) => match[1] ?? ""),
    ),
  );
  // `map.ended-${name}-text`: whatever fits the pattern counts as said.
  const patterns = sources.flatMap((source) =>
    [...source.matchAll(/`([\w-]+\.[^`\s]*\$\{[^`]*)`/g)].map(
      (match) =>
        new RegExp(`^${(match[1] ?? "").replaceAll(".", "\\.").replaceAll(/\$\{[^}]*\}/g, ".+")}$`),
    ),
  );
  const unsaid = [...known].filter(
    (key) => !literals.has(key) && !patterns.some((pattern) => pattern.test(key)),
  );
  expect(unsaid).toEqual([]);
});
