// How large a node is before anything has measured it: for the first picture of a map, for the pictures on the start
// page, and for laying nodes out. The page measures the truth once a node is drawn; where the two are the same,
// nothing has to be drawn twice.
import type { NodeKind } from "./kinds.ts";
import { linesOf } from "./letterWidths.ts";
import type { MapNode, Size } from "./schema.ts";

/** Map units. The canvas draws cards of this width unless a person chose another. */
const CARD_WIDTH = 230;
const REGION_SIZE: Size = { width: 480, height: 320 };

/** As in NodeContents.module.css: padding above and below, and the line of the kind. */
const CARD_FRAME_HEIGHT = 43;
const TITLE_PX = 16;
const LINE_HEIGHT = 21;
const MAX_LINES = 6;
/** The line of small marks below a title. */
const MARKS_HEIGHT = 20;
/** As in NodeForms.module.css: what is left and right of the title. */
const CARD_PADDING_WIDTH = 32;
const PADDING_WIDTHS: Partial<Record<NodeKind, number>> = {
  vision: 40,
  principle: 38,
  "action-dimension": 40,
  driver: 44,
  thesis: 37,
  actor: 44,
};
const MORE_HEIGHT: Partial<Record<NodeKind, number>> = { role: 2 };

export type Sized = Pick<MapNode, "kind" | "size" | "title"> &
  Partial<Pick<MapNode, "perspectives" | "status">>;

export function defaultSize(kind: NodeKind): Size {
  return kind === "region"
    ? REGION_SIZE
    : { width: CARD_WIDTH, height: CARD_FRAME_HEIGHT + LINE_HEIGHT };
}

/** A card grows with its title up to MAX_LINES lines; an explicit size wins. */
export function estimateSize(node: Sized): Size {
  if (node.size !== null) return node.size;
  const { kind, title, perspectives = [], status = null } = node;
  if (kind === "region") return REGION_SIZE;
  const room = CARD_WIDTH - (PADDING_WIDTHS[kind] ?? CARD_PADDING_WIDTH);
  const lines = Math.min(MAX_LINES, linesOf(title, room, TITLE_PX).length);
  const marks = perspectives.length > 0 || status !== null ? MARKS_HEIGHT : 0;
  const height = CARD_FRAME_HEIGHT + (MORE_HEIGHT[kind] ?? 0) + lines * LINE_HEIGHT + marks;
  return { width: CARD_WIDTH, height };
}
