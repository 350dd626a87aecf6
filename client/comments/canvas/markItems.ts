// Everything on a map that bears a mark or a pin of comments, and where it stands in map units. Knows the canvas and the
// store of comments, not how a mark looks.
import type { Anchor } from "#shared/comments/api.ts";
import type { LinkId, NodeId } from "#shared/map/schema.ts";
import type { Point } from "#shared/protocol/presence.ts";
import { centreOf } from "../../map/canvas/box.ts";
import type { Canvas } from "../../map/canvas/Canvas.ts";
import type { CommentStore } from "../store/CommentStore.ts";
import type { Markable } from "./clusters.ts";

export interface MarkItem extends Markable {
  what: "node" | "link" | "place";
  anchor: Anchor;
  /** Of node or link; empty for places. */
  title: string;
  comments: number;
  unread: number;
  threads: readonly string[];
  /** The thread window is about it. */
  isOpened: boolean;
}

/** How far a mark reaches into the card at whose corner it stands, in map units: beside the title, not on it. */
const INTO_CARD = 11;
const INTO_LABEL = 5;

/** In the order in which they take their room: the opened one first, the others always alike. */
export function itemsOn(canvas: Canvas, store: CommentStore): MarkItem[] {
  const items = new Map<string, MarkItem>();
  const isDrawn = drawnLinks(canvas);
  const add = (
    id: string,
    anchor: Anchor,
    rest: Pick<MarkItem, "comments" | "unread" | "threads">,
  ): MarkItem | undefined => {
    const at = standOf(canvas, anchor, isDrawn);
    if (at === null || anchor.on === "map") return undefined;
    const title = titleOf(canvas, anchor);
    const item = { id, ...at, what: anchor.on, anchor, title, ...rest, isOpened: false };
    items.set(id, item);
    return item;
  };
  for (const id of store.marks.ids()) {
    const mark = store.marks.get(id);
    if (mark === undefined) continue;
    const { total: comments, unread, threads } = mark;
    const on = canvas.session.content.node(id) === undefined ? "link" : "node";
    add(id, { on, id }, { comments, unread, threads });
  }
  for (const thread of store.places.get()) {
    const { id, anchor, commentCount, waiting, unread } = thread;
    add(id, anchor, { comments: commentCount + waiting, unread, threads: [id] });
  }
  const opened = openedAnchor(store);
  if (opened !== null) {
    const { id, anchor } = opened;
    // What is being written about stands there before it has a comment, and as long as it is looked at.
    const item = items.get(id) ?? add(id, anchor, { comments: 0, unread: 0, threads: [] });
    if (item !== undefined) item.isOpened = true;
  }
  return [...items.values()].toSorted(
    (a, b) => Number(b.isOpened) - Number(a.isOpened) || (a.id < b.id ? -1 : 1),
  );
}

/** What the thread window is about, under the id that its mark has; null: nothing that lies on the map. */
export function openedAnchor(store: CommentStore): { id: string; anchor: Anchor } | null {
  const opened = store.opened.get();
  if (opened === null) return null;
  if (opened.what === "draft") return withId(opened.anchor, "draft");
  const thread = store.threads.get().get(opened.id);
  return thread === undefined || thread.isOrphan ? null : withId(thread.anchor, opened.id);
}

function withId(anchor: Anchor, id: string): { id: string; anchor: Anchor } | null {
  if (anchor.on === "map") return null;
  return { id: anchor.on === "place" ? id : anchor.id, anchor };
}

/** Where the tip of a mark is; null where there is nothing that it could stand on. */
export function standOf(
  canvas: Canvas,
  anchor: Anchor,
  isDrawn: (id: LinkId) => boolean,
): Point | null {
  const { links, detail, session } = canvas;
  if (anchor.on === "map") return null;
  if (anchor.on === "place") return { x: anchor.x, y: anchor.y };
  if (anchor.on === "node") {
    const box = canvas.boxSeen(anchor.id);
    return box === undefined ? null : { x: box.x + box.width - INTO_CARD, y: box.y + INTO_CARD };
  }
  const path = isDrawn(anchor.id) ? links.path(anchor.id) : null;
  if (path !== null) {
    if (detail.get() !== "near") return path.label;
    // On the middle of the label: at its end it would often cover the node that the link leads to.
    return { x: path.label.x, y: path.labelBox.y + INTO_LABEL };
  }
  // Far away it need not be led around nodes just to know roughly where its middle is.
  const link = session.content.link(anchor.id);
  const source = link && links.box(link.source);
  const target = link && links.box(link.target);
  if (source === undefined || target === undefined) return null;
  const [from, to] = [centreOf(source), centreOf(target)];
  return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
}

/** Asked for links alone, and made only when the first is asked for. */
export function drawnLinks({ links }: Canvas): (id: LinkId) => boolean {
  let drawn: ReadonlySet<LinkId> | null = null;
  return (id) => (drawn ??= new Set(links.visible.get())).has(id);
}

function titleOf({ session }: Canvas, anchor: Anchor): string {
  const nameOf = (id: NodeId): string => session.content.node(id)?.title ?? "";
  if (anchor.on === "node") return nameOf(anchor.id);
  const link = anchor.on === "link" ? session.content.link(anchor.id) : undefined;
  return link === undefined ? "" : `${nameOf(link.source)} → ${nameOf(link.target)}`;
}
