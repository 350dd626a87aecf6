// React Flow's arrays: a projection of the content store's geometry, with what is this person's own laid over it
// (selection, measured sizes, a running drag). A node that did not change stays the same object.
import {
  applyEdgeChanges,
  applyNodeChanges,
  type EdgeChange,
  type NodeChange,
} from "@xyflow/react";
import { moveNodes, resizeNode, type Edit } from "#shared/map/edit.ts";
import { estimateSize } from "#shared/map/nodeSize.ts";
import { compareOrder } from "#shared/map/order.ts";
import type { LinkId, MapNode, NodeId, Place, Size } from "#shared/map/schema.ts";
import { parentOf } from "#shared/map/topology.ts";
import { Value } from "../session/Store.ts";
import type { ContentStore, Touched } from "./ContentStore.ts";
import { handlesFor, NO_DATA, type FlowEdge, type FlowNode } from "./flowTypes.ts";

export interface Selection {
  nodes: ReadonlySet<NodeId>;
  links: ReadonlySet<LinkId>;
}

const NOTHING_SELECTED: Selection = { nodes: new Set(), links: new Set() };

/** Regions lie below everything that is no region, deeper ones above those that hold them. */
const REGION_LAYER = -10_000;

export class FlowStore {
  readonly nodes: Value<FlowNode[]> = new Value<FlowNode[]>([]);
  readonly edges: Value<FlowEdge[]> = new Value<FlowEdge[]>([]);
  readonly selection: Value<Selection> = new Value(NOTHING_SELECTED);
  /** Whether a drag or a resize of this person is running. */
  readonly isHolding: Value<boolean> = new Value(false);
  /** The selection as it was before a drag or resize that is running: for what need not follow at once. */
  readonly restingSelection: Value<Selection> = new Value(NOTHING_SELECTED);
  readonly #content: ContentStore;
  readonly #stopListening: () => void;
  readonly #nodeIndex = new Map<NodeId, number>();
  readonly #edgeIndex = new Map<LinkId, number>();
  /** Nodes under this person's hand: their place is the hand's until it lets go. */
  readonly #held = new Set<NodeId>();
  #pending: { nodes: Set<NodeId>; links: Set<LinkId>; structure: boolean } | null = null;
  #frame: number | null = null;

  constructor(content: ContentStore) {
    this.#content = content;
    this.#rebuildNodes();
    this.#rebuildEdges();
    this.#stopListening = content.onTouched(this.#onTouched);
  }

  flowNode(id: NodeId): FlowNode | undefined {
    const index = this.#nodeIndex.get(id);
    return index === undefined ? undefined : this.nodes.get()[index];
  }

  /** Where a node stands in `nodes`. */
  indexOf(id: NodeId): number | undefined {
    return this.#nodeIndex.get(id);
  }

  /** Applies what React Flow reports. Removals are not among it: deleting is one function of edit.ts. */
  onNodesChange = (changes: NodeChange<FlowNode>[]): void => {
    const own = changes.filter((change) => change.type !== "remove");
    if (own.length === 0) return;
    for (const change of own) {
      if (change.type === "position" && change.dragging === true) this.#held.add(change.id);
      if (change.type === "dimensions" && change.resizing === true) this.#held.add(change.id);
    }
    if (this.#held.size > 0) this.beginHolding();
    this.#setNodes(this.#applied(own));
    if (own.some((change) => change.type === "select")) this.#publishSelection();
  };

  /** The nodes after these changes. Only those that change are walked over, not the thousands that do not. */
  #applied(changes: NodeChange<FlowNode>[]): FlowNode[] {
    const after = [...this.nodes.get()];
    const indices = new Set<number>();
    for (const change of changes) {
      const index = "id" in change ? this.#nodeIndex.get(change.id) : undefined;
      if (index !== undefined) indices.add(index);
    }
    const touched = [...indices].flatMap((index) => after[index] ?? []);
    for (const node of applyNodeChanges(changes, touched)) {
      const index = this.#nodeIndex.get(node.id);
      if (index !== undefined) after[index] = node;
    }
    return after;
  }

  onEdgesChange = (changes: EdgeChange<FlowEdge>[]): void => {
    const own = changes.filter((change) => change.type === "select");
    if (own.length === 0) return;
    this.edges.set(applyEdgeChanges(own, this.edges.get()));
    this.#publishSelection();
  };

