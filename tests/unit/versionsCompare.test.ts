// The list of changes: what is said of them, which are shown, what is restored of them, and the protocol as a file.
import fc from "fast-check";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { mapToJson, nodeJsonSchema, type LinkJson, type MapJson } from "#shared/map/json.ts";
import { readMap } from "#shared/map/read.ts";
import { restoreMap } from "#shared/map/restore.ts";
import { richTextOf } from "#shared/map/richText.ts";
import type { Touch } from "#shared/versions/api.ts";
import { ALL_CHANGES, filterChanges, listChanges } from "#shared/versions/changeList.ts";
import { restoreChoice } from "#shared/versions/changeListChoice.ts";
import { factsOf } from "#shared/versions/changeListFacts.ts";
import { saidOf, type ChangeWords, type Sentence } from "#shared/versions/changeListSentences.ts";
import { compareMaps } from "#shared/versions/comparison.ts";
import { changeProtocol, protocolMarkdown, type ProtocolWords } from "#shared/versions/protocol.ts";
import { protocolDocx } from "#shared/versions/protocolDocx.ts";
import { changedAtRandom, randomChanges, randomMap } from "../fixtures/changedMaps.ts";
import { docxParagraphs } from "../fixtures/officeFiles.ts";

type Given = Partial<MapJson["nodes"][number]> & { id: string };

function mapOf(nodes: readonly Given[], links: readonly LinkJson[] = [], title = "Karte"): MapJson {
  const whole = nodes.map((node) =>
    nodeJsonSchema.parse({ kind: "note", title: "", place: PLACE, ...node }),
  );
  return { format: "zukunftslandkarte", version: 1, title, nodes: whole, links: [...links] };
}

const PLACE = { parentId: null, x: 0, y: 0 };

function linkOf(id: string, source: string, target: string): LinkJson {
  const rest = { label: "", polarity: null, strength: null, delayed: false, certainty: null };
  return { id, kind: "supports", source, target, ...rest };
}

const WORDS: ChangeWords = {
  say: (sentence, values = {}) => `${sentence}(${Object.values(values).join("|")})`,
  field: (field) => field,
  value: (field, value) => `${field}=${value}`,
  member: (_, member) => member,
  untitled: "untitled",
  when: String,
  name: (personId) => (personId === "stranger" ? null : personId.toUpperCase()),
  listOf: (words) => words.join("+"),
};
const PROTOCOL_WORDS: ProtocolWords = {
  ...WORDS,
  heading: (look, count) => `${look} (${count})`,
  subject: ({ subject }) => (subject.on === "link" ? subject.from : subject.title),
};

function marked(sentence: Sentence): string {
  const signs = { same: ["", ""], removed: ["[-", "-]"], added: ["[+", "+]"] } as const;
  return sentence.map(({ how, text }) => signs[how].join(text)).join("");
}

function saidBetween(before: MapJson, after: MapJson, touches: readonly Touch[] = []) {
  const { entries, sides } = listChanges(before, after, touches);
  return entries.map((entry) => {
    const { said, by } = saidOf(factsOf(entry, sides), entry.subject.on, WORDS);
    return { key: entry.key, by, said: said.map((one) => [marked(one.sentence), one.by]) };
  });
}

function touch(elementId: string, what: string, personId: string | null, at: number): Touch {
  return { elementId, what, personId, from: at, at };
}

