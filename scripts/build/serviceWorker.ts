// Vite plugin: builds the service worker as `/sw.js`, unhashed and in one piece, and tells it which files this build
// consists of: `__ASSETS__` in its source becomes the list of their paths. What the worker does with them is its own affair.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { build, type Plugin } from "vite";

/** @param entry source of the worker, from the root of the package. */
export function serviceWorker(entry: string): Plugin {
  return {
    name: "service-worker",
    apply: "build",
    async writeBundle(options) {
      const folder = options.dir;
      if (folder === undefined) throw new Error("The client is built into a folder.");
      const files = readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((found) => found.isFile())
        .map((found) => join(found.parentPath, found.name))
        .toSorted();
      const assets = files.map((path) => addressOf(path.slice(folder.length)));
      const code = await bundle(resolve(entry), assets);
      // A browser takes a new worker when its bytes differ: so they must whenever any file does, hashed in its name or not.
      writeFileSync(join(folder, "sw.js"), `// build ${fingerprint(files)}\n${code}`);
    },
  };
}

function addressOf(path: string): string {
  const address = path.split(sep).join("/");
  return address === "/index.html" ? "/" : address;
}

function fingerprint(files: string[]): string {
  const hash = createHash("sha256");
  for (const path of files) hash.update(readFileSync(path));
  return hash.digest("hex").slice(0, 16);
}

async function bundle(entry: string, assets: string[]): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "warn",
    define: { __ASSETS__: JSON.stringify(assets) },
    publicDir: false,
    build: {
      write: false,
      target: "es2022",
      lib: { entry, formats: ["iife"], name: "serviceWorker", fileName: "sw" },
    },
  });
  const outputs = Array.isArray(built) ? built : [built];
  const chunk = outputs
    .flatMap((one) => ("output" in one ? one.output : []))
    .find((one) => one.type === "chunk");
  if (chunk === undefined) throw new Error(`${entry} gave no code.`);
  return chunk.code;
}
