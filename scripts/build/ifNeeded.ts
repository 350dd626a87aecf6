// `npm start` calls this: builds the client when dist/client is missing or was built from something else than what lies
// here now. Compared by content, not by time: a checkout or a copy changes times.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";

const BUILT = "dist/client";
const BUILT_FROM = "dist/client.inputs";
const INPUTS = ["client", "shared", "scripts/build", "vite.config.ts", "package-lock.json"];

/** Builds if needed; answers whether it did. Must be called with the package's folder as working directory. */
export async function buildIfNeeded(): Promise<boolean> {
  const inputs = fingerprint();
  const builtFrom = existsSync(BUILT_FROM) ? readFileSync(BUILT_FROM, "utf8") : "";
  if (existsSync(join(BUILT, "index.html")) && builtFrom === inputs) return false;
  await build({ logLevel: "warn" });
  writeFileSync(BUILT_FROM, inputs);
  return true;
}

function fingerprint(): string {
  const hash = createHash("sha256");
  for (const path of INPUTS.flatMap(filesIn)) hash.update(`${path}\0`).update(readFileSync(path));
  return hash.digest("hex");
}

function filesIn(path: string): string[] {
  if (path.includes(".")) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((found) => found.isFile())
    .map((found) => join(found.parentPath, found.name))
    .toSorted();
}

if (import.meta.main) await buildIfNeeded();
