// Whether the window is so narrow that what stands beside the map lies above it.

/** As in MapWorkspace.module.css. */
const NARROW = "(max-width: 48rem)";

export function isNarrow(): boolean {
  return window.matchMedia(NARROW).matches;
}
