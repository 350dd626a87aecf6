// What is left of a title when a card is seen from afar: as much as fits on it in large type. Cut here and not by the
// browser, to which each cut would be a layer to be painted in every frame of a panned map.
import { cutToLines } from "#shared/map/letterWidths.ts";
import type { Size } from "#shared/map/schema.ts";

/** As in MapCanvas.module.css. */
const LEVELS = {
  far: { fontPx: 27, maxLines: 3 },
  farthest: { fontPx: 46, maxLines: 2 },
} as const;
const LINE = 1.04;
const PADDING_WIDTH = 20;
const PADDING_HEIGHT = 4;

export function farTitle(
  title: string,
  { width, height }: Size,
  level: keyof typeof LEVELS,
): string {
  const { fontPx, maxLines } = LEVELS[level];
  const lines = Math.max(
    1,
    Math.min(maxLines, Math.floor((height - PADDING_HEIGHT) / (fontPx * LINE))),
  );
  return cutToLines(title, width - PADDING_WIDTH, fontPx, lines);
}
