// When `npm start` builds the client, shown on a client of one page.
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { buildIfNeeded } from "../../scripts/build/ifNeeded.ts";

const FILES: Record<string, string> = {
  "client/index.html": "<!doctype html><title>one</title>",
  "shared/map/kinds.ts": "export const KINDS = [];",
  "scripts/build/plugin.ts": "export {};",
  "vite.config.ts":
    'export default { root: "client", build: { outDir: "../dist/client", emptyOutDir: true } };',
  "package-lock.json": "{}",
};

let root = "";

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "build-"));
  write("package.json", '{ "type": "module" }');
  for (const [path, content] of Object.entries(FILES)) write(path, content);
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

it("RU-1: builds what is not there, and not twice", async () => {
  expect(await buildIfNeeded(root)).toBe(true);
  expect(readFileSync(join(root, "dist/client/index.html"), "utf8")).toContain("one");
  utimesSync(join(root, "client/index.html"), new Date(), new Date());
  expect(await buildIfNeeded(root)).toBe(false);
});

it("RU-1: builds again when a source, the lock file or the way of building changes", async () => {
  await buildIfNeeded(root);
  for (const [path, content] of Object.entries(FILES)) {
    write(path, `${content}\n`);
    expect([path, await buildIfNeeded(root)]).toEqual([path, true]);
  }
  rmSync(join(root, "dist/client/index.html"));
  expect(await buildIfNeeded(root)).toBe(true);
});

it("RU-1: a build that fails leaves the last one", async () => {
  await buildIfNeeded(root);
  write("client/index.html", '<!doctype html><script type="module" src="./gone.ts"></script>');
  await expect(buildIfNeeded(root, "silent")).rejects.toThrow("gone.ts");
  expect(readFileSync(join(root, "dist/client/index.html"), "utf8")).toContain("one");
  expect(readdirSync(join(root, "dist")).toSorted()).toEqual(["client", "client.inputs"]);
});
