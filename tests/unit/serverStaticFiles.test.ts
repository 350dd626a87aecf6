// What goes with the page of a map: the browser is told what to fetch before it has read the page.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express from "express";
import { afterEach, beforeEach, expect, it } from "vitest";
import { staticFiles } from "../../server/http/staticFiles.ts";

let folder = "";
let server: Server;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "client-"));
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

/** The `Link` header of a page, of a client with this index.html. */
async function linkOf(page: string, path: string): Promise<string | null> {
  writeFileSync(join(folder, "index.html"), page);
  server = createServer(express().use(staticFiles(folder)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}${path}`);
  expect(answer.status).toBe(200);
  await answer.text();
  return answer.headers.get("link");
}

const BUILT = '<!doctype html><meta name="map-files" content="/assets/Map-1.js /assets/Map-2.css">';

it("CA-50: the page of a map names its files and the question who is there", async () => {
  expect((await linkOf(BUILT, "/karte/AAAAAAAAAAAAAAAAAAAAAA"))?.split(", ")).toEqual([
    "</firstPaint.js>; rel=preload; as=script",
    "</assets/Map-1.js>; rel=modulepreload",
    "</assets/Map-2.css>; rel=preload; as=style; crossorigin",
    "</api/session>; rel=preload; as=fetch; crossorigin",
  ]);
});

it("CA-50: other pages name nothing of a map", async () => {
  expect(await linkOf(BUILT, "/")).toBeNull();
});

it("CA-50: a page that was not built names nothing", async () => {
  expect(await linkOf("<!doctype html>", "/karte/AAAAAAAAAAAAAAAAAAAAAA")).toBeNull();
});
