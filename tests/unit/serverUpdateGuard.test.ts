// What may enter a map and what may not, struct by struct.
import * as Y from "yjs";
import { describe, expect, it } from "vitest";
import {
  createLink,
  createNode,
  deleteElements,
  resizeNode,
  seedMap,
  setNodeMember,
  setNodeTitle,
} from "#shared/map/edit.ts";
import { descriptionOf, rootMaps } from "#shared/map/read.ts";
import { writeRichText } from "#shared/map/richText.ts";
import { MAX_COORDINATE, MAX_MEMBER_CHARS, SCHEMA_VERSION } from "#shared/map/schema.ts";
import { starterMap } from "#shared/map/starterMap.ts";
import { MAX_NESTING, MAX_UPDATE_STRUCTS } from "#shared/protocol/limits.ts";
import { copyOf, faultOf, starterDoc, updateOf } from "../fixtures/guardedUpdates.ts";

const NODE = "start-n01";
const doc = starterDoc();
const nodeIn = (copy: Y.Doc) => rootMaps(copy).nodes.get(NODE) as Y.Map<unknown>;
const textOf = (copy: Y.Doc) => nodeIn(copy).get("title") as Y.Text;
const fragmentOf = (copy: Y.Doc) => descriptionOf(copy, NODE) as Y.XmlFragment;

describe("what edits of people make", () => {
  const edits: [string, (copy: Y.Doc) => void][] = [
    [
      "a new node",
      (copy) =>
        createNode(
          { doc: copy, origin: null },
          { kind: "task", place: { parentId: null, x: 1, y: 2 }, title: "Neu" },
        ),
    ],
    [
      "a new link",
      (copy) =>
        createLink(
          { doc: copy, origin: null },
          { kind: "requires", source: NODE, target: "start-n05" },
        ),
    ],
    ["typing in a title", (copy) => setNodeTitle({ doc: copy, origin: null }, NODE, "Anders")],
    [
      "deleting nodes with their links",
      (copy) =>
        deleteElements(
          { doc: copy, origin: null },
          { nodes: new Set([NODE, "start-n02"]), links: new Set() },
        ),
    ],
    [
      "rich text with a link",
      (copy) => fragmentOf(copy).insert(0, [richParagraph("https://example.org/")]),
    ],
    ["formatting a word", (copy) => firstRun(copy).format(0, 3, { bold: {} })],
    ["a whole new map", (copy) => seedMap({ doc: copy, origin: null }, starterMap("en"))],
    [
      "the longest tag and perspective that a file may bring",
      (copy) => {
        const word = "w".repeat(MAX_MEMBER_CHARS);
        setNodeMember({ doc: copy, origin: null }, NODE, "tags", word, true);
        setNodeMember({ doc: copy, origin: null }, NODE, "perspectives", word, true);
      },
    ],
    [
      "a node that is dragged out of the map and sized to nothing",
      (copy) =>
        resizeNode(
          { doc: copy, origin: null },
          NODE,
          { parentId: null, x: 3 * MAX_COORDINATE, y: -3 * MAX_COORDINATE },
          { width: 0, height: 1e9 },
        ),
    ],
  ];
  it.each(edits)("SY-11: %s is let through", (_name, change) => {
    expect(faultOf(doc, updateOf(doc, change))).toBeNull();
  });

  it("SY-11: several people's steps in one update are let through, whoever builds on whom", () => {
    const first = copyOf(doc);
    const second = copyOf(doc);
    const before = Y.encodeStateVector(doc);
    for (let round = 0; round < 5; round++) {
      textOf(first).insert(0, `a${round}`);
      Y.applyUpdate(second, Y.encodeStateAsUpdate(first));
      textOf(second).insert(1, `b${round}`);
      Y.applyUpdate(first, Y.encodeStateAsUpdate(second));
    }
    expect(faultOf(doc, Y.encodeStateAsUpdate(first, before))).toBeNull();
  });

  it("SY-11: an edit in a node that was deleted meanwhile is let through", () => {
    const live = copyOf(doc);
    const edit = updateOf(live, (copy) => textOf(copy).insert(2, "spät"));
    deleteElements({ doc: live, origin: null }, { nodes: new Set([NODE]), links: new Set() });
    expect(faultOf(live, edit)).toBeNull();
    Y.applyUpdate(live, edit);
    expect(live.store.pendingStructs).toBeNull();
  });
});

function richParagraph(href: string): Y.XmlElement {
  const holder = new Y.Doc().getXmlFragment("x");
  writeRichText(holder, [{ element: "paragraph", children: [] }]);
  const paragraph = new Y.XmlElement("paragraph");
  const run = new Y.XmlText();
  run.insert(0, "Wort", { link: { href } });
  paragraph.insert(0, [run]);
  return paragraph;
}

function firstRun(copy: Y.Doc): Y.XmlText {
  for (const run of fragmentOf(copy).createTreeWalker((type) => type instanceof Y.XmlText)) {
    return run as Y.XmlText;
  }
  throw new Error("the node has no text");
}

