// When somebody who comes for a map first sees it: what they do not wait for begins only then.

let tell: () => void = () => {};

/** Resolves when the canvas shows the first map of this page. */
export const firstPicture: Promise<void> = new Promise((resolve) => {
  tell = resolve;
});

/** The canvas shows a map. */
export function pictureShown(): void {
  tell();
}
