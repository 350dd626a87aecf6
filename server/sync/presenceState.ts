// An awareness state as bytes: read, compared, and stamped with the person and role that the server knows. This is done for
// every cursor that moves. Knows no clocks and no connections.
import { isAscii } from "node:buffer";
import type { Grant } from "#shared/protocol/presence.ts";
import { isPresenceReport, readPresenceReport } from "./presenceReport.ts";

/** The state of somebody who shows nothing any more. */
export const WITHDRAWN = Buffer.from("null");

const OPENING_BRACE = Buffer.from("{");
const CLOSING_BRACE = 0x7d;

/** What the server adds to a state, as the end of a JSON object that holds something: `,"person":…,"role":…}`. */
export function stampOf({ person, role }: Grant): Uint8Array {
  return Buffer.from(`,${JSON.stringify({ person, role }).slice(1)}`);
}

/**
 * The state as others get it, in pieces. Nearly all are what they should be: those go out as they were written, with the
 * stamp behind the rest, where it counts. What cannot be read shows nothing but the person.
 */
export function stampedState(said: Uint8Array, stamp: Uint8Array): readonly Uint8Array[] {
  const state = parseJson(said);
  // A part that is overruled by a later one is not seen here, but by whoever reads the text: it may not be broken UTF-8.
  const isSound = said.at(-1) === CLOSING_BRACE && isAscii(said) && isPresenceReport(state);
  if (isSound) return [said.subarray(0, -1), stamp];
  const report = readPresenceReport(state);
  if (report === null) return [OPENING_BRACE, stamp.subarray(1)];
  return [Buffer.from(JSON.stringify(report).slice(0, -1)), stamp];
}

/** Whether two states are the same, however they are written. */
export function saysTheSame(one: Uint8Array, other: Uint8Array): boolean {
  if (Buffer.compare(one, other) === 0) return true;
  return JSON.stringify(parseJson(one)) === JSON.stringify(parseJson(other));
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString());
  } catch {
    return null;
  }
}
