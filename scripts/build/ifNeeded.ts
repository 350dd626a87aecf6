// `npm start` calls this: builds the client when dist/client is missing or was built from something else than what lies
// here now. Compared by content, not by time: a checkout or a copy changes times.
import { createHash } from "node:crypto";
import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join, relative } from "node:path";
import { build } from "vite";

const BUILT = "dist/client";
const BUILT_FROM = "dist/client.inputs";
const INPUTS = ["client", "shared", "scripts/build", "vite.config.ts", "package-lock.json"];

/** @param root the package's folder. Builds if needed; answers whether it did. */
export async function buildIfNeeded(
  root: string,
  logLevel: "warn" | "silent" = "warn",
): Promise<boolean> {
  const inputs = fingerprint(root);
  const note = join(root, BUILT_FROM);
  const builtFrom = existsSync(note) ? readFileSync(note, "utf8") : "";
  if (existsSync(join(root, BUILT, "index.html")) && builtFrom === inputs) return false;
  // Beside the old one, and then in its place: a build that fails or is interrupted leaves the old one whole.
  const fresh = join(root, `${BUILT}.${process.pid}`);
  try {
    await build({
      configFile: join(root, "vite.config.ts"),
      root: join(root, "client"),
      build: { outDir: fresh },
      logLevel,
    });
    rmSync(join(root, BUILT), { recursive: true, force: true });
    renameSync(fresh, join(root, BUILT));
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  writeFileSync(note, inputs);
  return true;
}

function fingerprint(root: string): string {
  const hash = createHash("sha256");
  for (const path of INPUTS.map((input) => join(root, input)).flatMap(filesIn)) {
    hash.update(`${relative(root, path)}\0`).update(readFileSync(path));
  }
  return hash.digest("hex");
}

function filesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((found) => found.isFile())
    .map((found) => join(found.parentPath, found.name))
    .toSorted();
}

if (import.meta.main) await buildIfNeeded(process.cwd());
