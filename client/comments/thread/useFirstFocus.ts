// Puts the focus where somebody has just asked to write, however they asked: a menu holds the focus until it is gone, and
// then wants to give it back to its button.
import { type RefObject, useEffect } from "react";
import { giveKeys } from "../../app/typedAhead.ts";

/** Frames in a row in which nobody took it away. */
const CALM_FRAMES = 2;
/** Whatever wants it for longer than this has a reason. */
const MAX_FRAMES = 90;

export function useFirstFocus(field: RefObject<HTMLElement | null>, isWanted: boolean): void {
  useEffect(() => {
    if (!isWanted) return;
    let calm = 0;
    let frames = 0;
    const attempt = (): void => {
      const isThere = document.activeElement === field.current;
      const isMenuOpen = document.querySelector("[role=menu]") !== null;
      calm = isThere && !isMenuOpen ? calm + 1 : 0;
      if (!isThere) field.current?.focus();
      if (calm > 0) giveKeys();
      frames += 1;
      if (calm < CALM_FRAMES && frames < MAX_FRAMES) frame = requestAnimationFrame(attempt);
    };
    let frame = requestAnimationFrame(attempt);
    return () => cancelAnimationFrame(frame);
  }, [field, isWanted]);
}
