// How large a node is before anything has measured it: for the first picture of a large map, for the pictures on the
// start page, and for laying nodes out. The page measures the truth once a node is drawn.
import type { NodeKind } from "./kinds.ts";
import type { MapNode, Size } from "./schema.ts";

/** Map units. The canvas draws cards of this width unless a person chose another. */
const CARD_WIDTH = 230;
const REGION_SIZE: Size = { width: 480, height: 320 };

const CARD_FRAME_HEIGHT = 46;
const LINE_HEIGHT = 21;
const MAX_LINES = 6;
/** Average width of a letter at the card's type size, with room for German compounds that wrap early. */
const LETTER_WIDTH = 8.2;
const CARD_PADDING_WIDTH = 34;

export function defaultSize(kind: NodeKind): Size {
  return kind === "region"
    ? REGION_SIZE
    : { width: CARD_WIDTH, height: CARD_FRAME_HEIGHT + LINE_HEIGHT };
}

/** A card grows with its title up to MAX_LINES lines; an explicit size wins. */
export function estimateSize(node: Pick<MapNode, "kind" | "size" | "title">): Size {
  if (node.size !== null) return node.size;
  if (node.kind === "region") return REGION_SIZE;
  const lettersPerLine = (CARD_WIDTH - CARD_PADDING_WIDTH) / LETTER_WIDTH;
  const lines = Math.min(MAX_LINES, Math.max(1, Math.ceil(node.title.length / lettersPerLine)));
  return { width: CARD_WIDTH, height: CARD_FRAME_HEIGHT + lines * LINE_HEIGHT };
}
