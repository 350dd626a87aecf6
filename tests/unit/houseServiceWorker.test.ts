// The service worker's bytes follow the build, shown on a build of two files.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { build } from "vite";
import { serviceWorker } from "../../scripts/build/serviceWorker.ts";

let root = "";

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "worker-"));
  mkdirSync(join(root, "public"));
  writeFileSync(join(root, "public/icon.svg"), "<svg/>");
  writeFileSync(join(root, "sw.js"), "self.files = __ASSETS__;");
});
afterEach(() => rmSync(root, { recursive: true }));

async function workerFor(page: string): Promise<string> {
  writeFileSync(join(root, "index.html"), page);
  const plugins = [serviceWorker(join(root, "sw.js"))];
  await build({ configFile: false, root, plugins, logLevel: "warn" });
  return readFileSync(join(root, "dist/sw.js"), "utf8");
}

it("RU-9: the worker lists the build's files by their addresses", async () => {
  const worker = await workerFor("<!doctype html><title>one</title>");
  const listed = /self\.files=(\[[^\]]*\])/.exec(worker)?.[1]?.replaceAll("`", '"') ?? "";
  expect(JSON.parse(listed)).toEqual(["/icon.svg", "/"]);
});

it("RU-9: the worker differs when a file without a hash in its name does, and only then", async () => {
  const first = await workerFor("<!doctype html><title>one</title>");
  expect(await workerFor("<!doctype html><title>one</title>")).toBe(first);
  expect(await workerFor("<!doctype html><title>two</title>")).not.toBe(first);
});
