// Deleting wins over editing at the same time. Whoever's words were lost that way is told, and can bring the node back
// with them. For this the last state of every node this person wrote in is remembered for a while.
import type * as Y from "yjs";
import { bringBack } from "#shared/map/edit.ts";
import { elementsToJson, type MapJson } from "#shared/map/json.ts";
import { rootMaps } from "#shared/map/read.ts";
import type { NodeId } from "#shared/map/schema.ts";
import { keyBelow, type ContentStore } from "../binding/ContentStore.ts";
import { LocalOrigin } from "./LocalOrigin.ts";
import { Value } from "./Store.ts";

export interface LostEdit {
  nodeId: NodeId;
  title: string;
  json: Pick<MapJson, "nodes" | "links">;
}

const GEOMETRY: ReadonlySet<string> = new Set(["place", "size", "order"]);
/** An edit this long ago is taken for seen by the one who deleted the node. */
const REMEMBER_MS = 60_000;

export class LostEdits {
  readonly lost: Value<readonly LostEdit[]> = new Value<readonly LostEdit[]>([]);
  readonly #doc: Y.Doc;
  readonly #content: ContentStore;
  readonly #isOwn: (origin: unknown) => boolean;
  readonly #isWaiting: () => boolean;
  readonly #touched = new Map<NodeId, { at: number; json: Pick<MapJson, "nodes" | "links"> }>();

  /**
   * `isOwn`: whether a transaction's origin is this person's (including what an earlier page left in the outbox).
   * `isWaiting`: whether changes of this person are still on their way.
   */
  constructor(
    doc: Y.Doc,
    content: ContentStore,
    isOwn: (origin: unknown) => boolean,
    isWaiting: () => boolean,
  ) {
    this.#doc = doc;
    this.#content = content;
    this.#isOwn = isOwn;
    this.#isWaiting = isWaiting;
    // After the content store, which listens to the same event and was made before.
    doc.on("afterTransaction", this.#onTransaction);
  }

  bringBack = (nodeId: NodeId): void => {
    const edit = this.lost.get().find((candidate) => candidate.nodeId === nodeId);
    if (edit === undefined) return;
    bringBack({ doc: this.#doc, origin: new LocalOrigin(null) }, edit.json);
    this.dismiss(nodeId);
  };

  dismiss = (nodeId: NodeId): void => {
    this.lost.set(this.lost.get().filter((edit) => edit.nodeId !== nodeId));
  };

  destroy(): void {
    this.#doc.off("afterTransaction", this.#onTransaction);
  }

  readonly #onTransaction = (transaction: Y.Transaction): void => {
    const own = this.#isOwn(transaction.origin);
    const { nodes } = rootMaps(this.#doc);
    for (const [changed, keys] of transaction.changed) {
      const type: unknown = changed;
      if (type !== nodes) {
        const nodeId = own ? keyBelow(type, nodes) : null;
        const onlyGeometry = [...keys].every((key) => key !== null && GEOMETRY.has(key));
        if (nodeId !== null && !onlyGeometry) this.#remember(nodeId);
        continue;
      }
      for (const id of keys) {
        if (id === null) continue;
        if (nodes.has(id)) {
          if (own) this.#remember(id);
        } else if (own) this.#touched.delete(id);
        else this.#mourn(id);
      }
    }
  };

  #remember(nodeId: NodeId): void {
    const { nodes, links } = this.#content;
    const [node] = elementsToJson(
      this.#doc,
      { title: "", nodes, links },
      { nodes: new Set([nodeId]), links: new Set() },
    ).nodes;
    if (node === undefined) return;
    const own = [...links.values()].filter(
      (link) => link.source === nodeId || link.target === nodeId,
    );
    this.#touched.set(nodeId, { at: Date.now(), json: { nodes: [node], links: own } });
  }

  #mourn(nodeId: NodeId): void {
    const touched = this.#touched.get(nodeId);
    this.#touched.delete(nodeId);
    if (touched === undefined) return;
    if (!this.#isWaiting() && Date.now() - touched.at > REMEMBER_MS) return;
    const title = touched.json.nodes[0]?.title ?? "";
    this.lost.set([...this.lost.get(), { nodeId, title, json: touched.json }]);
  }
}
