// The map that a new installation begins with: what it says and how it is drawn.
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { boxAround, inflate, overlap, type Box } from "../../client/map/canvas/box.ts";
import { linkPath } from "../../client/map/canvas/linkPath.ts";
import { textWidth } from "#shared/map/letterWidths.ts";
import german from "../../client/i18n/de.json" with { type: "json" };
import english from "../../client/i18n/en.json" with { type: "json" };
import { seedMap } from "#shared/map/edit.ts";
import { findGaps } from "#shared/map/gaps.ts";
import { parseMapJson } from "#shared/map/json.ts";
import { estimateSize } from "#shared/map/nodeSize.ts";
import { readMap } from "#shared/map/read.ts";
import { plainTextOf } from "#shared/map/richText.ts";
import { starterMap } from "#shared/map/starterMap.ts";

const LANGUAGES = [
  ["de", german],
  ["en", english],
] as const;

/** Taller than the estimate by half a line: another font must not make nodes overlap. */
const SPARE_HEIGHT = 12;
const GAP = 16;
const LABEL_PX = 15;
/** A window of 1440 × 900 shows this at two thirds of its size. */
const MAX_WIDTH = 2_160;
const MAX_HEIGHT = 1_260;

function boxesOf(language: "de" | "en"): Map<string, Box> {
  const { nodes } = starterMap(language);
  return new Map(
    nodes.map((node) => {
      const { width, height } = estimateSize(node);
      return [node.id, { x: node.place.x, y: node.place.y, width, height: height + SPARE_HEIGHT }];
    }),
  );
}

describe("the starter map", () => {
  it.each(LANGUAGES)("MO-21: has 29 nodes and 31 links that can all be taken (%s)", (language) => {
    const { map, problems } = parseMapJson(starterMap(language));
    expect(problems).toEqual([]);
    expect(map?.nodes).toHaveLength(29);
    expect(map?.links).toHaveLength(31);
    const doc = new Y.Doc();
    seedMap({ doc, origin: null }, starterMap(language));
    const { nodes, links } = readMap(doc);
    expect([nodes.size, links.size]).toEqual([29, 31]);
    expect(starterMap(language)).toEqual(starterMap(language));
  });

  it("MO-21: quotes its source word for word in every node, in German in both languages", () => {
    for (const [language] of LANGUAGES) {
      for (const { id, description } of starterMap(language).nodes) {
        const text = plainTextOf(description);
        expect(text, id).toContain("„Auf ein Wort – Kommunen im digitalen Zeitalter“, KGSt");
        expect(text.includes("original wording"), id).toBe(language === "en");
        expect(description[0], id).toHaveProperty("element", "blockquote");
      }
    }
    const question = starterMap("en").nodes.find(({ id }) => id === "start-n02");
    expect(plainTextOf(question?.description ?? [])).toContain(
      "1. Welche Rolle(n) und Aufgabe(n) hat die Kommune im Digitalen Zeitalter?",
    );
  });

  it("MO-21: leaves perspective and certainty open, and attributes nothing to those interviewed", () => {
    const { nodes, links } = starterMap("de");
    for (const { perspectives, certainty } of nodes)
      expect([perspectives, certainty]).toEqual([[], null]);
    const interviews = new Set(
      nodes.filter(({ kind }) => kind === "interview").map(({ id }) => id),
    );
    const theses = new Set(nodes.filter(({ kind }) => kind === "thesis").map(({ id }) => id));
    for (const { source, target, certainty } of links) {
      expect(certainty).toBeNull();
      expect(interviews.has(source) && theses.has(target)).toBe(false);
      expect(theses.has(source) && interviews.has(target)).toBe(false);
    }
  });

  it.each(LANGUAGES)("MO-22: no two nodes touch, with room to spare (%s)", (language) => {
    const boxes = [...boxesOf(language)];
    for (const [at, [one, box]] of boxes.entries()) {
      for (const [two, other] of boxes.slice(at + 1)) {
        expect(overlap(inflate(box, GAP / 2), other), `${one} and ${two}`).toBe(false);
      }
    }
  });

  it.each(LANGUAGES)(
    "MO-22: no link runs through a node, and every label has a place of its own (%s)",
    (language, words) => {
      const boxes = boxesOf(language);
      for (const { id, source, target, kind } of starterMap(language).links) {
        const [from, to] = [boxes.get(source), boxes.get(target)];
        if (from === undefined || to === undefined) throw new Error(`${id} has no ends`);
        const others = [...boxes].filter(([other]) => other !== source && other !== target);
        const path = linkPath(
          from,
          to,
          others.map(([, box]) => box),
          { slot: 0, labelWidth: textWidth(words.linkKinds[kind], LABEL_PX) + 16 },
        );
        expect({ id, crossed: path.crossed, labelFree: path.labelFree }).toEqual({
          id,
          crossed: 0,
          labelFree: true,
        });
      }
    },
  );

  it.each(LANGUAGES)("MO-22: fits a screen at a size at which it can be read (%s)", (language) => {
    const bounds = boxAround(boxesOf(language).values());
    expect(bounds?.width).toBeLessThan(MAX_WIDTH);
    expect(bounds?.height).toBeLessThan(MAX_HEIGHT);
  });

  it("MO-23: what the map lacks is found: questions without a thesis, contested theses, lone nodes", () => {
    const doc = new Y.Doc();
    const map = starterMap("de");
    seedMap({ doc, origin: null }, map);
    expect(findGaps(readMap(doc))).toEqual({
      questionsWithoutThesis: [],
      contestedTheses: [],
      unlinked: [],
    });
    const template = map.links[0];
    if (template === undefined) throw new Error("no link");
    const link = (id: string, kind: "supports" | "contradicts", source: string) => ({
      ...template,
      id,
      kind,
      source,
      target: "start-n20",
    });
    const changed = {
      ...map,
      links: [
        ...map.links.filter(({ source, target }) => ![source, target].includes("start-n19")),
        link("link-pro1", "supports", "start-n22"),
        link("link-con1", "contradicts", "start-n23"),
      ],
    };
    const other = new Y.Doc();
    seedMap({ doc: other, origin: null }, changed);
    expect(findGaps(readMap(other))).toEqual({
      questionsWithoutThesis: ["start-n02", "start-n03"],
      contestedTheses: ["start-n20"],
      unlinked: ["start-n19"],
    });
  });
});
