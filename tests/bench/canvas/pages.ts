// The pages that are compared: how each is built and opened. All of them show the same map, joined through the same
// server.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { build } from "vite";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
export const CLIENT_DIR = join(ROOT, "dist/bench/client");
const PEER_DIR = join(ROOT, "dist/bench/peer");
const TYPES: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
};

export interface CanvasPage {
  name: string;
  /** Address of the page that shows a map. */
  address: (server: string, map: string) => string;
}

export async function buildClient(): Promise<void> {
  await build({
    configFile: join(ROOT, "vite.config.ts"),
    logLevel: "error",
    build: { outDir: CLIENT_DIR, emptyOutDir: true },
  });
}

/** Builds our client and the other page. */
export async function buildPages(): Promise<void> {
  await buildClient();
  await build({
    configFile: false,
    root: join(ROOT, "tests/bench/canvasPeers"),
    plugins: [react()],
    logLevel: "error",
    build: { outDir: PEER_DIR, emptyOutDir: true, target: "es2022" },
  });
}

export interface PeerSite {
  origin: string;
  close: () => void;
}

/** Serves the other page from an origin of its own. */
export async function servePeer(): Promise<PeerSite> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://peer").pathname;
    const file = join(PEER_DIR, path === "/" ? "index.html" : path);
    readFile(file).then(
      (bytes) => {
        const type = TYPES[extname(file)] ?? "application/octet-stream";
        response.writeHead(200, { "content-type": type }).end(bytes);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() };
}

export function pagesOf(peer: string): [CanvasPage, ...CanvasPage[]] {
  const flow = (binding: string) => (server: string, map: string) => {
    const sync = encodeURIComponent(`${server.replace("http", "ws")}/sync`);
    return `${peer}/?binding=${binding}&sync=${sync}&map=${map}`;
  };
  return [
    { name: "ours", address: (server, map) => `${server}/karte/${map}` },
    { name: "React Flow, well used", address: flow("touched") },
    { name: "React Flow, rebuild-all", address: flow("rebuild") },
  ];
}
