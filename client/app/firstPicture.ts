// When somebody who comes for a map first sees it: what they do not wait for begins only then.
import { useEffect, useState } from "react";
import { Value } from "../map/session/Store.ts";
import { useStore } from "../map/session/useStore.ts";

/** A map that does not open: what waits begins all the same. */
const PATIENCE_MS = 3_000;
const IDLE_WITHIN_MS = 500;
/** From here on drawing a map takes longer than everything around it. */
const LARGE_MAP_NODES = 200;
/** For so long they go before everything else. */
const MARKS_WITHIN_MS = 150;
/** A page that nobody sees draws no frame. */
const FRAME_WITHIN_MS = 200;

/** Whether what is around a map may be there, too. */
const hasPicture = new Value(false);
let tell: () => void = () => {};

const firstPicture: Promise<void> = new Promise((resolve) => {
  tell = resolve;
});

/** The canvas shows a map. */
export function pictureShown(): void {
  tell();
}

/** Resolves when the canvas shows the first map of this page, and the browser has nothing else to do. */
export async function afterFirstPicture(): Promise<void> {
  await Promise.race([firstPicture, within(PATIENCE_MS)]);
  await new Promise((resolve) => {
    requestIdleCallback(resolve, { timeout: IDLE_WITHIN_MS });
  });
}

/** Resolves as soon as the first map of this page is drawn: for what is part of it, and must not make it later. */
export async function onFirstPicture(): Promise<void> {
  await Promise.race([firstPicture, within(PATIENCE_MS)]);
  const drawn = new Promise<void>((resolve) => {
    // The task after a frame's callbacks: the frame has been painted.
    requestAnimationFrame(() => setTimeout(resolve, 0));
  });
  await Promise.race([drawn, within(FRAME_WITHIN_MS)]);
}

/** What belongs into the picture and is there by now, marks of comments above all, is drawn before what lies around it. */
async function afterMarks(): Promise<void> {
  await onFirstPicture();
  await new Promise((resolve) => {
    requestIdleCallback(resolve, { timeout: MARKS_WITHIN_MS });
  });
}

/** Whether a map of so many nodes is still to be seen before anything around it is drawn: it is what somebody came for. */
export function useIsMapFirst(nodeCount: number): boolean {
  const [isLarge] = useState(nodeCount > LARGE_MAP_NODES);
  useEffect(() => {
    if (isLarge) void afterMarks().then(() => hasPicture.set(true));
  }, [isLarge]);
  return !useStore(hasPicture) && isLarge;
}

function within(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
