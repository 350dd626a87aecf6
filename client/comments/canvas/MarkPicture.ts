// The marks, pins and clusters that are in view. Made and moved by hand instead of by components: what moves on the map
// moves them in the same frame, and nothing renders. Where nothing is commented on, nothing is done.
import type { Box } from "../../map/canvas/box.ts";
import { holdsPoint } from "../../map/canvas/box.ts";
import { countRender } from "../../map/canvas/renderCount.ts";
import type { CanvasComments } from "./CanvasComments.ts";
import { clustersOf, clusterZoom, type Cluster } from "./clusters.ts";
import styles from "./Marks.module.css";
import { itemsOn, type MarkItem } from "./markItems.ts";

/** What the largest mark takes on the screen, with some air. As in Marks.module.css. */
const ROOM_PX = { width: 46, height: 32 };
/** More than what is seen, on each side, in parts of it: what comes into view is there already. */
const MARGIN = 0.25;
/** After zooming in the part with marks is too large by this much in width before it is chosen anew. */
const TOO_LARGE = 2.2;
const MOST_SHOWN = 99;

export type MarkCluster = Cluster<MarkItem>;

export interface Viewport {
  read(): { x: number; y: number; zoom: number; width: number; height: number };
  subscribe(listener: () => void): () => void;
}

interface Drawn {
  cluster: MarkCluster;
  element: HTMLButtonElement;
  /** What it says; another one is written anew. */
  sign: string;
  x: number;
  y: number;
}

export class MarkPicture {
  readonly #comments: CanvasComments;
  readonly #layer: HTMLElement;
  readonly #viewport: Viewport;
  readonly #labelOf: (cluster: MarkCluster) => string;
  readonly #drawn = new Map<string, Drawn>();
  readonly #stops: (() => void)[];
  #clusters: readonly MarkCluster[] = [];
  /** Nodes and links with a mark. */
  #marked: ReadonlySet<string> = new Set();
  #zoom = 0;
  #zoomOfClusters = 0;
  #window: Box | null = null;
  #isDue = false;

