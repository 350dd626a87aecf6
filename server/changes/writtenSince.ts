// What has been written and deleted in a document since a snapshot of it. Pure; knows no people.
import * as Y from "yjs";
import type { Stretch } from "./touchedElements.ts";

/** null: the document lacks something that the snapshot has, so that it is no later state of the same. */
export function writtenSince(doc: Y.Doc, before: Y.Snapshot, now: Y.Snapshot): Stretch[] | null {
  for (const [client, end] of before.sv) {
    if (Y.getState(doc.store, client) < end) return null;
  }
  const stretches: Stretch[] = [];
  for (const [client, end] of now.sv) {
    const clock = before.sv.get(client) ?? 0;
    if (end > clock) stretches.push({ client, clock, len: end - clock });
  }
  for (const [client, ranges] of now.ds.clients) {
    const known = before.ds.clients.get(client) ?? [];
    for (const { clock, len } of ranges) {
      for (const gap of gapsIn(known, clock, clock + len)) stretches.push({ client, ...gap });
    }
  }
  return stretches;
}

interface Range {
  clock: number;
  len: number;
}

/** What of a range none of these cover; they are in order and do not overlap. */
function gapsIn(known: readonly Range[], from: number, until: number): Range[] {
  const gaps: Range[] = [];
  let at = from;
  for (const { clock, len } of known) {
    if (clock >= until) break;
    if (clock > at) gaps.push({ clock: at, len: clock - at });
    at = Math.max(at, clock + len);
  }
  if (at < until) gaps.push({ clock: at, len: until - at });
  return gaps;
}
