// Maps as JSON, out and in, and the version of a document.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { seedMap } from "#shared/map/edit.ts";
import { mapToJson, parseMapJson } from "#shared/map/json.ts";
import { migrate } from "#shared/map/migrate.ts";
import { readMap } from "#shared/map/read.ts";
import { richTextOf, plainTextOf } from "#shared/map/richText.ts";
import { SCHEMA_VERSION } from "#shared/map/schema.ts";
import { starterMap } from "#shared/map/starterMap.ts";
import { sensibleMap } from "../fixtures/arbitraryMaps.ts";

function nested(depth: number): unknown {
  let value: unknown = [];
  for (let level = 0; level < depth; level++) value = [value];
  return value;
}

const starter = () => structuredClone(starterMap("de"));

describe("JSON", () => {
  it("MO-16: a map that went out and came in again is the same map, rich text included", () => {
    fc.assert(
      fc.property(sensibleMap, (json) => {
        const first = new Y.Doc();
        seedMap({ doc: first, origin: null }, parseMapJson(json).map ?? json);
        const out: unknown = JSON.parse(JSON.stringify(mapToJson(first)));
        const { map, problems } = parseMapJson(out);
        expect(problems).toEqual([]);
        if (map === null) throw new Error("its own export was refused");
        const second = new Y.Doc();
        seedMap({ doc: second, origin: null }, map);
        expect(readMap(second)).toEqual(readMap(first));
        expect(mapToJson(second)).toEqual(out);
      }),
    );
  });

  it("MO-17: what is not wholly of the format is refused wholly, however it is made", () => {
    const map = starter();
    const cases: unknown[] = [
      null,
      undefined,
      "map",
      [],
      {},
      nested(100_000),
      { ...map, format: "other" },
      { ...map, version: 2 },
      { ...map, nodes: "many" },
      { ...map, nodes: [...map.nodes, { ...map.nodes[0], id: "__proto__" }] },
      { ...map, nodes: [...map.nodes, { ...map.nodes[0], id: "../../etc" }] },
      { ...map, nodes: [{ ...map.nodes[0], place: { parentId: null, x: Number.NaN, y: 0 } }] },
      { ...map, nodes: [{ ...map.nodes[0], place: { parentId: null, x: 1e308, y: 0 } }] },
      { ...map, nodes: [{ ...map.nodes[0], kind: "constructor" }] },
      { ...map, nodes: [{ ...map.nodes[0], title: "x".repeat(501) }] },
      { ...map, nodes: [{ ...map.nodes[0], description: nested(90) }] },
      { ...map, nodes: Array.from({ length: 20_001 }, () => map.nodes[0]) },
    ];
    for (const value of cases) {
      expect(parseMapJson(value)).toEqual({ map: null, problems: [{ problem: "notThisFormat" }] });
    }
  });

  it("MO-17: an id that is there twice refuses the map, and says which", () => {
    const map = starter();
    const [node] = map.nodes;
    expect(parseMapJson({ ...map, nodes: [...map.nodes, node] })).toEqual({
      map: null,
      problems: [{ problem: "idTwice", id: "start-n01" }],
    });
  });

  it("MO-17: links that cannot be are left out and reported, the rest is taken", () => {
    const map = starter();
    const [link] = map.links;
    if (link === undefined) throw new Error("no link");
    map.links.push(
      { ...link, id: "link-self", target: link.source },
      { ...link, id: "link-dangling", target: "nowhere-00" },
      { ...link, id: "link-twice" },
      { ...link, id: "link-related", kind: "related", source: "start-n06", target: "start-n03" },
    );
    const parsed = parseMapJson(map);
    expect(parsed.map?.links).toHaveLength(31);
    expect(parsed.problems).toEqual([
      { problem: "selfLink", id: "link-self" },
      { problem: "danglingLink", id: "link-dangling" },
      { problem: "sameLinkTwice", id: "link-twice" },
      { problem: "sameLinkTwice", id: "link-related" },
    ]);
  });

  it("MO-17: keys that JavaScript treats specially neither arrive nor do anything", () => {
    const text = JSON.stringify(starter()).replace(
      '"kind":"vision"',
      '"kind":"vision","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}',
    );
    const { map } = parseMapJson(JSON.parse(text));
    expect(map?.nodes).toHaveLength(29);
    expect(Object.keys(map?.nodes[0] ?? {})).not.toContain("constructor");
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it("MO-18: elements, marks and addresses that are not on the list do not come in", () => {
    const map = starter();
    const [node] = map.nodes;
    if (node === undefined) throw new Error("no node");
    node.description = [
      { element: "script", children: [{ text: "alert(1)" }] },
      {
        element: "paragraph",
        children: [
          { text: "a", marks: { link: { href: "javascript:alert(1)" } } },
          { text: "b", marks: { onclick: {}, bold: {} } },
        ],
      },
    ];
    const doc = new Y.Doc();
    seedMap({ doc, origin: null }, map);
    expect(mapToJson(doc).nodes[0]?.description).toEqual([
      { element: "paragraph", children: [{ text: "a" }, { text: "b", marks: { bold: {} } }] },
    ]);
    expect(plainTextOf(richTextOf("one\n\ntwo"))).toBe("one\n\ntwo\n");
  });
});

describe("versions of the document", () => {
  it("MO-19: a document of this version is left alone, an empty one gets the version", () => {
    const doc = new Y.Doc();
    expect(migrate(doc, null)).toBe("migrated");
    expect(doc.getMap("meta").get("schemaVersion")).toBe(SCHEMA_VERSION);
    let updates = 0;
    doc.on("update", () => updates++);
    expect(migrate(doc, null)).toBe("current");
    expect(updates).toBe(0);
  });

  it("MO-19: a document of a later version is not touched", () => {
    const doc = new Y.Doc();
    doc.getMap("meta").set("schemaVersion", SCHEMA_VERSION + 1);
    const before = Y.encodeStateAsUpdate(doc);
    expect(migrate(doc, null)).toBe("tooNew");
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  });
});