describe("what is said of a change", () => {
  it("VE-62: titles and texts have the words marked that went and came", () => {
    const before = mapOf([{ id: "node-0001", title: "Die Rolle", description: richTextOf("Alt") }]);
    const after = mapOf([
      { id: "node-0001", title: "Die neue Rolle", description: richTextOf("Neu") },
    ]);
    expect(saidBetween(before, after)).toEqual([
      {
        key: "node node-0001",
        by: null,
        said: [
          ["fromTo(title|Die Rolle|Die [+neue +]Rolle)", null],
          ["textChanged(description|[-Alt-][+Neu+])", null],
        ],
      },
    ]);
  });

  it("VE-62: values, sets, regions and ends of links are said by name, on the side where they were", () => {
    const region: Given = { id: "region-01", kind: "region", title: "Wohnen" };
    const before = mapOf(
      [
        region,
        { id: "node-0001", horizon: "today", tags: ["a", "b"] },
        { id: "node-0002", title: "Zwei" },
      ],
      [linkOf("link-0001", "node-0001", "node-0002")],
    );
    const after = mapOf(
      [
        region,
        { id: "node-0001", tags: ["b", "c"], place: { parentId: "region-01", x: 0, y: 0 } },
        { id: "node-0002", title: "Zwei" },
      ],
      [linkOf("link-0001", "node-0002", "node-0001")],
    );
    expect(saidBetween(before, after).map(({ said }) => said.map(([text]) => text))).toEqual([
      ["endSource(untitled|Zwei)", "endTarget(Zwei|untitled)"],
      [
        "regionInto(Wohnen)",
        "membersAdded(tags|c)",
        "membersRemoved(tags|a)",
        "taken(horizon|horizon=today)",
      ],
    ]);
  });

  it("VE-63: who did it and when is said of each field, once where it is the same; what is unknown is left out", () => {
    const before = mapOf([{ id: "node-0001", title: "A", status: "draft" }, { id: "node-0002" }]);
    const after = mapOf([{ id: "node-0001", title: "B", status: "agreed" }]);
    const touches = [
      touch("node-0001", "title", "ben", 5),
      touch("node-0001", "title", "anika", 9),
      touch("node-0001", "title", "anika", 7),
      touch("node-0001", "status", "stranger", 8),
      touch("node-0001", "tags", "chris", 10),
      touch("node-0002", "deleted", "anika", 3),
      touch("node-0002", "deleted", "ben", 2),
    ];
    expect(saidBetween(before, after, touches)).toEqual([
      { key: "node node-0002", by: "by(who(ANIKA|3))", said: [["removed()", null]] },
      {
        key: "node node-0001",
        by: null,
        said: [
          ["fromTo(title|[-A-]|[+B+])", "by(who(ANIKA|9)+who(BEN|5))"],
          ["fromTo(status|status=draft|status=agreed)", null],
        ],
      },
    ]);
  });

  it("VE-62: of every difference something is said, whatever changed", () => {
    fc.assert(
      fc.property(randomMap, randomChanges, (map, changes) => {
        const before = mapToJson(map());
        const after = mapToJson(changedAtRandom(map(), changes));
        const { entries, sides, comparison } = listChanges(before, after);
        const count = comparison.nodes.size + comparison.links.size;
        expect(entries.length).toBe(count + (comparison.title === null ? 0 : 1));
        for (const entry of entries) {
          const { said } = saidOf(factsOf(entry, sides), entry.subject.on, WORDS);
          expect(said.length).toBeGreaterThan(0);
        }
      }),
    );
  });
});

describe("filters", () => {
  it("VE-64: kind, person, perspective and region hold together; a link has those of its ends", () => {
    const region: Given = { id: "region-01", kind: "region", title: "Wohnen" };
    const inside = { parentId: "region-01", x: 0, y: 0 };
    const nodes: Given[] = [
      region,
      { id: "node-0001", perspectives: ["science"], place: inside },
      { id: "node-0002" },
    ];
    const before = mapOf(nodes);
    const after = mapOf(
      [...nodes.slice(0, 2), { id: "node-0002", title: "Anders" }, { id: "node-0003" }],
      [linkOf("link-0001", "node-0001", "node-0003")],
    );
    const { entries } = listChanges(before, after, [touch("node-0003", "created", "ben", 1)]);
    const shown = (filter: Partial<typeof ALL_CHANGES>): string[] =>
      filterChanges(entries, { ...ALL_CHANGES, ...filter }).map(({ id }) => id);
    expect(shown({})).toEqual(["node-0003", "link-0001", "node-0002"]);
    expect(shown({ looks: new Set(["changed"]) })).toEqual(["node-0002"]);
    expect(shown({ personId: "ben" })).toEqual(["node-0003"]);
    expect(shown({ perspective: "science" })).toEqual(["link-0001"]);
    expect(shown({ regionId: "region-01", looks: new Set(["added"]) })).toEqual(["link-0001"]);
    expect(shown({ regionId: "region-01", personId: "ben" })).toEqual([]);
  });
});

