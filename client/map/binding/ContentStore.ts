// What nodes and links say, read from the Y.Doc: one deep observer, only touched ids are read again, everything else
// stays the same object, which is how everybody above knows that nothing changed.
import * as Y from "yjs";
import {
  isUndirected,
  readLink,
  readNode,
  readTitle,
  rootMaps,
  type MapContent,
} from "#shared/map/read.ts";
import type { LinkId, MapLink, MapNode, NodeId } from "#shared/map/schema.ts";
import { visibleLinks } from "#shared/map/topology.ts";
import { KeyedListeners, Listeners, Value, type Readable } from "../session/Store.ts";

/** What one transaction touched. `links` also lists links that came into view or went out of it with a node. */
export interface Touched {
  nodes: ReadonlySet<NodeId>;
  links: ReadonlySet<LinkId>;
  /** Whether nodes came, went or changed in a way that may change who lies in which region. */
  structure: boolean;
}

function sameValue(a: MapNode | MapLink, b: MapNode | MapLink): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

export class ContentStore {
  readonly title: Value<string>;
  /** The whole content; a new object after every change. For lists and searches: read it debounced. */
  readonly all: Readable<MapContent>;
  readonly #doc: Y.Doc;
  readonly #nodes = new Map<NodeId, MapNode>();
  readonly #allLinks = new Map<LinkId, MapLink>();
  #links: ReadonlyMap<LinkId, MapLink> = new Map();
  #snapshot: MapContent | null = null;
  readonly #anything = new Listeners();
  readonly #one = new KeyedListeners<string>();
  readonly #touchedListeners = new Set<(touched: Touched) => void>();

  constructor(doc: Y.Doc) {
    this.#doc = doc;
    this.title = new Value(readTitle(doc));
    const { meta, nodes, links } = rootMaps(doc);
    for (const [id, value] of nodes.entries()) this.#setNode(id, readNode(id, value));
    for (const [id, value] of links.entries()) this.#setLink(id, readLink(id, value));
    this.#links = visibleLinks(this.#nodes, this.#allLinks, isUndirected);
    this.all = { get: this.#getAll, subscribe: this.#anything.subscribe };
    meta.observeDeep(this.#onMeta);
    doc.on("afterTransaction", this.#onTransaction);
  }

  node(id: NodeId): MapNode | undefined {
    return this.#nodes.get(id);
  }

  link(id: LinkId): MapLink | undefined {
    return this.#links.get(id);
  }

  get nodes(): ReadonlyMap<NodeId, MapNode> {
    return this.#nodes;
  }

  /** Only the links that are shown. */
  get links(): ReadonlyMap<LinkId, MapLink> {
    return this.#links;
  }

  /** Calls back when the content of this node or link changes, comes or goes. */
  subscribeOne(id: string, listener: () => void): () => void {
    return this.#one.subscribe(id, listener);
  }

  /** Calls back after every transaction that touched nodes or links, with what it touched. */
  onTouched(listener: (touched: Touched) => void): () => void {
    this.#touchedListeners.add(listener);
    return () => {
      this.#touchedListeners.delete(listener);
    };
  }

  destroy(): void {
    rootMaps(this.#doc).meta.unobserveDeep(this.#onMeta);
    this.#doc.off("afterTransaction", this.#onTransaction);
  }

  readonly #getAll = (): MapContent => {
    this.#snapshot ??= {
      title: this.title.get(),
      nodes: new Map(this.#nodes),
      links: new Map(this.#links),
    };
    return this.#snapshot;
  };

  readonly #onMeta = (): void => {
    this.title.set(readTitle(this.#doc));
    this.#snapshot = null;
    this.#anything.notify();
  };

  // One pass over the transaction's changed types instead of one observer a root: nodes and links that change
  // together are seen together.
  readonly #onTransaction = (transaction: Y.Transaction): void => {
    const { nodes, links } = rootMaps(this.#doc);
    const nodeIds = new Set<NodeId>();
    const linkIds = new Set<LinkId>();
    for (const [changed, keys] of transaction.changed) {
      const type: unknown = changed;
      if (type === nodes || type === links) {
        const ids = type === nodes ? nodeIds : linkIds;
        for (const key of keys) if (key !== null) ids.add(key);
        continue;
      }
      const nodeId = keyBelow(type, nodes);
      if (nodeId !== null) nodeIds.add(nodeId);
      const linkId = nodeId === null ? keyBelow(type, links) : null;
      if (linkId !== null) linkIds.add(linkId);
    }
    if (nodeIds.size > 0 || linkIds.size > 0) this.#reread(nodeIds, linkIds);
  };

  #reread(nodeIds: ReadonlySet<NodeId>, linkIds: ReadonlySet<LinkId>): void {
    const { nodes, links } = rootMaps(this.#doc);
    const touchedNodes = new Set<NodeId>();
    const touchedLinks = new Set<LinkId>();
    let cameOrWent = false;
    let structure = false;
    for (const id of nodeIds) {
      const before = this.#nodes.get(id);
      const after = readNode(id, nodes.get(id));
      if (!this.#setNode(id, after)) continue;
      touchedNodes.add(id);
      if ((before === undefined) !== (after === null)) cameOrWent = true;
      if (
        before === undefined ||
        after === null ||
        before.place.parentId !== after.place.parentId ||
        before.kind !== after.kind
      ) {
        structure = true;
      }
    }
    let linksTouched = false;
    for (const id of linkIds) {
      if (!this.#setLink(id, readLink(id, links.get(id)))) continue;
      touchedLinks.add(id);
      linksTouched = true;
    }
    if (linksTouched || cameOrWent) {
      const before = this.#links;
      this.#links = visibleLinks(this.#nodes, this.#allLinks, isUndirected);
      for (const id of before.keys()) if (!this.#links.has(id)) touchedLinks.add(id);
      for (const id of this.#links.keys()) if (!before.has(id)) touchedLinks.add(id);
    }
    if (touchedNodes.size === 0 && touchedLinks.size === 0) return;
    this.#snapshot = null;
    const touched: Touched = { nodes: touchedNodes, links: touchedLinks, structure };
    for (const listener of Array.from(this.#touchedListeners)) listener(touched);
    for (const id of touchedNodes) this.#one.notify(id);
    for (const id of touchedLinks) this.#one.notify(id);
    this.#anything.notify();
  }

  /** Whether anything changed; an equal value keeps the old object. */
  #setNode(id: NodeId, node: MapNode | null): boolean {
    const before = this.#nodes.get(id);
    if (node === null) return this.#nodes.delete(id);
    if (before !== undefined && sameValue(before, node)) return false;
    this.#nodes.set(id, node);
    return true;
  }

  #setLink(id: LinkId, link: MapLink | null): boolean {
    const before = this.#allLinks.get(id);
    if (link === null) return this.#allLinks.delete(id);
    if (before !== undefined && sameValue(before, link)) return false;
    this.#allLinks.set(id, link);
    return true;
  }
}

/** The key under `root` that `type` lives below, or null if it does not. */
export function keyBelow(type: unknown, root: unknown): string | null {
  if (!(type instanceof Y.AbstractType)) return null;
  let item = type._item;
  while (item !== null) {
    const parent: unknown = item.parent;
    if (parent === root) return item.parentSub;
    if (!(parent instanceof Y.AbstractType)) return null;
    item = parent._item;
  }
  return null;
}