function nested(levels: number): Y.XmlElement {
  const outermost = new Y.XmlElement("blockquote");
  let inner = outermost;
  for (let level = 1; level < levels; level++) {
    const next = new Y.XmlElement("blockquote");
    inner.insert(0, [next]);
    inner = next;
  }
  return outermost;
}

describe("what is no edit of a map", () => {
  const place = { parentId: null, x: 0, y: 0 };
  const cases: [string, string, (copy: Y.Doc) => void][] = [
    ["a root that no map has", "unknown root", (copy) => copy.getMap("evil").set("a", 1)],
    [
      "a node that is a string",
      "wrong content",
      (copy) => rootMaps(copy).nodes.set("aaaaaaaaaa", "x"),
    ],
    [
      "a node that is a list",
      "wrong content",
      (copy) => rootMaps(copy).nodes.set("aaaaaaaaaa", new Y.Array()),
    ],
    [
      "a node that is a document",
      "wrong content",
      (copy) => rootMaps(copy).nodes.set("aaaaaaaaaa", new Y.Doc()),
    ],
    [
      "the key __proto__",
      "unknown field",
      (copy) => rootMaps(copy).nodes.set("__proto__", new Y.Map()),
    ],
    [
      "the key constructor",
      "unknown field",
      (copy) => rootMaps(copy).nodes.set("constructor", new Y.Map()),
    ],
    [
      "an id with a path in it",
      "unknown field",
      (copy) => rootMaps(copy).links.set("../../etc", new Y.Map()),
    ],
    [
      "a coordinate that is no number",
      "invalid value",
      (copy) => nodeIn(copy).set("place", { ...place, x: Number.NaN }),
    ],
    [
      "a coordinate of 1e308",
      "invalid value",
      (copy) => nodeIn(copy).set("place", { ...place, y: 1e308 }),
    ],
    [
      "a place with more in it",
      "invalid value",
      (copy) => nodeIn(copy).set("place", { ...place, z: 1 }),
    ],
    [
      "a colour that is a style",
      "invalid value",
      (copy) => nodeIn(copy).set("kind", "red;background:url(//x)"),
    ],
    ["a field that nodes do not have", "invalid value", (copy) => nodeIn(copy).set("onclick", "x")],
    [
      "a later schema version, with which nobody could open the map any more",
      "invalid value",
      (copy) => rootMaps(copy).meta.set("schemaVersion", SCHEMA_VERSION + 1),
    ],
    ["bytes in a field", "wrong content", (copy) => nodeIn(copy).set("kind", new Uint8Array(3))],
    ["a title that is a map", "wrong content", (copy) => nodeIn(copy).set("title", new Y.Map())],
    ["a title that is a string", "wrong content", (copy) => nodeIn(copy).set("title", "x")],
    [
      "a picture in a title",
      "wrong content",
      (copy) => textOf(copy).insertEmbed(0, { src: "//x" }),
    ],
    [
      "a description that is an element",
      "wrong content",
      (copy) => nodeIn(copy).set("description", new Y.XmlElement("paragraph")),
    ],
    [
      "an element that does not exist",
      "wrong content",
      (copy) => fragmentOf(copy).insert(0, [new Y.XmlElement("script")]),
    ],
    [
      "a hook",
      "wrong content",
      (copy) => fragmentOf(copy).insert(0, [new Y.XmlHook("x") as unknown as Y.XmlText]),
    ],
    [
      "a javascript: link",
      "invalid value",
      (copy) => firstRun(copy).format(0, 2, { link: { href: "javascript:alert(1)" } }),
    ],
    [
      "a mark that does not exist",
      "invalid value",
      (copy) => firstRun(copy).format(0, 2, { style: { color: "red" } }),
    ],
    [
      "an address in an attribute",
      "invalid value",
      (copy) => (fragmentOf(copy).get(0) as Y.XmlElement).setAttribute("src", "data:text/html,x"),
    ],
    [
      "nesting beyond the limit",
      "too deeply nested",
      (copy) => fragmentOf(copy).insert(0, [nested(MAX_NESTING + 2)]),
    ],
  ];
  it.each(cases)("SY-11: %s is refused", (_name, fault, change) => {
    expect(faultOf(doc, updateOf(doc, change))).toBe(fault);
  });

  it("SY-12: lists within lists are let through up to the limit", () => {
    const deep = updateOf(doc, (copy) => fragmentOf(copy).insert(0, [nested(30)]));
    expect(faultOf(doc, deep)).toBeNull();
  });

  it("SY-12: more keys at once than a person makes are refused", () => {
    const many = updateOf(doc, (copy) => {
      for (let at = 0; at <= MAX_UPDATE_STRUCTS; at++) nodeIn(copy).set(`tag:${at}`, true);
    });
    expect(faultOf(doc, many)).toBe("too many structs");
  });

  it("SY-11: a prototype smuggled in as a value is refused", () => {
    const tampered = updateOf(doc, (copy) =>
      nodeIn(copy).set("place", { ...place, proto: { x: 1 } }),
    );
    const text = Buffer.from(tampered).toString("latin1");
    // A field of the object renamed to __proto__, of the same length.
    const renamed = Buffer.from(text.replace("\x05proto", "\x09__proto__"), "latin1");
    expect(faultOf(doc, renamed)).not.toBeNull();
  });
});
