// Nodes by words of their titles. Pure: knows neither the page nor the document.
import type { MapNode } from "#shared/map/schema.ts";

/** Lower case without accents: "Städte" is found by "stad". */
export function plainLetters(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Nodes whose title has every word of `query`; those that begin with it first, then as they come. */
export function findByTitle(nodes: Iterable<MapNode>, query: string, most: number): MapNode[] {
  const wanted = plainLetters(query).trim();
  const words = wanted.split(/\s+/).filter((word) => word !== "");
  const first: MapNode[] = [];
  const rest: MapNode[] = [];
  for (const node of nodes) {
    const title = plainLetters(node.title);
    if (!words.every((word) => title.includes(word))) continue;
    (title.startsWith(wanted) ? first : rest).push(node);
    if (first.length >= most) break;
  }
  return [...first, ...rest].slice(0, most);
}