  /** Selects exactly these. */
  select(chosen: { nodes?: Iterable<NodeId>; links?: Iterable<LinkId> }): void {
    this.flush();
    const nodes = new Set(chosen.nodes ?? []);
    const links = new Set(chosen.links ?? []);
    this.#setNodes(withSelection(this.nodes.get(), nodes));
    this.edges.set(withSelection(this.edges.get(), links));
    this.#publishSelection();
  }

  /** Nodes that a drag or a resize of this person is moving. */
  get held(): ReadonlySet<NodeId> {
    return this.#held;
  }

  /** A drag begins: what it takes along is selected in the same moment, and moves in the next. */
  beginHolding(): void {
    this.isHolding.set(true);
  }

  /** The hand lets go: the one durable write of a drag. Places are relative to their parent region. */
  drop(edit: Edit, places: ReadonlyMap<NodeId, Place>): void {
    const held = [...this.#held];
    this.#held.clear();
    moveNodes(edit, places);
    this.#refresh([...held, ...places.keys()]);
    this.#tellHolding();
  }

  /** The one durable write of a resize. */
  dropSize(edit: Edit, id: NodeId, place: Place, size: Size): void {
    this.#held.delete(id);
    resizeNode(edit, id, place, size);
    this.#refresh([id]);
    this.#tellHolding();
  }

  /** The drag is given up: everything goes back to where the map says it is. */
  letGo(): void {
    const held = [...this.#held];
    this.#held.clear();
    this.#refresh(held);
    this.#tellHolding();
  }

  #tellHolding(): void {
    this.isHolding.set(this.#held.size > 0);
    this.#rest();
  }

  readonly #rest = (): void => {
    if (!this.isHolding.get()) this.restingSelection.set(this.selection.get());
  };

  /** Takes over at once what came from others and would wait for the next frame. */
  flush = (): void => {
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    this.#frame = null;
    const pending = this.#pending;
    this.#pending = null;
    if (pending === null) return;
    if (pending.structure) this.#rebuildNodes();
    else this.#refresh([...pending.nodes]);
    if (pending.links.size > 0) this.#rebuildEdges();
  };

  destroy(): void {
    this.#stopListening();
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
  }

  // Sixty changes a second of others are one pass a frame. A change of this person's own is drawn at once, since
  // whoever makes a node selects it in the next line: that flushes.
  readonly #onTouched = (touched: Touched): void => {
    this.#pending ??= { nodes: new Set(), links: new Set(), structure: false };
    for (const id of touched.nodes) this.#pending.nodes.add(id);
    for (const id of touched.links) this.#pending.links.add(id);
    this.#pending.structure ||= touched.structure;
    this.#frame ??= requestAnimationFrame(this.flush);
  };

