// Reading a document that anybody may have written.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { mapToJson, parseMapJson } from "#shared/map/json.ts";
import { isLinkKind, isNodeKind } from "#shared/map/kinds.ts";
import { descriptionOf, readMap, readTitle, titleOf } from "#shared/map/read.ts";
import { readRichText } from "#shared/map/richText.ts";
import { isId, isPlace, isSize, MAX_TITLE_CHARS } from "#shared/map/schema.ts";
import { absolutePosition } from "#shared/map/topology.ts";
import { nestDeeply, nodeIds, strangeDoc } from "../fixtures/arbitraryMaps.ts";

function docWithNode(fields: Record<string, unknown>): Y.Doc {
  const doc = new Y.Doc();
  doc.getMap("nodes").set("node-0000", new Y.Map(Object.entries(fields)));
  return doc;
}

describe("reading", () => {
  it("MO-1: gives valid nodes and links for any document, never throws and never writes", () => {
    fc.assert(
      fc.property(strangeDoc, (doc) => {
        const before = Y.encodeStateAsUpdate(doc);
        const { nodes, links, title } = readMap(doc);
        expect(title.isWellFormed()).toBe(true);
        for (const [id, node] of nodes) {
          expect(isId(id) && isNodeKind(node.kind) && isPlace(node.place)).toBe(true);
          expect(node.size === null || isSize(node.size)).toBe(true);
          expect(new Set(node.tags).size).toBe(node.tags.length);
          expect(node.tags).not.toContain("");
          expect(new Set(node.perspectives).size).toBe(node.perspectives.length);
          const { x, y } = absolutePosition(nodes, node);
          expect(Number.isFinite(x) && Number.isFinite(y)).toBe(true);
          const description = descriptionOf(doc, id);
          if (description !== null) readRichText(description);
        }
        for (const [id, link] of links) {
          expect(isId(id) && isLinkKind(link.kind)).toBe(true);
          expect(nodes.has(link.source) && nodes.has(link.target)).toBe(true);
        }
        expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
      }),
      { numRuns: 300 },
    );
  });

  it("MO-1: what can be read from any document can be exported and imported again", () => {
    fc.assert(
      fc.property(strangeDoc, (doc) => {
        const { map, problems } = parseMapJson(JSON.parse(JSON.stringify(mapToJson(doc))));
        expect(map).not.toBeNull();
        expect(problems).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("MO-2: shows no node and no link under a key that is no id, and none that is no map", () => {
    const doc = new Y.Doc();
    const nodes = doc.getMap("nodes");
    for (const key of ["__proto__", "constructor", "short", "x".repeat(41), "with space"]) {
      nodes.set(key, new Y.Map([["kind", "driver"]]));
    }
    nodes.set("node-text", "a string");
    nodes.set("node-subdoc", new Y.Doc());
    expect([...readMap(doc).nodes.keys()]).toEqual([]);
    expect(({} as Record<string, unknown>)["kind"]).toBeUndefined();
  });

  it("MO-3: reads an unknown kind as a note or a plain relation, and leaves the word where it is", () => {
    const doc = docWithNode({ kind: "field-of-action" });
    doc.getMap("nodes").set("node-0001", new Y.Map([["kind", "driver"]]));
    const link = new Y.Map(
      Object.entries({ kind: "blocks", source: "node-0000", target: "node-0001" }),
    );
    doc.getMap("links").set("link-0000", link);
    const { nodes, links } = readMap(doc);
    expect(nodes.get("node-0000")?.kind).toBe("note");
    expect(links.get("link-0000")?.kind).toBe("related");
    expect(link.get("kind")).toBe("blocks");
  });

  it("MO-4: a title has no control or direction characters, no halves of characters, and an end", () => {
    const doc = docWithNode({ title: new Y.Text("a\u0000b\u202ec\ud800d\ne") });
    expect(readMap(doc).nodes.get("node-0000")?.title).toBe("abc\ufffdd e");
    doc.getMap("meta").set("title", new Y.Text("😀".repeat(MAX_TITLE_CHARS)));
    expect(readTitle(doc)).toHaveLength(MAX_TITLE_CHARS);
    expect(readTitle(doc).isWellFormed()).toBe(true);
    expect(titleOf(docWithNode({ title: "plain" }), "node-0000")).toBeNull();
  });

  it("MO-12: parents that are gone, no regions or on a cycle do not count, on every client alike", () => {
    const doc = new Y.Doc();
    const put = (id: string | undefined, kind: string, parentId: string | undefined) =>
      doc.getMap("nodes").set(
        id ?? "",
        new Y.Map<unknown>([
          ["kind", kind],
          ["place", { parentId: parentId ?? null, x: 10, y: 20 }],
        ]),
      );
    const [a, b, c, d, e] = nodeIds;
    put(a, "region", b);
    put(b, "region", a);
    put(c, "driver", a);
    put(e, "region", undefined);
    put("node-0006", "region", e);
    put(d, "driver", "node-0006");
    put("node-0007", "driver", "node-gone");
    put("node-0008", "driver", c);
    const { nodes } = readMap(doc);
    for (const node of nodes.values()) {
      const { x, y } = absolutePosition(nodes, node);
      const depth = node.id === d ? 3 : node.id === "node-0006" ? 2 : 1;
      expect({ id: node.id, x, y }).toEqual({ id: node.id, x: 10 * depth, y: 20 * depth });
    }
  });

  it("MO-18: a description shows listed elements and marks and safe addresses only, however deep", () => {
    const deep = new Y.XmlFragment();
    docWithNode({ description: deep });
    nestDeeply(deep, 5_000);
    expect(JSON.stringify(readRichText(deep)).length).toBeLessThan(2_000);
    const fragment = new Y.XmlFragment();
    new Y.Doc().getMap("nodes").set("x", fragment);
    const text = new Y.XmlText();
    fragment.insert(0, [text, new Y.XmlElement("script")]);
    text.insert(0, "a", { link: { href: "javascript:alert(1)" }, "bold--h4sh": {}, blink: {} });
    text.insert(1, "b", { bold: null, "bold--h4sh": null, link: { href: "https://example.org" } });
    expect(readRichText(fragment)).toEqual([
      { text: "a", marks: { bold: {} } },
      { text: "b", marks: { link: { href: "https://example.org" } } },
    ]);
  });
});
