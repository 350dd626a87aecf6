// What can be done on the canvas, once: keyboard, toolbar, context menu and the page's command palette all take it
// from here.
import {
  ArrowDownToLine,
  ArrowLeftRight,
  ArrowUpToLine,
  BoxSelect,
  Copy,
  CopyPlus,
  type LucideIcon,
  Maximize,
  Maximize2,
  MessageSquare,
  MessageSquarePlus,
  Minimize2,
  Move,
  Pencil,
  Plus,
  Scaling,
  Scan,
  Spline,
  SquareDashed,
  Trash2,
  Waypoints,
  ZoomIn,
  ZoomOut,
} from "lucide-react";
import { comment, hasMarks, mayComment, toggleMarks } from "../../comments/canvas/starting.ts";
import { reverseLink } from "#shared/map/edit.ts";
import type { NodeId } from "#shared/map/schema.ts";
import { centreOf } from "./box.ts";
import { SELECT, type Canvas } from "./Canvas.ts";
import { duplicateSelected } from "./clipboard.ts";
import { createLinkedChild, createNodeAt } from "./createNodes.ts";
import { deleteSelected } from "./deleting.ts";
import { middleOf } from "./drag.ts";
import { bringForward, bringToFront, sendBackward, sendToBack } from "./drawingOrder.ts";
import { resetSize, resizeSelected } from "./resize.ts";

const ZOOM_STEP = 1.25;
const RESIZE_STEP = 20;

/** What must be so for a command to make sense. */
type Needs =
  | "nothing"
  | "comments"
  | "toComment"
  | "change"
  | "oneNode"
  | "nodes"
  | "selection"
  | "oneLink";

export interface CanvasCommand {
  id: CommandId;
  group: "map" | "node" | "view";
  icon: LucideIcon;
  /** The first is the one that is shown. */
  keys: readonly string[];
  needs: Needs;
  run: (canvas: Canvas) => void;
}

const one = (canvas: Canvas, run: (id: string) => void): void => {
  const id = canvas.onlyNode;
  if (id !== null) run(id);
};

const onlyLink = ({ session }: Canvas): string | null => {
  const { nodes, links } = session.flow.selection.get();
  const [id] = links;
  return nodes.size === 0 && links.size === 1 && id !== undefined ? id : null;
};

function fit(canvas: Canvas): void {
  const all = canvas.links.bounds();
  if (all !== null) canvas.view?.show(all);
}

function fitSelection(canvas: Canvas): void {
  const { nodes, links } = canvas.session.flow.selection.get();
  const ids = new Set(nodes);
  for (const id of links) {
    const link = canvas.session.content.link(id);
    if (link !== undefined) ids.add(link.source).add(link.target);
  }
  const box = canvas.links.bounds(ids);
  if (box !== null) canvas.view?.show(box);
}

function selectAll(canvas: Canvas): void {
  const { content, flow } = canvas.session;
  flow.select({ nodes: content.nodes.keys() });
  canvas.say("saidSelected", { count: content.nodes.size });
}

function clear(canvas: Canvas): void {
  canvas.tool.set(SELECT);
  canvas.chooser.set(null);
  canvas.menu.set(null);
  const { nodes, links } = canvas.session.flow.selection.get();
  if (nodes.size + links.size === 0) return;
  canvas.session.flow.select({});
  canvas.say("saidCleared");
}

function create(canvas: Canvas): void {
  const { view, pointer } = canvas;
  if (view === null) return;
  createNodeAt(canvas, "note", pointer ?? centreOf(view.visible()));
}

function askLinkKind(canvas: Canvas): void {
  const linkId = onlyLink(canvas);
  const path = linkId === null ? null : canvas.links.path(linkId);
  if (linkId === null || path === null || canvas.view === null) return;
  canvas.chooser.set({ linkId, at: canvas.view.toClient(path.label) });
}

/** What is out of view would be written in unseen. */
function editTitle(canvas: Canvas, id: NodeId): void {
  const box = canvas.links.box(id);
  if (box !== undefined) canvas.view?.reveal(box);
  canvas.editTitle(id);
}