  #setNodes(nodes: FlowNode[]): void {
    this.nodes.set(nodes);
  }

  /** Brings these nodes up to date with the content store; all others stay the same objects. */
  #refresh(ids: readonly NodeId[]): void {
    const before = this.nodes.get();
    let after: FlowNode[] | null = null;
    let orderChanged = false;
    for (const id of ids) {
      const index = this.#nodeIndex.get(id);
      const node = this.#content.node(id);
      const old = index === undefined ? undefined : (after ?? before)[index];
      if (index === undefined || node === undefined || old === undefined) continue;
      if (this.#orders.get(id) !== node.order) orderChanged = true;
      const fresh = this.#project(node, old);
      if (fresh === old) continue;
      after ??= [...before];
      after[index] = fresh;
    }
    if (orderChanged) this.#rebuildNodes();
    else if (after !== null) this.#setNodes(after);
  }

  readonly #orders = new Map<NodeId, string>();
  readonly #layers = new Map<NodeId, number>();

  #rebuildNodes(): void {
    const old = this.nodes.get();
    const oldIndex = new Map(this.#nodeIndex);
    const all = [...this.#content.nodes.values()];
    const depths = new Map(all.map((node) => [node.id, this.#depth(node)]));
    const drawing = all.toSorted(compareOrder);
    this.#orders.clear();
    this.#layers.clear();
    drawing.forEach((node, rank) => {
      const depth = depths.get(node.id) ?? 0;
      this.#orders.set(node.id, node.order);
      this.#layers.set(node.id, node.kind === "region" ? REGION_LAYER + depth : rank + 1);
    });
    // React Flow needs parents before their children, and nothing else of this order.
    const sorted = drawing.toSorted((a, b) => (depths.get(a.id) ?? 0) - (depths.get(b.id) ?? 0));
    this.#nodeIndex.clear();
    let selectionShrank = 0;
    for (const node of old)
      if (node.selected === true && this.#content.node(node.id) === undefined) selectionShrank++;
    const nodes = sorted.map((node, index) => {
      this.#nodeIndex.set(node.id, index);
      const at = oldIndex.get(node.id);
      return this.#project(node, at === undefined ? undefined : old[at]);
    });
    for (const id of this.#held) if (!this.#nodeIndex.has(id)) this.#held.delete(id);
    this.#setNodes(nodes);
    this.#tellHolding();
    if (selectionShrank > 0) this.#publishSelection();
  }

  #depth(node: MapNode): number {
    let depth = 0;
    let parentId = parentOf(this.#content.nodes, node);
    while (parentId !== null) {
      depth++;
      const parent = this.#content.node(parentId);
      parentId = parent === undefined ? null : parentOf(this.#content.nodes, parent);
    }
    return depth;
  }

  /** The flow node for a map node; `old` itself if nothing that is drawn differs. */
  #project(node: MapNode, old: FlowNode | undefined): FlowNode {
    const parentId = parentOf(this.#content.nodes, node) ?? undefined;
    const type = node.kind === "region" ? "region" : "card";
    const zIndex = this.#layers.get(node.id) ?? 1;
    const { x, y } = node.place;
    const size = node.size ?? (type === "region" ? estimateSize(node) : null);
    if (
      old !== undefined &&
      old.parentId === parentId &&
      old.type === type &&
      old.zIndex === zIndex
    ) {
      if (this.#held.has(node.id)) return old;
      const samePlace = old.position.x === x && old.position.y === y;
      if (samePlace && old.width === size?.width && old.height === size?.height) return old;
    }
    const estimate = estimateSize(node);
    const held = old !== undefined && this.#held.has(node.id);
    const fresh: FlowNode = {
      id: node.id,
      type,
      position: held ? old.position : { x, y },
      data: NO_DATA,
      zIndex,
      // What the page will measure, as a rule: React Flow then has nothing to draw a second time.
      measured: estimate,
      handles: handlesFor(estimate),
    };
    if (parentId !== undefined) fresh.parentId = parentId;
    if (size !== null) {
      fresh.width = size.width;
      fresh.height = size.height;
    }
    if (old?.selected === true) fresh.selected = true;
    if (old?.measured !== undefined && size === null) fresh.measured = old.measured;
    if (held && old.dragging === true) fresh.dragging = true;
    return fresh;
  }

  #rebuildEdges(): void {
    const old = this.edges.get();
    const oldIndex = new Map(this.#edgeIndex);
    this.#edgeIndex.clear();
    const edges: FlowEdge[] = [];
    let selected = 0;
    for (const link of this.#content.links.values()) {
      const at = oldIndex.get(link.id);
      const before = at === undefined ? undefined : old[at];
      this.#edgeIndex.set(link.id, edges.length);
      if (before?.selected === true) selected++;
      if (before !== undefined && before.source === link.source && before.target === link.target) {
        edges.push(before);
        continue;
      }
      const edge: FlowEdge = {
        id: link.id,
        type: "link",
        source: link.source,
        target: link.target,
        data: NO_DATA,
      };
      if (before?.selected === true) edge.selected = true;
      edges.push(edge);
    }
    this.edges.set(edges);
    if (selected < this.selection.get().links.size) this.#publishSelection();
  }

  #publishSelection(): void {
    const nodes = new Set<NodeId>();
    const links = new Set<LinkId>();
    for (const node of this.nodes.get()) if (node.selected === true) nodes.add(node.id);
    for (const edge of this.edges.get()) if (edge.selected === true) links.add(edge.id);
    const before = this.selection.get();
    if (sameSet(nodes, before.nodes) && sameSet(links, before.links)) return;
    this.selection.set({ nodes, links });
    // A drag selects what it takes along before it says that it begins.
    queueMicrotask(this.#rest);
  }
}

/** The same array when nothing is selected otherwise: a click on empty canvas then renders nothing. */
function withSelection<T extends { id: string; selected?: boolean }>(
  all: T[],
  selected: ReadonlySet<string>,
): T[] {
  let changed = false;
  const after = all.map((element) => {
    const isSelected = selected.has(element.id);
    if ((element.selected ?? false) === isSelected) return element;
    changed = true;
    return { ...element, selected: isSelected };
  });
  return changed ? after : all;
}

function sameSet<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  if (a.size !== b.size) return false;
  for (const value of a) if (!b.has(value)) return false;
  return true;
}
