// Boxes of nodes as far as links care about them, without DOM: the tab of a region.
import { textWidth } from "#shared/map/letterWidths.ts";
import type { Box } from "./box.ts";

/** The tab that bears a region's title, at its top left corner. Must match NodeContents.module.css. */
const REGION_TAB_HEIGHT = 34;
const REGION_TAB_PADDING = 62;
const REGION_TITLE_PX = 16;

/** The part of a region that a link must not run through: the tab with its title. */
export function regionTab(box: Box, title: string): Box {
  const wanted = textWidth(title, REGION_TITLE_PX) + REGION_TAB_PADDING;
  return {
    x: box.x,
    y: box.y,
    width: Math.min(box.width, Math.max(90, wanted)),
    height: REGION_TAB_HEIGHT,
  };
}
