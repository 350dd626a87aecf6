// When somebody who comes for a map first sees it: what they do not wait for begins only then.

/** A map that does not open: what waits begins all the same. */
const PATIENCE_MS = 3_000;
const IDLE_WITHIN_MS = 500;

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
  await Promise.race([
    firstPicture,
    new Promise((resolve) => {
      setTimeout(resolve, PATIENCE_MS);
    }),
  ]);
  await new Promise((resolve) => {
    requestIdleCallback(resolve, { timeout: IDLE_WITHIN_MS });
  });
}
