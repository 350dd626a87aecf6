// One comparison as it is looked at: the list of changes, the map on which both states lie, the filter, the change one is
// at, and what is chosen for restoring. Outside of React; a comparison of other states is another one of these.
import * as Y from "yjs";
import { mapToJson, type MapJson } from "#shared/map/json.ts";
import { isUndirected, readMap } from "#shared/map/read.ts";
import { restoreMap } from "#shared/map/restore.ts";
import { linkIdentity } from "#shared/map/topology.ts";
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
import { PastMap } from "../../map/session/PastMap.ts";
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
    const then = new Y.Doc();
    Y.applyUpdate(then, before);
    this.map = new PastMap(mapId, after);
    const wasJson = mapToJson(then);
    const isJson = mapToJson(this.map.doc);
    this.list = listChanges(wasJson, isJson, touches);
    this.#entries = new Map(this.list.entries.map((entry) => [entry.key, entry]));
    this.shown = new Value(this.list.entries);
    this.boxesThen = boxesThen(readMap(then), this.list.comparison);
    then.destroy();
    this.#addGhosts(isJson);
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

  #addGhosts(after: MapJson): void {
    const { nodes, links } = this.list.comparison;
    const ghosts = [...nodes.values()].flatMap((change) =>
      change.how === "removed" ? [change.before] : [],
    );
    const said = new Set(after.links.map((link) => linkIdentity(link, isUndirected(link))));
    const ghostLinks = [...links.values()].flatMap((change) =>
      // Of two links that say the same only one would be drawn.
      change.how === "removed" &&
      !said.has(linkIdentity(change.before, isUndirected(change.before)))
        ? [change.before]
        : [],
    );
    if (ghosts.length + ghostLinks.length === 0) return;
    const placed = ghosts.map((node) => {
      const { x, y } = this.boxesThen.get(node.id) ?? node.place;
      return { ...node, place: { parentId: null, x, y } };
    });
    const union = { ...after, nodes: placed, links: ghostLinks };
    const chosen = {
      title: false,
      nodes: new Set(placed.map(({ id }) => id)),
      links: new Set(ghostLinks.map(({ id }) => id)),
    };
    restoreMap({ doc: this.map.doc, origin: null }, union, chosen);
  }
}