  /** Draws into `layer`; `labelOf` says what a mark is, in words. */
  constructor(
    comments: CanvasComments,
    layer: HTMLElement,
    viewport: Viewport,
    labelOf: (cluster: MarkCluster) => string,
  ) {
    this.#comments = comments;
    this.#layer = layer;
    this.#viewport = viewport;
    this.#labelOf = labelOf;
    const { store, canvas } = comments;
    const { links, session, detail } = canvas;
    const ifMarked = (id: string): void => {
      if (this.#marked.has(id)) this.#soon();
    };
    const ifAny = (): void => {
      if (this.#marked.size > 0) this.#soon();
    };
    this.#stops = [
      store.marks.subscribe(this.#soon),
      store.places.subscribe(this.#soon),
      store.opened.subscribe(this.#soon),
      store.areShown.subscribe(this.#soon),
      links.subscribeBoxes(ifAny),
      links.onPath(ifMarked),
      canvas.ghosts.onMoved(ifMarked),
      detail.subscribe(ifAny),
      session.content.onTouched(({ nodes, links: touched }) => {
        if ([...nodes, ...touched].some((id) => this.#marked.has(id))) this.#soon();
      }),
      viewport.subscribe(this.#look),
    ];
    this.#draw();
  }

  /** The cluster that this element or one in it stands for. */
  clusterAt(target: EventTarget | null): MarkCluster | null {
    if (!(target instanceof Element)) return null;
    const id = target.closest<HTMLElement>("[data-mark]")?.dataset["mark"];
    return id === undefined ? null : (this.#drawn.get(id)?.cluster ?? null);
  }

  /** Where each drawn mark stands, by the id of its element's `data-mark`. */
  stands(): Map<string, Box> {
    return new Map([...this.#drawn].map(([id, { x, y }]) => [id, { x, y, width: 0, height: 0 }]));
  }

  elementOf(id: string): HTMLElement | null {
    return this.#drawn.get(id)?.element ?? null;
  }

  /** One of them can be reached with Tab; from there the arrows lead on. */
  keepReachable(wanted?: string): void {
    const own = wanted === undefined ? undefined : this.#drawn.get(wanted);
    const seen = own ?? [...this.#drawn.values()].find(({ x, y }) => this.#isSeen({ x, y }));
    for (const drawn of this.#drawn.values()) {
      const tabIndex = drawn === seen ? 0 : -1;
      if (drawn.element.tabIndex !== tabIndex) drawn.element.tabIndex = tabIndex;
    }
  }

  destroy(): void {
    for (const stop of this.#stops) stop();
    this.#layer.replaceChildren();
    this.#drawn.clear();
  }

  // Whatever happens within one turn is drawn once, and in the same frame as the nodes.
  readonly #soon = (): void => {
    if (this.#isDue) return;
    this.#isDue = true;
    queueMicrotask(this.#draw);
  };

  readonly #draw = (): void => {
    this.#isDue = false;
    const { canvas, store } = this.#comments;
    const items = store.areShown.get() ? itemsOn(canvas, store) : [];
    this.#marked = new Set(items.filter(({ what }) => what !== "place").map(({ id }) => id));
    this.#zoomOfClusters = clusterZoom(Math.min(1, this.#viewport.read().zoom));
    this.#clusters = clustersOf(items, {
      width: ROOM_PX.width / this.#zoomOfClusters,
      height: ROOM_PX.height / this.#zoomOfClusters,
    });
    if (this.#clusters.length > 0 || this.#drawn.size > 0) this.#show();
  };

  /** What is seen has changed. */
  readonly #look = (): void => {
    if (this.#clusters.length === 0) return;
    const { zoom } = this.#viewport.read();
    if (clusterZoom(Math.min(1, zoom)) !== this.#zoomOfClusters) this.#draw();
    else if (zoom !== this.#zoom || !this.#isWithinWindow()) this.#show();
  };

  #seen(): Box {
    const { x, y, zoom, width, height } = this.#viewport.read();
    return { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
  }

  #isSeen(point: { x: number; y: number }): boolean {
    return holdsPoint(this.#seen(), point);
  }

  /** Whether what is seen has its marks, and what is far from it has none. */
  #isWithinWindow(): boolean {
    const { x, y, width, height } = this.#seen();
    const window = this.#window;
    return (
      window !== null &&
      window.width < width * TOO_LARGE &&
      holdsPoint(window, { x, y }) &&
      holdsPoint(window, { x: x + width, y: y + height })
    );
  }

  #show(): void {
    const { zoom } = this.#viewport.read();
    if (zoom !== this.#zoom) {
      this.#zoom = zoom;
      // As large on the screen at every zoom, and larger where the map is.
      this.#layer.style.setProperty("--mark-scale", String(Math.max(1, 1 / zoom)));
    }
    if (!this.#isWithinWindow() || this.#window === null) {
      const { x, y, width, height } = this.#seen();
      this.#window = {
        x: x - width * MARGIN,
        y: y - height * MARGIN,
        width: width * (1 + 2 * MARGIN),
        height: height * (1 + 2 * MARGIN),
      };
    }
    const gone = new Set(this.#drawn.keys());
    for (const cluster of this.#clusters) {
      if (!holdsPoint(this.#window, cluster.first)) continue;
      gone.delete(cluster.first.id);
      this.#showOne(cluster);
    }
    let hadFocus = false;
    for (const id of gone) {
      const element = this.#drawn.get(id)?.element;
      hadFocus ||= element !== undefined && element === document.activeElement;
      element?.remove();
      this.#drawn.delete(id);
    }
    this.keepReachable([...this.#drawn].find(([, { element }]) => element.tabIndex === 0)?.[0]);
    // What had the focus has become part of another mark: the keyboard must not begin anew at the top of the page.
    if (hadFocus) this.#comments.canvas.view?.focus(null);
  }

  #showOne(cluster: MarkCluster): void {
    const { id, x, y } = cluster.first;
    const drawn = this.#drawn.get(id) ?? this.#make(cluster);
    drawn.cluster = cluster;
    // Glides along with the ghost that it stands on.
    drawn.element.toggleAttribute(
      "data-gliding",
      this.#comments.canvas.ghosts.box(id) !== undefined,
    );
    if (drawn.x !== x || drawn.y !== y) {
      drawn.x = x;
      drawn.y = y;
      drawn.element.style.translate = `${x}px ${y}px`;
    }
    const { comments, unread, isOpened, titles } = summary(cluster);
    const sign = `${cluster.members.length} ${comments} ${unread} ${isOpened} ${titles}`;
    if (sign === drawn.sign) return;
    drawn.sign = sign;
    this.#write(drawn.element, cluster);
  }

  #make(cluster: MarkCluster): Drawn {
    const { id } = cluster.first;
    const element = document.createElement("button");
    element.type = "button";
    element.dataset["mark"] = id;
    element.tabIndex = -1;
    this.#layer.append(element);
    const drawn: Drawn = { cluster, element, sign: "", x: NaN, y: NaN };
    this.#drawn.set(id, drawn);
    return drawn;
  }

  #write(element: HTMLButtonElement, cluster: MarkCluster): void {
    countRender("marks");
    const { comments, unread, isOpened } = summary(cluster);
    const isCluster = cluster.members.length > 1;
    const form = isCluster ? styles.cluster : cluster.first.what === "place" ? styles.pin : "";
    // React Flow leaves presses on these alone.
    element.className = `nopan nodrag ${styles.mark ?? ""} ${form ?? ""}`;
    element.toggleAttribute("data-unread", unread > 0);
    element.toggleAttribute("data-opened", isOpened);
    element.dataset["form"] = isCluster ? "cluster" : cluster.first.what;
    const label = this.#labelOf(cluster);
    element.ariaLabel = label;
    element.title = label;
    const count = document.createElement("span");
    count.textContent =
      comments === 0 ? "…" : comments > MOST_SHOWN ? `${MOST_SHOWN}+` : String(comments);
    element.replaceChildren(count);
  }
}

/** What a mark says of all that it stands for. */
export function summary({ members, first }: MarkCluster): {
  comments: number;
  unread: number;
  isOpened: boolean;
  titles: string;
} {
  const sum = (of: (item: MarkItem) => number): number =>
    members.reduce((so, item) => so + of(item), 0);
  return {
    comments: sum(({ comments }) => comments),
    unread: sum(({ unread }) => unread),
    isOpened: members.some(({ isOpened }) => isOpened),
    titles: members.length === 1 ? first.title : "",
  };
}
