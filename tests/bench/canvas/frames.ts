// What is measured in the page itself: frames while something goes on, and when the first picture was complete. Runs
// in the browser; handed over by Playwright as functions.
import type { Page } from "playwright";

export interface FrameFigures {
  fps: number;
  /** The slowest twentieth of the frames took longer than this, ms. */
  slowMs: number;
}

declare global {
  interface Window {
    benchFrames?: number[];
    benchPicture?: { changedAt: number; now: () => number };
  }
}

/** To be installed before the page loads: notes when the drawing last changed. */
export async function watchPicture(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const picture = { changedAt: 0, now: () => performance.now() };
    window.benchPicture = picture;
    const observer = new MutationObserver((records) => {
      const drawn = records.some(({ target }) => {
        return target instanceof Element && target.closest(".react-flow") !== null;
      });
      if (drawn) requestAnimationFrame(() => (picture.changedAt = performance.now()));
    });
    observer.observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ["style", "d", "transform", "class"],
    });
  });
}

const CALM_MS = 1_000;
const PATIENCE_MS = 60_000;

/** Milliseconds from navigation to the last change of the drawing, once it is calm and shows nodes. */
export async function firstPictureMs(page: Page): Promise<number> {
  const handle = await page.waitForFunction(
    (calmMs) => {
      const picture = window.benchPicture;
      if (picture === undefined || document.querySelector(".react-flow__node") === null)
        return null;
      return picture.now() - picture.changedAt > calmMs ? picture.changedAt : null;
    },
    CALM_MS,
    { polling: 100, timeout: PATIENCE_MS },
  );
  return (await handle.jsonValue()) ?? Number.NaN;
}

/** Counts frames while `act` goes on. */
export async function framesWhile(page: Page, act: () => Promise<void>): Promise<FrameFigures> {
  await page.evaluate(() => {
    const times: number[] = [];
    window.benchFrames = times;
    const step = (at: number): void => {
      if (window.benchFrames !== times) return;
      times.push(at);
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
  await act();
  const times = await page.evaluate(() => {
    const seen = window.benchFrames ?? [];
    delete window.benchFrames;
    return [...seen, performance.now()];
  });
  const gaps = times.slice(1).map((at, i) => at - (times[i] ?? at));
  const total = (times.at(-1) ?? 0) - (times[0] ?? 0);
  const sorted = gaps.toSorted((a, b) => a - b);
  return {
    fps: (gaps.length / total) * 1000,
    slowMs: sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN,
  };
}
