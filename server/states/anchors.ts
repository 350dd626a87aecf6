// What a node or link that a thread hangs on is called, and what it is, read from a document. Pure, and cheap: nothing
// but the element itself and what it lies in or connects is looked at.
import type * as Y from "yjs";
import type { Anchor } from "#shared/comments/api.ts";
import { elementsToJson, type LinkJson, type NodeJson } from "#shared/map/json.ts";
import { readLink, readNode, rootMaps } from "#shared/map/read.ts";
import type { MapLink, MapNode, NodeId } from "#shared/map/schema.ts";

/** A node or link, as threads name it. */
export type ElementAnchor = Extract<Anchor, { on: "node" | "link" }>;

function nodeUnder(doc: Y.Doc, id: NodeId): MapNode | null {
  return readNode(id, rootMaps(doc).nodes.get(id));
}

/** A link with both of its ends; null where it, or one of them, is not on the map. */
export function linkWithEnds(doc: Y.Doc, id: string): { link: MapLink; ends: MapNode[] } | null {
  const link = readLink(id, rootMaps(doc).links.get(id));
  if (link === null) return null;
  const source = nodeUnder(doc, link.source);
  const target = nodeUnder(doc, link.target);
  return source === null || target === null ? null : { link, ends: [source, target] };
}

/** What it is called, a link by its ends; null: it is not on the map. */
export function titleNow(doc: Y.Doc, { on, id }: ElementAnchor): string | null {
  if (on === "node") return nodeUnder(doc, id)?.title ?? null;
  return (
    linkWithEnds(doc, id)
      ?.ends.map(({ title }) => title)
      .join(" → ") ?? null
  );
}

/** The node, or the link with both ends, as an export would have it; null: it is not on the map. */
export function contentNow(
  doc: Y.Doc,
  { on, id }: ElementAnchor,
): { nodes: NodeJson[]; links: LinkJson[] } | null {
  const found = on === "link" ? linkWithEnds(doc, id) : null;
  const node = on === "node" ? nodeUnder(doc, id) : null;
  const chosen = found?.ends ?? (node === null ? [] : [node]);
  if (chosen.length === 0) return null;
  // With the regions around them: where a node lies depends on whether those can be its parents.
  const nodes = new Map<NodeId, MapNode>();
  for (const inner of chosen) {
    let at: MapNode | null = inner;
    while (at !== null && !nodes.has(at.id)) {
      nodes.set(at.id, at);
      const { parentId }: { parentId: NodeId | null } = at.place;
      at = parentId === null ? null : nodeUnder(doc, parentId);
    }
  }
  const links = new Map(found === null ? [] : [[found.link.id, found.link]]);
  const content = { title: "", nodes, links };
  const json = elementsToJson(doc, content, {
    nodes: new Set(chosen.map((one) => one.id)),
    links: new Set(links.keys()),
  });
  return { nodes: json.nodes, links: json.links };
}
