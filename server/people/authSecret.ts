// The key that signs cookies: from the environment, or made once and kept in the data folder for nobody else to read.
import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const FILE = "auth-secret";
const SECRET_BYTES = 32;

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

/** The secret of this data folder; made if there is none. `configured` comes first. */
export function authSecret(dataDir: string, configured: string | null): string {
  if (configured !== null) return configured;
  const path = join(dataDir, FILE);
  try {
    const kept = readFileSync(path, "utf8").trim();
    // A file cut short by a full disk would sign with next to nothing.
    if (kept.length >= SECRET_BYTES) return kept;
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  const made = randomBytes(SECRET_BYTES).toString("base64url");
  writeFileSync(path, `${made}\n`, { mode: 0o600, flush: true });
  return made;
}
