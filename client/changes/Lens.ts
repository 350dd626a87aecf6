// What is new, as it is looked at on the map: which of it stands out, and the one that one is at. What it looks like on the
// canvas is the affair of who marks changes there.
import { elementsToJson } from "#shared/map/json.ts";
import type { ChangeEntry } from "#shared/versions/changeList.ts";
import type { Contributor } from "#shared/versions/api.ts";
import type { Box } from "../map/canvas/box.ts";
import type { MapSession } from "../map/session/MapSession.ts";
import { Value } from "../map/session/Store.ts";
import type { NewEntry } from "./newSince.ts";

export interface LensSetup {
  since: number;
  entries: readonly NewEntry[];
  people: readonly Contributor[];
  /** There was more than can be answered at once. */
  isCut: boolean;
}

export class Lens {
  readonly since: number;
  readonly entries: readonly NewEntry[];
  readonly people: readonly Contributor[];
  readonly isCut: boolean;
  /** What is marked on the canvas. */
  readonly shown: Value<readonly ChangeEntry[]>;
  readonly current = new Value<string | null>(null);
  /** Where things were is not known here. */
  readonly boxesThen: ReadonlyMap<string, Box> = new Map();
  /** Nodes that have to be seen for all that is new to be. */
  readonly nodes: ReadonlySet<string>;
  readonly #marked: ReadonlyMap<string, ChangeEntry>;

  constructor(session: MapSession, { since, entries, people, isCut }: LensSetup) {
    this.since = since;
    this.entries = entries;
    this.people = people;
    this.isCut = isCut;
    const { marked, around } = markedOf(session, entries);
    this.nodes = around;
    this.shown = new Value<readonly ChangeEntry[]>(marked);
    this.#marked = new Map(marked.map((entry) => [entry.key, entry]));
  }

  entryOf(on: "node" | "link", id: string): ChangeEntry | undefined {
    return this.#marked.get(`${on} ${id}`);
  }

  /** The one before or after the one one is at; round and round. */
  neighbour(step: 1 | -1): NewEntry | undefined {
    const { entries } = this;
    const at = entries.findIndex(({ key }) => key === this.current.get());
    if (at < 0) return step === 1 ? entries[0] : entries.at(-1);
    return entries[(at + step + entries.length) % entries.length];
  }
}

/** What lies on the map, as it is marked there. What was only commented on has the mark of its comments. */
function markedOf(
  { content, doc }: MapSession,
  entries: readonly NewEntry[],
): { marked: ChangeEntry[]; around: ReadonlySet<string> } {
  const nodeIds = new Set<string>();
  const linkIds = new Set<string>();
  for (const { subject } of entries) {
    if (subject.on === "node") nodeIds.add(subject.id);
    if (subject.on === "link") linkIds.add(subject.id);
  }
  const { nodes, links } = content;
  const around = new Set(nodeIds);
  for (const id of linkIds) {
    const link = links.get(id);
    if (link !== undefined) around.add(link.source).add(link.target);
  }
  const json = elementsToJson(doc, { title: "", nodes, links }, { nodes: around, links: linkIds });
  const nodeJson = new Map(json.nodes.map((node) => [node.id, node]));
  const linkJson = new Map(json.links.map((link) => [link.id, link]));
  const marked = entries.flatMap((entry): ChangeEntry[] => {
    const { key, subject, looks, people } = entry;
    const look = looks.find((one) => one === "added" || one === "changed");
    const rest = {
      key,
      look: look ?? "changed",
      looks: look === undefined ? [] : [look],
      touches: [],
      people: new Set(people),
      perspectives: NOTHING,
      regions: NOTHING,
    };
    if (subject.on === "node") {
      const after = nodeJson.get(subject.id);
      if (after === undefined) return [];
      const { id, kind, title } = after;
      const change = look === undefined ? null : changeTo(after, look);
      return [{ ...rest, id, subject: { on: "node", kind, title }, change }];
    }
    if (subject.on !== "link") return [];
    const after = linkJson.get(subject.id);
    if (after === undefined) return [];
    const titleOf = (id: string): string => nodeJson.get(id)?.title ?? "";
    const { id, kind, source, target } = after;
    const change = look === undefined ? null : changeTo(after, look);
    const named = { on: "link", kind, from: titleOf(source), to: titleOf(target) } as const;
    return [{ ...rest, id, subject: named, change }];
  });
  return { marked, around };
}

const NOTHING: ReadonlySet<string> = new Set();

function changeTo<Element>(after: Element, look: "added" | "changed") {
  return look === "added"
    ? ({ how: "added", after } as const)
    : ({ how: "changed", before: after, after, fields: [] } as const);
}
