// Where every node's box and every link's way lie at the moment. A link is worked out when somebody draws it and again
// only when one of its ends, or a node beside it, moved; panning and zooming cost nothing. While things move, links run
// straight, and are led around other nodes when it is calm. Lives as long as the session. No React in here.
import { linkIdentity } from "#shared/map/topology.ts";
import type { LinkId, MapLink, NodeId } from "#shared/map/schema.ts";
import type { Point } from "#shared/protocol/presence.ts";
import type { ContentStore, Touched } from "../binding/ContentStore.ts";
import type { FlowStore } from "../binding/FlowStore.ts";
import type { FlowNode } from "../binding/flowTypes.ts";
import { Listeners, Value } from "../session/Store.ts";
import { BoxIndex } from "./BoxIndex.ts";
import { Calm } from "./Calm.ts";
import {
  boxAround,
  centreOf,
  holdsBox,
  holdsPoint,
  inflate,
  lineMeetsBox,
  overlap,
  sameBox,
  type Box,
} from "./box.ts";
import { distanceTo } from "./curve.ts";
import { linkPath, REACH, type LinkPath } from "./linkPath.ts";
import { regionTab } from "./nodeBox.ts";

/** Everything is near when the map is small: below this number of links none is ever taken out of the picture. */
const SMALL_MAP_LINKS = 150;
const SLOT_STEP = 1;
/** How far a link usually lies beside the straight line between its ends. */
const BULGE = 60;

