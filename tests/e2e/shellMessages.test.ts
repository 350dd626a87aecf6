// Messages at the edge of the window: beside what can be pressed, on a wide and on a narrow window.
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, it } from "vitest";
import { screenshot } from "../fixtures/browser.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import { card, giveMap, openMap } from "./canvasPage.ts";

let server: ServerProcess;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.remove());

/** Names of what somebody would press and finds a message there. */
function coveredBy(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const region = document.querySelector("[data-toast]")?.closest("[role='region']");
    if (!(region instanceof HTMLElement)) throw new Error("There is no message");
    const at = region.getBoundingClientRect();
    const controls = [
      ...document.querySelectorAll("button, a[href], input, textarea, [role='row']"),
    ];
    const meeting = controls.filter((control) => {
      const box = control.getBoundingClientRect();
      const isAside = box.right <= at.left || box.left >= at.right;
      return !region.contains(control) && !isAside && box.bottom > at.top && box.top < at.bottom;
    });
    // What lies behind a sheet could not be pressed without the message either.
    region.style.visibility = "hidden";
    const found = meeting.filter((control) => {
      const box = control.getBoundingClientRect();
      const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      return top !== null && control.contains(top);
    });
    region.style.visibility = "";
    return found.map((control) => control.ariaLabel ?? control.textContent);
  });
}

describe("messages", () => {
  it.each([
    { name: "wide", width: 1440, height: 900 },
    { name: "narrow", width: 390, height: 844 },
  ])(
    "LA-10: on a $name window they cover no control, nor one that opens later",
    async ({ name, ...viewport }) => {
      const map = await giveMap(server, [
        { id: "question", kind: "guiding-question", title: "Was bleibt?", x: 0, y: 0 },
        { id: "the-thesis", kind: "thesis", title: "Dichter und grüner", x: 420, y: 0 },
      ]);
      const { page } = await openMap(server, map, { viewport });
      await page.keyboard.press("Control+s");
      const message = page.locator("[data-toast]");
      await message.first().waitFor();
      const isAside = async (): Promise<boolean> => {
        // It goes by itself after a while.
        if ((await message.count()) === 0) await page.keyboard.press("Control+s");
        return (await coveredBy(page)).length === 0;
      };
      await waitFor("beside everything", isAside);
      await screenshot(page, `messages-${name}`);
      await card(page, "question").click();
      await page.getByRole("textbox", { name: "Titel", exact: true }).waitFor();
      await waitFor("beside what is selected", isAside);
      await page.keyboard.press("Control+Alt+KeyK");
      await page.getByRole("heading", { name: "Kommentare", exact: true }).waitFor();
      await waitFor("beside the comments", isAside);
      await screenshot(page, `messages-${name}-comments`);
      map.close();
    },
  );
});
