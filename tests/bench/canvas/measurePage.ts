// One round of one page: opens it in a fresh browser profile, waits for the first picture, then pans, zooms, drags and
// looks on while a colleague moves nodes.
import type { Browser } from "playwright";
import type { Colleague } from "./Colleague.ts";
import { firstPictureMs, framesWhile, watchPicture, type FrameFigures } from "./frames.ts";
import {
  dragInCircles,
  emptySpot,
  nodesInView,
  nodeToDrag,
  showAbout,
  zoomInAndOut,
} from "./hand.ts";

export interface CanvasRound {
  inView: number;
  firstPictureMs: number;
  pan: FrameFigures;
  zoom: FrameFigures;
  drag: FrameFigures;
  remote: FrameFigures;
}

const SETTLE_MS = 400;

export async function measurePage(
  browser: Browser,
  address: string,
  colleague: Colleague,
  { actMs, inView }: { actMs: number; inView: number | null },
): Promise<CanvasRound> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const [name = "", value = ""] = colleague.cookie.split("=");
    // For all of this host: cookies do not tell ports apart, and would keep to the path of the address.
    const { origin } = new URL(address);
    await context.addCookies([{ name, value, url: origin, httpOnly: true, sameSite: "Lax" }]);
    const page = await context.newPage();
    await watchPicture(page);
    await page.goto(address);
    const first = await firstPictureMs(page);
    const count =
      inView === null ? (await nodesInView(page)).length : await showAbout(page, inView);
    const spot = await emptySpot(page);
    const pan = await framesWhile(page, () => dragInCircles(page, spot, actMs));
    await page.waitForTimeout(SETTLE_MS);
    const zoom = await framesWhile(page, () => zoomInAndOut(page, actMs));
    await page.waitForTimeout(SETTLE_MS);
    const node = await nodeToDrag(page);
    const drag = await framesWhile(page, () => dragInCircles(page, node, actMs));
    await page.waitForTimeout(SETTLE_MS);
    const ids = (await nodesInView(page)).map(({ id }) => id);
    const remote = await framesWhile(page, () => colleague.moveAbout(ids, actMs));
    return { inView: count, firstPictureMs: first, pan, zoom, drag, remote };
  } finally {
    await context.close();
  }
}
