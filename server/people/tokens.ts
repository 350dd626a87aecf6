// Tokens: 256 random bits that open something. Whoever issues one hands it out once and keeps the hash.
import { createHash, randomBytes } from "node:crypto";

const TOKEN_BYTES = 32;

export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString("base64url");
}

/** What is stored of a token. It has 256 random bits, so nothing slower is needed. */
export function hashOfToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
