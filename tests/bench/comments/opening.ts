// One round: opens a map in a fresh browser profile, waits until it is drawn and the comments are there, then opens their
// panel. Times are taken in the page.
import type { Browser } from "playwright";
import { firstPictureMs, watchPicture } from "../canvas/frames.ts";

export interface Opening {
  /** Until nodes and links are drawn and stay so. */
  pictureMs: number;
  /** Until the marks are drawn too; where there are none: the same. */
  marksMs: number;
  /** Until nothing in the drawing changes any more, with what is drawn around the map. */
  completeMs: number;
  /** From the press on the button until the panel is drawn. */
  panelMs: number;
}

declare global {
  interface Window {
    benchNodesAt?: number;
    benchMarksAt?: number;
  }
}

const PATIENCE_MS = 20_000;

export async function measureOpening(
  browser: Browser,
  address: string,
  cookie: string,
): Promise<Opening> {
  const context = await browser.newContext({
    locale: "de-DE",
    viewport: { width: 1280, height: 800 },
  });
  try {
    const [name = "", value = ""] = cookie.split("=");
    const { origin } = new URL(address);
    await context.addCookies([{ name, value, url: origin, httpOnly: true, sameSite: "Lax" }]);
    const page = await context.newPage();
    await watchPicture(page);
    await page.addInitScript(() => {
      const drawing = ".react-flow__nodes, .react-flow__edges, .react-flow [data-links]";
      const marks = "[data-comment-marks]";
      new MutationObserver((records) => {
        const isIn = (where: string): boolean =>
          records.some(({ target }) => target instanceof Element && target.closest(where) !== null);
        if (isIn(drawing)) requestAnimationFrame(() => (window.benchNodesAt = performance.now()));
        if (isIn(marks)) requestAnimationFrame(() => (window.benchMarksAt = performance.now()));
      }).observe(document, { subtree: true, childList: true });
    });
    const listed = page.waitForResponse((response) => response.url().includes("/comments?since="));
    await page.goto(address);
    await listed;
    const completeMs = await firstPictureMs(page);
    const pictureMs = await page.evaluate(() => window.benchNodesAt ?? Number.NaN);
    const marksAt = await page.evaluate(() => window.benchMarksAt ?? 0);
    const marksMs = Math.max(pictureMs, marksAt);
    const panelMs = await page.evaluate(openPanelMs, PATIENCE_MS);
    return { pictureMs, marksMs, completeMs, panelMs };
  } finally {
    await context.close();
  }
}

/** In the page: presses the button, and waits until the frame in which the list (or what stands in its place) is drawn. */
async function openPanelMs(patienceMs: number): Promise<number> {
  const button = document.querySelector<HTMLElement>("[data-comments-button] button");
  if (button === null) throw new Error("There is no button.");
  const start = performance.now();
  button.click();
  for (;;) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const shown = document.querySelector(
      'aside[aria-label="Kommentare"] :is([role="treeitem"], section > h2)',
    );
    if (performance.now() - start > patienceMs) throw new Error("The panel does not open.");
    // It may be there beforehand, unseen.
    if (shown?.checkVisibility() !== true) continue;
    // The task after a frame's callbacks: it has been laid out and painted.
    await new Promise((resolve) => setTimeout(resolve, 0));
    return performance.now() - start;
  }
}
