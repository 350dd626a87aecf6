// One comparison as it is looked at: the list of changes, the map on which both states lie, the filter, the change one is
// at, and what is chosen for restoring. Outside of React; a comparison of other states is another one of these.
import type * as Y from "yjs";
import { bringBack } from "#shared/map/edit.ts";
import { mapToJson } from "#shared/map/json.ts";
import type { NodeId } from "#shared/map/schema.ts";
import type { Touch } from "#shared/versions/api.ts";
import {
  ALL_CHANGES,
  filterChanges,
  isLinkChange,
  isNodeChange,
  keyOf,
  listChanges,
  type ChangeEntry,
  type ChangeFilter,
  type ChangeList,
} from "#shared/versions/changeList.ts";
import type { Box } from "../../map/canvas/box.ts";
import { docOf, PastMap } from "../../map/session/PastMap.ts";
import { Value } from "../../map/session/Store.ts";
import { boxesThen } from "./boxesThen.ts";

export interface ComparingSetup {
  mapId: string;
  /** Whole states as Yjs updates (V1). */
  before: Uint8Array;
  after: Uint8Array;
  touches: readonly Touch[];
}

export class Comparing {
  readonly list: ChangeList;
  /** The later state, with what is gone since where it lay. */
  readonly map: PastMap;
  /** Where nodes lay before that are gone or lie elsewhere now. */
  readonly boxesThen: ReadonlyMap<NodeId, Box>;
  readonly filter = new Value<ChangeFilter>(ALL_CHANGES);
  readonly shown: Value<readonly ChangeEntry[]>;
  /** Key of the change one is at. */
  readonly current = new Value<string | null>(null);
  /** Keys of what is to be restored. */
  readonly chosen = new Value<ReadonlySet<string>>(new Set());
  readonly #entries: ReadonlyMap<string, ChangeEntry>;

  constructor({ mapId, before, after, touches }: ComparingSetup) {
    const then = docOf(before);
    const wasJson = mapToJson(then);
    then.destroy();
    const now = docOf(after);
    this.list = listChanges(wasJson, mapToJson(now), touches);
    this.boxesThen = boxesThen(this.list.sides.before.nodes, this.list.comparison);
    // Before anybody listens to the document: the canvas is made once, of all that is on it.
    this.#addGhosts(now);
    this.map = new PastMap(mapId, now);
    this.#entries = new Map(this.list.entries.map((entry) => [entry.key, entry]));
    this.shown = new Value(this.list.entries);
    this.filter.subscribe(() => {
      this.shown.set(filterChanges(this.list.entries, this.filter.get()));
    });
    this.map.flow.selection.subscribe(this.#onSelection);
  }

  entry(key: string | null): ChangeEntry | undefined {
    return key === null ? undefined : this.#entries.get(key);
  }

  /** The change of a node or link; undefined: it is the same in both. */
  entryOf(on: "node" | "link", id: string): ChangeEntry | undefined {
    return this.#entries.get(keyOf(on, id));
  }

  /** The change before or after the one one is at, among those that are shown; round and round. */
  neighbour(step: 1 | -1): ChangeEntry | undefined {
    const shown = this.shown.get();
    const at = shown.findIndex(({ key }) => key === this.current.get());
    if (at < 0) return step === 1 ? shown[0] : shown.at(-1);
    return shown[(at + step + shown.length) % shown.length];
  }

  /** Makes it the one one is at, and selects it on the canvas. */
  goTo(entry: ChangeEntry): void {
    this.current.set(entry.key);
    const { flow } = this.map;
    if (isNodeChange(entry)) flow.select({ nodes: [entry.id] });
    else if (isLinkChange(entry)) flow.select({ links: [entry.id] });
    else flow.select({});
  }

  choose(keys: Iterable<string>, isChosen: boolean): void {
    const chosen = new Set(this.chosen.get());
    for (const key of keys) {
      if (isChosen) chosen.add(key);
      else chosen.delete(key);
    }
    this.chosen.set(chosen);
  }

  destroy(): void {
    this.map.destroy();
  }

  /** Whoever selects something on the canvas is at its change. */
  readonly #onSelection = (): void => {
    const { nodes, links } = this.map.flow.selection.get();
    const [node, secondNode] = nodes;
    const [link, secondLink] = links;
    if (secondNode !== undefined || secondLink !== undefined) return;
    const entry =
      node === undefined
        ? link === undefined
          ? undefined
          : this.entryOf("link", link)
        : this.entryOf("node", node);
    if (entry !== undefined) this.current.set(entry.key);
  };

  /** What is gone, where it lay. Of a link that was drawn anew only one is there. */
  #addGhosts(doc: Y.Doc): void {
    const { nodes, links } = this.list.comparison;
    const ghosts = {
      nodes: [...nodes.values()].flatMap((change) => {
        if (change.how !== "removed") return [];
        const { before } = change;
        const { x, y } = this.boxesThen.get(before.id) ?? before.place;
        return [{ ...before, place: { parentId: null, x, y } }];
      }),
      links: [...links.values()].flatMap((change) =>
        change.how === "removed" ? [change.before] : [],
      ),
    };
    bringBack({ doc, origin: null }, ghosts);
  }
}
