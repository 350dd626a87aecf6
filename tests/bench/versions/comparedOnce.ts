// One comparison opened in a browser by its address, and timed until its picture is at rest.
import type { Browser } from "playwright";

export interface Compared {
  /** From the last answer of the server until nothing that is drawn on the map changes any more. */
  drawnMs: number;
  /** From the address to there. */
  openedMs: number;
  /** Signs of changes in view. */
  marks: number;
}

export async function comparedOnce(
  browser: Browser,
  address: string,
  cookie: string,
): Promise<Compared> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const [name = "", value = ""] = cookie.split("=");
    const { origin } = new URL(address);
    await context.addCookies([{ name, value, url: origin, httpOnly: true, sameSite: "Lax" }]);
    const page = await context.newPage();
    await page.addInitScript(() => {
      const QUIET_MS = 500;
      let rest: ReturnType<typeof setTimeout> | undefined;
      // Every change of the picture is drawn with the next frame: the last of these marks is when it is at rest.
      const onChange = (): void => {
        if (document.querySelector("[data-change-sign]") === null) return;
        clearTimeout(rest);
        rest = setTimeout(() => performance.mark("at rest"), QUIET_MS);
        requestAnimationFrame(() => requestAnimationFrame(() => performance.mark("drawn")));
      };
      const picture = new MutationObserver(onChange);
      new MutationObserver((_, whole) => {
        const viewport = document.querySelector(".react-flow__viewport");
        if (viewport === null) return;
        whole.disconnect();
        picture.observe(viewport, { subtree: true, childList: true, attributes: true });
        onChange();
      }).observe(document, { subtree: true, childList: true });
    });
    await page.goto(address);
    await page.waitForFunction(() => performance.getEntriesByName("at rest").length > 0);
    return await page.evaluate(() => {
      const came = Math.max(
        ...performance
          .getEntriesByType("resource")
          .filter((entry) => /\/states\/|\/changes\?/.test(entry.name))
          .map((entry) => (entry as PerformanceResourceTiming).responseEnd),
      );
      const drawn = performance.getEntriesByName("drawn").at(-1)?.startTime ?? Number.NaN;
      const marks = document.querySelectorAll("[data-change-sign]").length;
      return { drawnMs: drawn - came, openedMs: drawn, marks };
    });
  } finally {
    await context.close();
  }
}
