// The nodes that React Flow is given: those near what is seen, and those that it must know wherever they lie. It walks
// over all its nodes with every step of a drag, so it gets fifty of five thousand. Knows no React.
import type { NodeId } from "#shared/map/schema.ts";
import type { FlowStore } from "../binding/FlowStore.ts";
import type { FlowNode } from "../binding/flowTypes.ts";
import { Value } from "../session/Store.ts";
import type { Box } from "./box.ts";
import type { LinkLayout } from "./LinkLayout.ts";

/** A map of so few nodes is handed over as it is. */
const SMALL_MAP_NODES = 200;
/** Where more of the map than this is near, choosing costs more than it spares. */
const MOST_OF_IT = 0.5;

export class NodeWindow {
  /** In the order of `FlowStore.nodes`: parents before children. */
  readonly nodes: Value<FlowNode[]> = new Value<FlowNode[]>([]);
  readonly #flow: FlowStore;
  readonly #links: LinkLayout;
  #window: Box | null = null;
  #isWhole = false;

  /** `links` must have been made before: its boxes are up to date when this hears of new nodes. */
  constructor(flow: FlowStore, links: LinkLayout) {
    this.#flow = flow;
    this.#links = links;
    flow.nodes.subscribe(this.#choose);
    flow.selection.subscribe(this.#choose);
    this.#choose();
  }

  /** What is seen and a margin around it; of a large map nothing is handed over before the first. */
  setWindow(window: Box): void {
    this.#window = window;
    this.#isWhole = false;
    this.#choose();
  }

  readonly #choose = (): void => {
    const all = this.#flow.nodes.get();
    if (this.#isWhole || all.length <= SMALL_MAP_NODES) {
      this.nodes.set(all);
      return;
    }
    if (this.#window === null) return;
    const chosen = new Set(this.#links.nodesIn(this.#window));
    if (chosen.size > all.length * MOST_OF_IT) {
      this.#isWhole = true;
      this.nodes.set(all);
      return;
    }
    // A drag takes all selected nodes along, and what is under the hand stays there when the map moves below it.
    for (const id of this.#flow.selection.get().nodes) chosen.add(id);
    for (const id of this.#flow.held) chosen.add(id);
    for (const id of Array.from(chosen)) this.#addParents(id, chosen);
    const indices: number[] = [];
    for (const id of chosen) {
      const index = this.#flow.indexOf(id);
      if (index !== undefined) indices.push(index);
    }
    const before = this.nodes.get();
    let isSame = before.length === indices.length;
    const nodes: FlowNode[] = [];
    for (const index of indices.toSorted((a, b) => a - b)) {
      const node = all[index];
      if (node === undefined) continue;
      if (before[nodes.length] !== node) isSame = false;
      nodes.push(node);
    }
    if (!isSame) this.nodes.set(nodes);
  };

  #addParents(id: NodeId, chosen: Set<NodeId>): void {
    let parentId = this.#flow.flowNode(id)?.parentId;
    while (parentId !== undefined && !chosen.has(parentId)) {
      chosen.add(parentId);
      parentId = this.#flow.flowNode(parentId)?.parentId;
    }
  }
}
