// Updates that are whole frames but must not enter a map: damaged, absurd, or of another shape than a map has.
import * as encoding from "lib0/encoding";
import * as Y from "yjs";
import { createNode, deleteElements, setNodeTitle } from "#shared/map/edit.ts";
import { newId } from "#shared/map/ids.ts";
import { descriptionOf, rootMaps } from "#shared/map/read.ts";
import { CLOSE } from "#shared/protocol/closeCodes.ts";
import { MARKER } from "./Scene.ts";

const { invalidUpdate, outOfStep, tooLarge } = CLOSE;
type Make = (copy: Y.Doc) => Uint8Array;

/** What a change of a copy of the map sends. */
export function updateOf(copy: Y.Doc, change: (doc: Y.Doc) => void): Uint8Array {
  const updates: Uint8Array[] = [];
  copy.on("update", (update: Uint8Array) => updates.push(update));
  copy.transact(() => change(copy));
  return Y.mergeUpdates(updates);
}

function withNode(change: (node: Y.Map<unknown>, doc: Y.Doc) => void): Make {
  return (copy) => {
    const id = aNodeOf(copy);
    return updateOf(copy, (doc) => {
      const node = rootMaps(doc).nodes.get(id);
      if (node instanceof Y.Map) change(node as Y.Map<unknown>, doc);
    });
  };
}

const withField = (key: string, value: unknown): Make => withNode((node) => node.set(key, value));

const asNode =
  (value: () => unknown): Make =>
  (copy) =>
    updateOf(copy, (doc) => rootMaps(doc).nodes.set(newId(), value()));

const underId =
  (id: string): Make =>
  (copy) =>
    updateOf(copy, (doc) => rootMaps(doc).nodes.set(id, new Y.Map([["kind", MARKER]])));

export function aNodeOf(doc: Y.Doc): string {
  for (const [id, node] of rootMaps(doc).nodes) {
    if (node instanceof Y.Map && descriptionOf(doc, id) !== null) return id;
  }
  throw new Error("the map has no node with a description");
}

/** One struct of one client, by the byte (https://github.com/yjs/yjs/blob/main/src/utils/encoding.js). */
function rawUpdate(
  write: (encoder: encoding.Encoder) => void,
  deletions: number[][] = [],
): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint(encoder, 4_242);
    encoding.writeVarUint(encoder, 0);
    write(encoder);
    encoding.writeVarUint(encoder, deletions.length);
    for (const numbers of deletions) for (const n of numbers) encoding.writeVarUint(encoder, n);
  });
}

function nestedElements(depth: number): Make {
  return withNode((node) => {
    let parent = new Y.XmlFragment();
    node.set("description", parent);
    for (let level = 0; level < depth; level++) {
      const child = new Y.XmlElement("blockquote");
      parent.insert(0, [child]);
      parent = child;
    }
  });
}

function marked(attributes: Record<string, unknown>): Make {
  return withNode((_node, doc) => {
    const text = new Y.XmlText();
    descriptionOf(doc, aNodeOf(doc))?.insert(0, [text]);
    text.insert(0, MARKER, attributes);
  });
}

const created: Make = (copy) =>
  updateOf(copy, (doc) => {
    const place = { parentId: null, x: 1, y: 1 };
    createNode({ doc, origin: null }, { kind: "note", place, title: MARKER });
  });
const deleted: Make = (copy) =>
  updateOf(copy, (doc) => {
    deleteElements({ doc, origin: null }, { nodes: [aNodeOf(doc)], links: [] });
  });

