// Boxes of nodes as far as links and labels care about them, without DOM: probable text widths, the tab of a region.
import type { Box } from "./box.ts";

/** The tab that bears a region's title, at its top left corner. Must match NodeContents.module.css. */
const REGION_TAB_HEIGHT = 34;
const REGION_TAB_PADDING = 62;
const REGION_TITLE_PX = 16;

const NARROW = /[ijltfr.,:;'’|!()[\]/\- ]/;
const WIDE = /[mwMWÄÖÜ@%–—]/;
const UPPER = /[A-ZÄÖÜ0-9]/;

/** Roughly how wide a text is in the page's font, in the unit of `fontPx`. */
export function textWidth(text: string, fontPx: number): number {
  let ems = 0;
  for (const letter of text) {
    ems += NARROW.test(letter) ? 0.29 : WIDE.test(letter) ? 0.78 : UPPER.test(letter) ? 0.58 : 0.51;
  }
  return ems * fontPx;
}

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
