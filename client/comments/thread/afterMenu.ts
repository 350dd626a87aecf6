// For what a menu's entry takes away along with the menu's own button: first the menu goes and gives the focus back.

/** Frames in a row without a menu: the focus goes back in the one after it has gone. */
const CALM_FRAMES = 3;

export function afterMenu(run: () => void): void {
  let calm = 0;
  const look = (): void => {
    calm = document.querySelector("[role=menu]") === null ? calm + 1 : 0;
    if (calm < CALM_FRAMES) requestAnimationFrame(look);
    else run();
  };
  requestAnimationFrame(look);
}
