// Reads what browsers answer about passkeys, as far as it is needed before a library verifies it.
import { z } from "#shared/schemaLanguage.ts";

const clientDataSchema = z.object({ challenge: z.string().min(1).max(256) });
const transportsSchema = z.array(z.string());

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The challenge that the browser says it answers; null if it says none. */
export function challengeOf(answer: { response: { clientDataJSON: string } }): string | null {
  const clientData = Buffer.from(answer.response.clientDataJSON, "base64url").toString();
  const read = clientDataSchema.safeParse(readJson(clientData));
  return read.success ? read.data.challenge : null;
}

/** Ways to reach an authenticator, as stored. */
export function readTransports(stored: string): string[] {
  return transportsSchema.parse(readJson(stored));
}