export const BAD_UPDATES: readonly (readonly [string, Make, number])[] = [
  ["cut in its structs", (copy) => cut(created(copy), 0.6), invalidUpdate],
  ["cut in its delete set", (copy) => cut(deleted(copy), 0.99), invalidUpdate],
  [
    "an unknown content",
    () => rawUpdate((encoder) => encoding.writeUint8(encoder, 31)),
    invalidUpdate,
  ],
  [
    "a collected struct of length 2^50",
    () =>
      rawUpdate((encoder) => {
        encoding.writeUint8(encoder, 0);
        encoding.writeVarUint(encoder, 2 ** 50);
      }),
    invalidUpdate,
  ],
  [
    "a deletion of length 2^50",
    () => Uint8Array.of(0, 1, 1, 1, 0, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x02),
    outOfStep,
  ],
  [
    "a missing predecessor",
    (copy) => {
      created(copy);
      return created(copy);
    },
    outOfStep,
  ],
  [
    "maps nested 17 deep",
    withNode((node) => {
      let parent = node;
      for (let level = 0; level < 17; level++) {
        const child = new Y.Map<unknown>();
        parent.set("description", child);
        parent = child;
      }
    }),
    invalidUpdate,
  ],
  ["rich text nested 100 deep", nestedElements(100), invalidUpdate],
  ["rich text nested 3,000 deep", nestedElements(3_000), invalidUpdate],
  [
    "100,000 keys",
    withNode((node) => {
      for (let key = 0; key < 100_000; key++) node.set(`tag:${key}`, true);
    }),
    tooLarge,
  ],
  ["a node under __proto__", underId("__proto__"), invalidUpdate],
  ["a node under constructor", underId("constructor"), invalidUpdate],
  ["a node under a path", underId("../../etc/passwd"), invalidUpdate],
  ["a field __proto__", withField("__proto__", { polluted: MARKER }), invalidUpdate],
  ["a field constructor", withField("constructor", MARKER), invalidUpdate],
  [
    "a value with __proto__",
    withField("place", JSON.parse(`{"__proto__":{"x":1},"x":1}`)),
    invalidUpdate,
  ],
  [
    "a root that maps do not have",
    (copy) => updateOf(copy, (doc) => doc.getMap("evil").set("x", MARKER)),
    invalidUpdate,
  ],
  [
    "a root __proto__",
    (copy) => updateOf(copy, (doc) => doc.getMap("__proto__").set("x", MARKER)),
    invalidUpdate,
  ],
  [
    "a known root as another type",
    (copy) => updateOf(new Y.Doc(), (doc) => doc.getArray("nodes").insert(0, [copy.clientID])),
    invalidUpdate,
  ],
  ["a node that is a string", asNode(() => MARKER), invalidUpdate],
  ["a node that is a text", asNode(() => new Y.Text(MARKER)), invalidUpdate],
  ["a node that is a sub-document", asNode(() => new Y.Doc()), invalidUpdate],
  ["bytes as a value", withField("kind", new Uint8Array(100)), invalidUpdate],
  [
    "a place that is not a number",
    withField("place", { parentId: null, x: Number.NaN, y: 0 }),
    invalidUpdate,
  ],
  ["a place at infinity", withField("place", { parentId: null, x: Infinity, y: 0 }), invalidUpdate],
  ["a place at 1e308", withField("place", { parentId: null, x: 1e308, y: -1e308 }), invalidUpdate],
  ["a size of 1e308", withField("size", { width: 1e308, height: 1 }), invalidUpdate],
  [
    "a colour that is a style sheet",
    withField("colour", `red;background:url(//x/${MARKER})`),
    invalidUpdate,
  ],
  [
    "a kind that is markup",
    withField("kind", `<img src=x onerror=alert('${MARKER}')>`),
    invalidUpdate,
  ],
  [
    "a link to javascript:",
    marked({ link: { href: `javascript:alert('${MARKER}')` } }),
    invalidUpdate,
  ],
  ["a link to data:", marked({ link: { href: `data:text/html,${MARKER}` } }), invalidUpdate],
  ["a mark that nobody knows", marked({ [MARKER]: true }), invalidUpdate],
  [
    "an element that is a script",
    withNode((_node, doc) => {
      descriptionOf(doc, aNodeOf(doc))?.insert(0, [new Y.XmlElement("script")]);
    }),
    invalidUpdate,
  ],
  [
    "an embedded object in a title",
    withNode((node) => {
      const title = node.get("title");
      if (title instanceof Y.Text) title.insertEmbed(0, { [MARKER]: 1 });
    }),
    invalidUpdate,
  ],
  [
    "formats in a title",
    withNode((node) => {
      const title = node.get("title");
      if (title instanceof Y.Text) title.insert(0, MARKER, { bold: true });
    }),
    invalidUpdate,
  ],
];

/** The same sorts of change as people make them: what is refused above is refused for what it says it is. */
export const GOOD_UPDATES: readonly (readonly [string, Make])[] = [
  ["a new node", created],
  ["rich text nested 40 deep", nestedElements(40)],
  ["a link to a page", marked({ link: { href: "https://example.org/" } })],
  ["a known mark", marked({ bold: true })],
  ["a known field", withField("horizon", "today")],
  [
    "5,000 keys set and deleted",
    withNode((node) => {
      for (let key = 0; key < 5_000; key++) node.set(`tag:${key}`, true);
      for (let key = 0; key < 5_000; key++) node.delete(`tag:${key}`);
    }),
  ],
  ["a deletion", deleted],
];

/** Titles that are strange but only text. */
export const STRANGE_TITLES: readonly (readonly [string, string])[] = [
  ["lone surrogates", `\ud800${MARKER}\udfff`],
  ["NUL", `a\u0000b${MARKER}`],
  ["right-to-left override", `\u202egnp.exe${MARKER}`],
  ["markup", `<img src=x onerror=alert(1)>${MARKER}`],
  ["a script", `</title><script>alert(1)</script>${MARKER}`],
];

export function titled(copy: Y.Doc, title: string): { id: string; update: Uint8Array } {
  const id = aNodeOf(copy);
  // By hand: edit.ts would mend it.
  const update = updateOf(copy, (doc) => {
    setNodeTitle({ doc, origin: null }, id, "");
    const node = rootMaps(doc).nodes.get(id);
    const text: unknown = node instanceof Y.Map ? node.get("title") : null;
    if (text instanceof Y.Text) text.insert(0, title);
  });
  return { id, update };
}

function cut(update: Uint8Array, share: number): Uint8Array {
  return update.subarray(0, Math.min(update.length - 1, Math.floor(update.length * share)));
}
