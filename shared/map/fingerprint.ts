// What a map says, as one short value: the same for two documents that read alike, whoever wrote what in which order.
import { digest } from "lib0/hash/sha256";
import type * as Y from "yjs";
import { mapToJson } from "./json.ts";

/** SHA-256 of what an export of the map would hold, in hexadecimal. Takes as long as reading the whole map. */
export function fingerprintOf(doc: Y.Doc): string {
  const { title, nodes, links } = mapToJson(doc);
  const content = { title, nodes: nodes.toSorted(byId), links: links.toSorted(byId) };
  const bytes = digest(new TextEncoder().encode(canonicalJson(content)));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : 1;
}

/** JSON in which every object's keys are sorted. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