describe("choosing what is restored", () => {
  it("VE-65: a removed link takes its missing ends along, a removed node offers its links, and what goes is counted", () => {
    const gone = linkOf("link-gone-1", "node-0001", "node-0002");
    const before = mapOf(
      [{ id: "node-0001" }, { id: "node-0002" }, { id: "node-0003" }],
      [gone, linkOf("link-gone-2", "node-0002", "node-0003")],
    );
    const after = mapOf(
      [{ id: "node-0001" }, { id: "node-0003", title: "Anders" }, { id: "node-0004" }],
      [linkOf("link-new-01", "node-0004", "node-0001")],
    );
    const list = listChanges(before, after);
    const link = restoreChoice(list, new Set(["link link-gone-1"]), true);
    expect(link.takenAlong).toEqual(["node-0002"]);
    expect(link.offered).toEqual(["link-gone-2"]);
    expect(link.chosen).toEqual({
      title: false,
      nodes: ["node-0002"],
      links: ["link-gone-1", "link-gone-2"],
    });
    const node = restoreChoice(list, new Set(["node node-0002", "node node-0004"]), false);
    expect(node.offered).toEqual(["link-gone-1", "link-gone-2"]);
    expect(node.chosen.links).toEqual([]);
    expect([node.back, node.gone, node.changed, node.lostLinks]).toEqual([1, 1, 0, 1]);
  });

  it("VE-65: what the question says is what happens, whatever is chosen", () => {
    fc.assert(
      fc.property(
        randomMap,
        randomChanges,
        fc.infiniteStream(fc.boolean()),
        (map, changes, coins) => {
          const before = mapToJson(map());
          const doc = changedAtRandom(map(), changes);
          const after = mapToJson(doc);
          const list = listChanges(before, after);
          const keys = new Set(
            list.entries.filter(() => coins.next().value === true).map(({ key }) => key),
          );
          const { chosen, back, gone } = restoreChoice(list, keys, coins.next().value === true);
          const wanted = { ...chosen, nodes: new Set(chosen.nodes), links: new Set(chosen.links) };
          restoreMap({ doc, origin: null }, before, wanted);
          const done = compareMaps(after, mapToJson(doc));
          const how = (which: "added" | "removed", id: string): boolean =>
            done.nodes.get(id)?.how === which || done.links.get(id)?.how === which;
          const ids = [...chosen.nodes, ...chosen.links];
          // A link of which the like was drawn meanwhile does not come back: the map says that once.
          expect(ids.filter((id) => how("added", id)).length).toBeLessThanOrEqual(back);
          const nodesBack = chosen.nodes.filter(
            (id) => list.comparison.nodes.get(id)?.how === "removed",
          );
          expect(nodesBack.every((id) => readMap(doc).nodes.has(id))).toBe(true);
          expect(ids.filter((id) => how("removed", id)).length).toBe(gone);
          for (const [id, change] of done.nodes) {
            if (change.how !== "changed") expect(wanted.nodes.has(id)).toBe(true);
          }
        },
      ),
    );
  });
});

describe("the change protocol", () => {
  const before = mapOf([{ id: "node-0001", title: "Die *Rolle*" }]);
  const after = mapOf([
    { id: "node-0001", title: "Die <neue> *Rolle*" },
    { id: "node-0002", title: "# X" },
  ]);
  const list = listChanges(before, after, [touch("node-0002", "created", "ben", 4)]);
  const head = { title: "Protokoll", preface: ["Verglichen: A & B"] };
  const protocol = changeProtocol(list, list.entries, PROTOCOL_WORDS, head);

  it("VE-67: in Markdown nothing that somebody wrote is markup, and removed and added words are", () => {
    expect(protocolMarkdown(protocol)).toBe(
      [
        "# Protokoll",
        "",
        "Verglichen: A & B",
        "",
        "## added (1)",
        "",
        "- **\\# X**",
        "  - added(), by(who(BEN\\|4))",
        "",
        "## changed (1)",
        "",
        "- **Die \\<neue\\> \\*Rolle\\***",
        "  - fromTo(title\\|Die \\*Rolle\\*\\|Die **\\<neue\\>** \\*Rolle\\*)",
        "",
      ].join("\n"),
    );
  });

  it("VE-67: the document is one that opens: parts, styles, escaped words, marks", () => {
    const file = protocolDocx(protocol, "de");
    expect(Object.keys(unzipSync(file)).toSorted()).toEqual([
      "[Content_Types].xml",
      "_rels/.rels",
      "word/_rels/document.xml.rels",
      "word/document.xml",
      "word/styles.xml",
    ]);
    expect(docxParagraphs(file)).toEqual([
      ["Title", "Protokoll"],
      ["Preface", "Verglichen: A & B"],
      ["Heading1", "added (1)"],
      ["Heading2", "# X"],
      ["Change", "added(), by(who(BEN|4))"],
      ["Heading1", "changed (1)"],
      ["Heading2", "Die <neue> *Rolle*"],
      ["Change", "fromTo(title|Die *Rolle*|Die <neue> *Rolle*)"],
    ]);
    const xml = new TextDecoder().decode(unzipSync(file)["word/document.xml"]);
    expect(xml).toContain('<w:u w:val="single"/>');
  });
});