const COMMANDS = {
  create: { group: "map", icon: Plus, keys: ["N"], needs: "change", run: create },
  editTitle: {
    group: "node",
    icon: Pencil,
    keys: ["F2", "Enter"],
    needs: "oneNode",
    run: (canvas) => one(canvas, (id) => editTitle(canvas, id)),
  },
  link: {
    group: "node",
    icon: Spline,
    keys: ["L"],
    needs: "oneNode",
    run: (canvas) => one(canvas, (from) => canvas.tool.set({ mode: "link", from })),
  },
  child: {
    group: "node",
    icon: Waypoints,
    keys: ["Tab"],
    needs: "oneNode",
    run: (canvas) => one(canvas, (id) => createLinkedChild(canvas, id)),
  },
  move: {
    group: "node",
    icon: Move,
    keys: ["M"],
    needs: "nodes",
    run: (canvas) => {
      const nodes = canvas.selectedNodes;
      if (middleOf(canvas, nodes) !== null) canvas.tool.set({ mode: "move", nodes });
    },
  },
  larger: {
    group: "node",
    icon: Maximize2,
    keys: [],
    needs: "nodes",
    run: (canvas) => resizeSelected(canvas, { width: RESIZE_STEP * 2, height: RESIZE_STEP }),
  },
  smaller: {
    group: "node",
    icon: Minimize2,
    keys: [],
    needs: "nodes",
    run: (canvas) => resizeSelected(canvas, { width: -RESIZE_STEP * 2, height: -RESIZE_STEP }),
  },
  resetSize: { group: "node", icon: Scaling, keys: [], needs: "nodes", run: resetSize },
  duplicate: {
    group: "node",
    icon: CopyPlus,
    keys: ["Mod+D"],
    needs: "nodes",
    run: duplicateSelected,
  },
  forward: { group: "node", icon: ArrowUpToLine, keys: ["]"], needs: "nodes", run: bringForward },
  backward: {
    group: "node",
    icon: ArrowDownToLine,
    keys: ["["],
    needs: "nodes",
    run: sendBackward,
  },
  toFront: {
    group: "node",
    icon: ArrowUpToLine,
    keys: ["Shift+BracketRight", "}"],
    needs: "nodes",
    run: bringToFront,
  },
  toBack: {
    group: "node",
    icon: ArrowDownToLine,
    keys: ["Shift+BracketLeft", "{"],
    needs: "nodes",
    run: sendToBack,
  },
  linkKind: {
    group: "node",
    icon: Spline,
    keys: ["Enter", "F2"],
    needs: "oneLink",
    run: askLinkKind,
  },
  reverse: {
    group: "node",
    icon: ArrowLeftRight,
    keys: [],
    needs: "oneLink",
    run: (canvas) => {
      const id = onlyLink(canvas);
      if (id !== null) reverseLink(canvas.session.edit, id);
    },
  },
  comment: {
    group: "node",
    icon: MessageSquarePlus,
    keys: ["C"],
    needs: "toComment",
    run: comment,
  },
  delete: {
    group: "node",
    icon: Trash2,
    keys: ["Delete", "Backspace"],
    needs: "selection",
    run: deleteSelected,
  },
  selectAll: { group: "map", icon: BoxSelect, keys: ["Mod+A"], needs: "nothing", run: selectAll },
  clear: { group: "map", icon: SquareDashed, keys: ["Escape"], needs: "nothing", run: clear },
  fit: { group: "view", icon: Maximize, keys: ["Shift+1"], needs: "nothing", run: fit },
  fitSelection: {
    group: "view",
    icon: Scan,
    keys: ["Shift+2"],
    needs: "nothing",
    run: fitSelection,
  },
  toggleMarks: {
    group: "view",
    icon: MessageSquare,
    keys: ["Shift+C"],
    needs: "comments",
    run: toggleMarks,
  },
  zoomIn: {
    group: "view",
    icon: ZoomIn,
    keys: ["+", "="],
    needs: "nothing",
    run: ({ view }) => view?.zoomBy(ZOOM_STEP),
  },
  zoomOut: {
    group: "view",
    icon: ZoomOut,
    keys: ["-"],
    needs: "nothing",
    run: ({ view }) => view?.zoomBy(1 / ZOOM_STEP),
  },
  zoomReset: {
    group: "view",
    icon: Copy,
    keys: ["0"],
    needs: "nothing",
    run: ({ view }) => view?.zoomTo(1),
  },
} as const satisfies Record<string, Omit<CanvasCommand, "id">>;

export type CommandId = keyof typeof COMMANDS;

export function commandOf(id: CommandId): CanvasCommand {
  return { id, ...COMMANDS[id] };
}

/** In the order in which they are listed and asked for their keys. */
export const canvasCommands: readonly CanvasCommand[] = (Object.keys(COMMANDS) as CommandId[]).map(
  commandOf,
);

/** Whether a command makes sense now, for this person. */
export function isAvailable(canvas: Canvas, { needs }: Pick<CanvasCommand, "needs">): boolean {
  const { nodes, links } = canvas.session.flow.selection.get();
  switch (needs) {
    case "nothing":
      return true;
    case "comments":
      return hasMarks(canvas);
    case "toComment":
      return mayComment(canvas);
    case "change":
      return canvas.mayChange;
    case "oneNode":
      return canvas.mayChange && canvas.onlyNode !== null;
    case "nodes":
      return canvas.mayChange && nodes.size > 0;
    case "selection":
      return canvas.mayChange && nodes.size + links.size > 0;
    case "oneLink":
      return canvas.mayChange && onlyLink(canvas) !== null;
  }
}

/** The sentence of a command in the section `canvas`. */
export function labelKeyOf(id: CommandId): `canvas.do${Capitalize<CommandId>}` {
  return `canvas.do${capitalise(id)}`;
}

function capitalise<T extends string>(word: T): Capitalize<T> {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}` as Capitalize<T>;
}
