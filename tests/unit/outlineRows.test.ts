// The lines of the outline and where arrow keys lead in them.
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { createNode, seedMap } from "#shared/map/edit.ts";
import { readMap } from "#shared/map/read.ts";
import { starterMap } from "#shared/map/starterMap.ts";
import { outlineRows, type OutlineOptions } from "../../client/map/outline/outlineRows.ts";
import { stepFor } from "../../client/map/outline/treeKeys.ts";

const BY_KIND: OutlineOptions = { grouping: "kind", filter: "", folded: new Set() };

function starter(): { doc: Y.Doc; region: string; inner: string } {
  const doc = new Y.Doc();
  const edit = { doc, origin: null };
  seedMap(edit, starterMap("de"));
  const place = { parentId: null, x: 0, y: 0 };
  const region = createNode(edit, { kind: "region", place, title: "Bremen" });
  const inside = { parentId: region, x: 5, y: 5 };
  const inner = createNode(edit, { kind: "region", place: inside, title: "Rathaus" });
  createNode(edit, { kind: "note", place: { ...inside, parentId: inner }, title: "Übergang" });
  return { doc, region, inner };
}

describe("outline", () => {
  it("IN-10: lists every node once, under its kind, with the number of its links", () => {
    const { rows, found } = outlineRows(readMap(starter().doc), BY_KIND);
    expect(found).toBe(32);
    expect(rows.filter(({ nodeId }) => nodeId !== null)).toHaveLength(32);
    expect(rows[0]).toMatchObject({
      nodeId: null,
      kind: "guiding-question",
      level: 1,
      children: 2,
    });
    const vision = rows.find(({ nodeId }) => nodeId === "start-n01");
    expect(vision).toMatchObject({ level: 2, links: 8, setSize: 2, isOpen: null });
    for (const row of rows) expect(row.position).toBeLessThanOrEqual(row.setSize);
  });

  it("IN-10: lists what lies in a region below it, and the rest after the regions", () => {
    const { doc, region, inner } = starter();
    const { rows } = outlineRows(readMap(doc), { ...BY_KIND, grouping: "region" });
    expect(rows.slice(0, 3)).toMatchObject([
      { nodeId: region, level: 1, isOpen: true, setSize: 30 },
      { nodeId: inner, level: 2, isOpen: true },
      { kind: "note", level: 3, isOpen: null },
    ]);
    expect(rows).toHaveLength(32);
    const folded = outlineRows(readMap(doc), {
      grouping: "region",
      filter: "",
      folded: new Set([region]),
    });
    expect(folded.rows).toHaveLength(30);
    expect(folded.rows[0]).toMatchObject({ isOpen: false, children: 1 });
  });

  it("IN-10: the filter finds words in any order and without accents, and unfolds what holds them", () => {
    const { doc, region, inner } = starter();
    const all = readMap(doc);
    const options = { ...BY_KIND, folded: new Set(["kind:thesis"]) };
    const { rows, found } = outlineRows(all, {
      ...options,
      filter: "identitat kommunale WESENTLICH",
    });
    expect(found).toBe(1);
    expect(rows.map(({ nodeId }) => nodeId)).toEqual([null, "start-n20"]);
    const inRegion = outlineRows(all, { ...options, grouping: "region", filter: "ubergang" });
    expect(inRegion.found).toBe(1);
    expect(inRegion.rows.slice(0, 2).map(({ nodeId }) => nodeId)).toEqual([region, inner]);
    expect(outlineRows(all, { ...options, filter: "gibt es nicht" }).rows).toEqual([]);
  });

  it("IN-11: arrow keys walk, unfold and fold, Home and End jump", () => {
    const { doc, region, inner } = starter();
    const options: OutlineOptions = { grouping: "region", filter: "", folded: new Set() };
    const { rows } = outlineRows(readMap(doc), options);
    expect(stepFor("ArrowDown", rows, 0)).toEqual({ to: 1 });
    expect(stepFor("ArrowUp", rows, 0)).toEqual({ to: 0 });
    expect(stepFor("ArrowRight", rows, 0)).toEqual({ to: 1 });
    expect(stepFor("ArrowLeft", rows, 0)).toEqual({ fold: true });
    expect(stepFor("ArrowLeft", rows, 2)).toEqual({ to: 1 });
    expect(stepFor("ArrowRight", rows, 2)).toEqual({ to: 2 });
    expect(stepFor("End", rows, 2)).toEqual({ to: 31 });
    expect(stepFor("ArrowDown", rows, 31)).toEqual({ to: 31 });
    expect(stepFor("Home", rows, 9)).toEqual({ to: 0 });
    expect(stepFor("a", rows, 0)).toBeNull();
    const folded = outlineRows(readMap(doc), { ...options, folded: new Set([region, inner]) });
    expect(stepFor("ArrowRight", folded.rows, 0)).toEqual({ fold: false });
    expect(stepFor("ArrowDown", [], 0)).toBeNull();
  });
});
