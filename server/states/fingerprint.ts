// What a map says, as one short value: the same for two documents that read alike, whoever wrote what in which order.
import { hash } from "node:crypto";
import type { MapJson } from "#shared/map/json.ts";

/** SHA-256 of what an export of the map would hold, in hexadecimal. */
export function fingerprintOf({ title, nodes, links }: MapJson): string {
  const content = { title, nodes: nodes.toSorted(byId), links: links.toSorted(byId) };
  return hash("sha256", JSON.stringify(inOrder(content)));
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : 1;
}

/** The same value with every object's keys sorted. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;
  // Without a prototype every key is one like any other.
  const ordered = Object.create(null) as Record<string, unknown>;
  for (const key of Object.keys(value).toSorted()) {
    ordered[key] = inOrder((value as Record<string, unknown>)[key]);
  }
  return ordered;
}