export class LinkLayout {
  /** Ids of links that touch the window and a margin around it. */
  readonly visible = new Value<readonly LinkId[]>([]);
  readonly #content: ContentStore;
  readonly #flow: FlowStore;
  readonly #boxes = new BoxIndex();
  readonly #paths = new Map<LinkId, LinkPath>();
  /** Where the labels of all known ways lie. */
  readonly #labels = new BoxIndex();
  readonly #pathListeners = new Set<(id: LinkId) => void>();
  readonly #changedBoxes = new Listeners();
  readonly #linksOf = new Map<NodeId, Set<LinkId>>();
  readonly #ends = new Map<LinkId, { source: NodeId; target: NodeId }>();
  readonly #slots = new Map<LinkId, number>();
  readonly #shown = new Set<LinkId>();
  /** Where nodes lay before they began to move, undefined for new ones: links in their way are led anew when it is calm. */
  readonly #movedFrom = new Map<NodeId, Box | undefined>();
  /** Links that run straight until it is calm. */
  readonly #hasty = new Set<LinkId>();
  /** Links whose turn it is to be led anew. */
  readonly #queue = new Set<LinkId>();
  readonly #calm = new Calm(
    () => this.#enqueue(),
    () => this.#leadNext(),
  );
  #drawn: readonly FlowNode[] = [];
  #window: Box | null = null;
  #labelWidth: (link: MapLink) => number = () => 0;

  constructor(content: ContentStore, flow: FlowStore) {
    this.#content = content;
    this.#flow = flow;
    this.#readNodes();
    this.#readLinks();
    flow.nodes.subscribe(this.#onNodes);
    content.onTouched(this.#onTouched);
  }

  /** Absolute box of a node as it is drawn, also in the middle of a drag. */
  box(id: NodeId): Box | undefined {
    return this.#boxes.get(id);
  }

  /** The box around these nodes, or around the whole map; null where there is nothing. */
  bounds(ids?: Iterable<NodeId>): Box | null {
    if (ids === undefined) return boxAround(this.#boxes.values());
    const boxes = [...ids].map((id) => this.#boxes.get(id)).filter((box) => box !== undefined);
    return boxAround(boxes);
  }

  /** Ids of the nodes that touch a box. */
  nodesIn(box: Box): NodeId[] {
    return [...this.#boxes.near(box)].filter((id) => {
      const other = this.#boxes.get(id);
      return other !== undefined && overlap(box, other);
    });
  }

  linksOf(id: NodeId): ReadonlySet<LinkId> {
    return this.#linksOf.get(id) ?? NO_LINKS;
  }

  subscribeBoxes(listener: () => void): () => void {
    return this.#changedBoxes.subscribe(listener);
  }

  /** The same object until the link has to run another way; null while an end is missing. */
  path(id: LinkId): LinkPath | null {
    const known = this.#paths.get(id);
    if (known !== undefined) return known;
    const path = this.#lead(id, this.#hasty.has(id));
    if (path !== null) this.#keep(id, path);
    return path;
  }

  #keep(id: LinkId, path: LinkPath): void {
    this.#paths.set(id, path);
    this.#labels.set(id, path.labelBox);
  }

  #drop(id: LinkId): void {
    this.#paths.delete(id);
    this.#labels.delete(id);
  }

  /** Calls back with each link that has to run another way. */
  onPath(listener: (id: LinkId) => void): () => void {
    this.#pathListeners.add(listener);
    return () => {
      this.#pathListeners.delete(listener);
    };
  }

  #tellPath(id: LinkId): void {
    for (const listener of Array.from(this.#pathListeners)) listener(id);
  }

  /** The drawn link whose line runs within `reach` of a point, or on whose label it lies; the nearest of several. */
  linkAt(point: Point, reach: number, withLabels: boolean): LinkId | null {
    let found: { id: LinkId; distance: number } | null = null;
    for (const id of this.#shown) {
      const path = this.#paths.get(id);
      if (path === undefined || !holdsPoint(inflate(path.bounds, reach), point)) continue;
      const isOnLabel = withLabels && holdsPoint(path.labelBox, point);
      const distance = isOnLabel ? 0 : distanceTo(path.curve, point);
      if (distance <= reach && (found === null || distance < found.distance))
        found = { id, distance };
    }
    return found?.id ?? null;
  }

  /** How wide each label is; changes with the language. */
  setLabelWidth(labelWidth: (link: MapLink) => number): void {
    this.#labelWidth = labelWidth;
    this.#forget([...this.#paths.keys()]);
  }

  /** The part of the map for which links are drawn. */
  setWindow(window: Box): void {
    const isFirst = this.#window === null;
    this.#window = window;
    // Many come into view at once, first beyond its edge: to lead them in the middle of a movement would be felt.
    this.#reconsider(this.#ends.keys(), (id) => {
      if (isFirst || this.#paths.has(id)) return;
      this.#hasty.add(id);
      this.#calm.stir();
    });
  }

  /** Works a link's way out; `hasty`: without regard to what lies between. */
  #lead(id: LinkId, hasty: boolean): LinkPath | null {
    const link = this.#content.link(id);
    const source = link && this.#end(link.source, link.target);
    const target = link && this.#end(link.target, link.source);
    if (link === undefined || source === undefined || target === undefined) return null;
    return linkPath(source, target, hasty ? [] : this.#obstacles(link, source, target), {
      slot: this.#slots.get(id) ?? 0,
      labelWidth: this.#labelWidth(link),
      otherLabels: hasty ? [] : this.#labelsNear(id, source, target),
    });
  }

  /** The end of a link; of a region that holds the other end, its tab. */
  #end(id: NodeId, other: NodeId): Box | undefined {
    const box = this.#boxes.get(id);
    const otherBox = this.#boxes.get(other);
    const node = this.#content.node(id);
    if (box === undefined || otherBox === undefined || node === undefined) return box;
    return node.kind === "region" && holdsBox(box, otherBox) ? regionTab(box, node.title) : box;
  }

  #labelsNear(own: LinkId, source: Box, target: Box): Box[] {
    const around = boxAround([source, target]);
    if (around === null) return [];
    const labels: Box[] = [];
    for (const id of this.#labels.near(around)) {
      const label = id === own || !this.#shown.has(id) ? undefined : this.#labels.get(id);
      if (label !== undefined && overlap(around, label)) labels.push(label);
    }
    return labels;
  }

  #obstacles(link: MapLink, source: Box, target: Box): Box[] {
    const around = boxAround([source, target]);
    if (around === null) return [];
    const obstacles: Box[] = [];
    const reach = inflate(around, REACH);
    for (const id of this.#boxes.near(reach)) {
      const box = this.#boxes.get(id);
      if (box === undefined || !overlap(reach, box)) continue;
      const node = this.#content.node(id);
      const isEnd = id === link.source || id === link.target;
      if (node?.kind === "region") {
        const tab = regionTab(box, node.title);
        if (!isEnd) obstacles.push(tab);
      } else if (!isEnd) obstacles.push(box);
    }
    return obstacles;
  }

  readonly #onNodes = (): void => {
    // A map that is shown for the first time moves nothing: its links take their final ways at once.
    const isFirst = this.#drawn.length === 0;
    const moved = this.#readNodes();
    if (moved.size === 0) return;
    const stale = new Set<LinkId>();
    for (const [id, { before }] of moved) {
      for (const link of this.linksOf(id)) stale.add(link);
      if (!isFirst && !this.#movedFrom.has(id)) this.#movedFrom.set(id, before);
    }
    if (!isFirst) {
      for (const id of stale) {
        this.#queue.delete(id);
        this.#hasty.add(id);
      }
    }
    this.#forget(stale);
    this.#reconsider(stale);
    if (!isFirst) this.#calm.stir();
    this.#changedBoxes.notify();
  };

  /** The hand has let go: nothing more has to be waited for. */
  settle(): void {
    this.#calm.begin();
  }

  /** It is calm: what lay in the way of a link or lies there now is led anew. Not what is still under the hand. */
  #enqueue(): void {
    const disturbed: Box[] = [];
    for (const [id, from] of this.#movedFrom) {
      if (this.#flow.held.has(id)) continue;
      this.#movedFrom.delete(id);
      const now = this.#boxes.get(id);
      if (from !== undefined) disturbed.push(from);
      if (now !== undefined) disturbed.push(now);
    }
    for (const [id, path] of this.#paths) {
      if (disturbed.some((box) => overlap(path.bounds, box))) this.#queue.add(id);
    }
    for (const id of this.#hasty) {
      const ends = this.#ends.get(id);
      if (
        ends !== undefined &&
        (this.#flow.held.has(ends.source) || this.#flow.held.has(ends.target))
      ) {
        this.#queue.delete(id);
      } else this.#queue.add(id);
    }
  }

  /** Leads one link anew; false where none is left. Those out of view are led when they come into it. */
  #leadNext(): boolean {
    const [id] = this.#queue;
    if (id === undefined) return false;
    this.#queue.delete(id);
    this.#hasty.delete(id);
    const before = this.#paths.get(id);
    const after = this.#shown.has(id) ? this.#lead(id, false) : null;
    if (after === null) {
      this.#drop(id);
      if (this.#shown.has(id)) this.#tellPath(id);
    } else if (before === undefined || !isDrawnAlike(before, after)) {
      this.#keep(id, after);
      this.#tellPath(id);
    }
    return true;
  }

  /** Takes over the drawn nodes; returns those whose box changed. Parents come before their children. */
  #readNodes(): Map<NodeId, { before: Box | undefined; after: Box | undefined }> {
    const nodes = this.#flow.nodes.get();
    const drawn = this.#drawn;
    this.#drawn = nodes;
    const moved = new Map<NodeId, { before: Box | undefined; after: Box | undefined }>();
    for (let at = 0; at < nodes.length; at++) {
      const node = nodes[at];
      if (node === undefined) continue;
      const { parentId } = node;
      if (drawn[at] === node && (parentId === undefined || !moved.has(parentId))) continue;
      const parent = parentId === undefined ? undefined : this.#boxes.get(parentId);
      const after: Box = {
        x: node.position.x + (parent?.x ?? 0),
        y: node.position.y + (parent?.y ?? 0),
        width: node.measured?.width ?? node.width ?? node.initialWidth ?? 0,
        height: node.measured?.height ?? node.height ?? node.initialHeight ?? 0,
      };
      const before = this.#boxes.get(node.id);
      if (before !== undefined && sameBox(before, after)) continue;
      this.#boxes.set(node.id, after);
      moved.set(node.id, { before, after });
    }
    if (this.#boxes.size > nodes.length) {
      const present = new Set(nodes.map(({ id }) => id));
      for (const id of this.#boxes.ids()) {
        if (present.has(id)) continue;
        moved.set(id, { before: this.#boxes.get(id), after: undefined });
        this.#boxes.delete(id);
      }
    }
    return moved;
  }

  readonly #onTouched = ({ links, nodes }: Touched): void => {
    if (links.size > 0) {
      const resorted = this.#readLinks();
      this.#forget([...links, ...resorted]);
      this.#reconsider([...links, ...resorted]);
    }
    // The tab of a region is as wide as its title.
    for (const id of nodes) {
      if (this.#content.node(id)?.kind === "region") this.#forget([...this.linksOf(id)]);
    }
  };

  /** Reads all links' ends anew; returns those that got another position among their pair. */
  #readLinks(): LinkId[] {
    this.#linksOf.clear();
    this.#ends.clear();
    const pairs = new Map<string, MapLink[]>();
    for (const link of this.#content.links.values()) {
      this.#ends.set(link.id, { source: link.source, target: link.target });
      for (const end of [link.source, link.target]) {
        let links = this.#linksOf.get(end);
        if (links === undefined) this.#linksOf.set(end, (links = new Set()));
        links.add(link.id);
      }
      const pair = linkIdentity({ ...link, kind: "related" }, true);
      pairs.set(pair, [...(pairs.get(pair) ?? []), link]);
    }
    const changed: LinkId[] = [];
    for (const links of pairs.values()) {
      const sorted = links.toSorted((a, b) => (a.id < b.id ? -1 : 1));
      for (const [rank, link] of sorted.entries()) {
        const aside = (rank - (sorted.length - 1) / 2) * SLOT_STEP;
        // A link the other way has its left on the other side.
        const slot = link.source < link.target ? aside : -aside;
        if (this.#slots.get(link.id) !== slot) changed.push(link.id);
        this.#slots.set(link.id, slot);
      }
    }
    return changed;
  }

  #forget(ids: Iterable<LinkId>): void {
    for (const id of ids) {
      this.#drop(id);
      this.#tellPath(id);
    }
  }

  /** Decides anew whether these links are drawn; says of which it will now be. */
  #reconsider(ids: Iterable<LinkId>, onShown: (id: LinkId) => void = () => {}): void {
    let changed = false;
    for (const id of ids) {
      const shown = this.#touchesWindow(id);
      if (shown === this.#shown.has(id)) continue;
      changed = true;
      if (shown) {
        this.#shown.add(id);
        onShown(id);
      } else this.#shown.delete(id);
    }
    if (changed) this.visible.set([...this.#shown]);
  }

  #touchesWindow(id: LinkId): boolean {
    const ends = this.#ends.get(id);
    if (ends === undefined) return false;
    if (this.#ends.size <= SMALL_MAP_LINKS) return true;
    // Before the first window it is not known what will be seen.
    if (this.#window === null) return false;
    const source = this.#boxes.get(ends.source);
    const target = this.#boxes.get(ends.target);
    if (source === undefined || target === undefined) return false;
    return lineMeetsBox(centreOf(source), centreOf(target), inflate(this.#window, BULGE));
  }
}

function isDrawnAlike(a: LinkPath, b: LinkPath): boolean {
  return a.d === b.d && a.label.x === b.label.x && a.label.y === b.label.y;
}

const NO_LINKS: ReadonlySet<LinkId> = new Set();
