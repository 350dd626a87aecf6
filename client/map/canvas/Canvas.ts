// One open canvas outside of React: which tool is in hand, what is edited in place, what is announced, and the way to
// the viewport. The actions on it are functions in files of their own. Knows the session, no component.
import type { NodeKind } from "#shared/map/kinds.ts";
import type { LinkId, NodeId } from "#shared/map/schema.ts";
import { mayDo } from "#shared/access/policy.ts";
import type { Point } from "#shared/protocol/presence.ts";
import type { ShownMap } from "../session/ShownMap.ts";
import { Value } from "../session/Store.ts";
import type { Box } from "./box.ts";
import { GhostBoxes } from "./GhostBoxes.ts";
import { LinkLayout } from "./LinkLayout.ts";
import { NodeWindow } from "./NodeWindow.ts";
import { OthersAt } from "./OthersAt.ts";

/** What the pointer is on where no node lies: the edge of one, from which a link is drawn, or a link. */
export type Pointed = { what: "edge"; id: NodeId } | { what: "link"; id: LinkId };

/** How much is drawn: far out, nodes are labelled blocks and links have no labels. */
export type Detail = "near" | "far" | "farthest";

/** What the next click does. */
export type Tool =
  | { mode: "select" }
  | { mode: "place"; kind: NodeKind }
  | { mode: "link"; from: NodeId }
  | { mode: "move"; nodes: readonly NodeId[] }
  /** Changes nothing: whoever may comment has it, too. */
  | { mode: "comment" };

export const SELECT: Tool = { mode: "select" };

/** A link on its way from a node to wherever the pointer is, in map units. */
export interface Connecting {
  from: NodeId;
  to: Point;
  over: NodeId | null;
}

/** Asks which kind a link has, beside a point of the window. */
export interface Chooser {
  linkId: LinkId;
  at: Point;
}

/** Sentences of the section `canvas`. */
type Said =
  | "saidAtBottom"
  | "saidCleared"
  | "saidCopied"
  | "saidCreated"
  | "saidDeleted"
  | "saidDuplicated"
  | "saidKind"
  | "saidLinked"
  | "saidLinkSelected"
  | "saidMarksHidden"
  | "saidMarksShown"
  | "saidMoved"
  | "saidNothingToLink"
  | "saidOnTop"
  | "saidPasted"
  | "saidResized"
  | "saidSelected";

/** Something to be said by a screen reader. */
export interface Announcement {
  key: Said;
  values: Record<string, string | number>;
}

/**
 * What the drawn canvas can do for those who do not draw. Points `client` are in pixels of the window. While the view moves,
 * everything but the first two speaks of where it moves to.
 */
export interface View {
  toMap(client: Point): Point;
  toClient(point: Point): Point;
  viewport(): Viewport;
  /** The part of the map that is seen. */
  visible(): Box;
  /** Moves and zooms so that all of a box is seen, never nearer than natural size. */
  show(box: Box): void;
  /** Moves only if some of the box is not seen. */
  reveal(box: Box): void;
  centreOn(point: Point, zoom?: number): void;
  zoomBy(factor: number): void;
  zoomTo(zoom: number): void;
  panBy(pixels: Point): void;
  /** Puts the keyboard focus on a node; brings it into view if it is not. null: on the canvas itself. */
  focus(id: NodeId | null): void;
}

/** Translation in pixels, and zoom. */
export interface Viewport {
  x: number;
  y: number;
  zoom: number;
}

export class Canvas {
  readonly session: ShownMap;
  readonly links: LinkLayout;
  readonly near: NodeWindow;
  readonly othersAt: OthersAt;
  readonly ghosts: GhostBoxes;
  readonly tool = new Value<Tool>(SELECT);
  /** The node whose title is being edited in place. */
  readonly editing = new Value<NodeId | null>(null);
  readonly connecting = new Value<Connecting | null>(null);
  readonly chooser = new Value<Chooser | null>(null);
  /** Where the context menu is open, in pixels of the window. */
  readonly menu = new Value<Point | null>(null);
  readonly detail = new Value<Detail>("near");
  /** The edge of a node, or the link, that the pointer is on. */
  readonly pointed = new Value<Pointed | null>(null);
  /** Where the tools at the selection lie, in pixels of the canvas; null: there are none. */
  readonly toolsBox = new Value<Box | null>(null);
  readonly announcement = new Value<Announcement | null>(null);
  /** Last place of the pointer over the canvas, in map units. */
  pointer: Point | null = null;
  /** What is seen at first, in a part of at most this size in map units; null: the whole map. */
  firstPart: ((largest: Pick<Box, "width" | "height">) => Box | null) | null = null;
  #view: View | null = null;
  #isDragCancelled = false;
  #lastViewport: Viewport | null = null;
  #isPlaced = false;

  constructor(session: ShownMap) {
    this.session = session;
    this.links = new LinkLayout(session.content, session.flow);
    this.near = new NodeWindow(session.flow, this.links);
    this.othersAt = new OthersAt(session.presence);
    this.ghosts = new GhostBoxes(session.presence, this.links);
  }

  /** null while the canvas is not drawn. */
  get view(): View | null {
    return this.#view;
  }

  /** The canvas is drawn, or no longer. */
  attach(view: View | null): void {
    this.#view = view;
    this.#isPlaced = false;
  }

  /** Whether the drawn canvas shows what was chosen: until then it shows a corner of the map at natural size. */
  get isPlaced(): boolean {
    return this.#isPlaced;
  }

  /** From now on it does. */
  place(viewport: Viewport): void {
    this.#isPlaced = true;
    this.#lastViewport = viewport;
  }

  /** What was seen last, for coming back. */
  get lastViewport(): Viewport | null {
    return this.#lastViewport;
  }

  rememberViewport(viewport: Viewport): void {
    this.#lastViewport = viewport;
  }

  /** Whether the running drag was given up: React Flow itself knows no way to end it. */
  get isDragCancelled(): boolean {
    return this.#isDragCancelled;
  }

  beginDrag(): void {
    this.#isDragCancelled = false;
  }

  giveUpDrag(): void {
    this.#isDragCancelled = true;
    this.session.presence.setGesture(null);
    this.session.flow.letGo();
  }

  /** Where a node is seen: under somebody's hand, or where it lies. */
  boxSeen(id: NodeId): Box | undefined {
    return this.ghosts.box(id) ?? this.links.box(id);
  }

  get mayChange(): boolean {
    return mayDo(this.session.role.get(), "map.change");
  }

  get selectedNodes(): NodeId[] {
    return [...this.session.flow.selection.get().nodes];
  }

  /** The one selected node, or null where none or several are. */
  get onlyNode(): NodeId | null {
    const { nodes, links } = this.session.flow.selection.get();
    const [id] = nodes;
    return nodes.size === 1 && links.size === 0 && id !== undefined ? id : null;
  }

  say(key: Said, values: Announcement["values"] = {}): void {
    this.announcement.set({ key, values });
  }

  /** The title of a node as it is spoken of. */
  nameOf(id: NodeId): string {
    return this.session.content.node(id)?.title ?? "";
  }

  editTitle(id: NodeId): void {
    if (!this.mayChange || this.session.content.node(id) === undefined) return;
    this.editing.set(id);
  }

  /** Ends editing in place; typing again later is another undo step. */
  stopEditing(): void {
    if (this.editing.get() === null) return;
    this.editing.set(null);
    this.session.undo.endStep();
  }
}
