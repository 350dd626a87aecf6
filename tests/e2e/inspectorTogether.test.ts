// Two people in one text: in a title, and in a description.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Page } from "playwright";
import { mapToJson } from "#shared/map/json.ts";
import { plainTextOf, type RichText } from "#shared/map/richText.ts";
import { screenshot } from "../fixtures/browser.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import { giveMap, openMap, type TestMap } from "./canvasPage.ts";
import { descriptionOf, inspect } from "./inspectorPage.ts";

let server: ServerProcess;
let map: TestMap;

beforeAll(async () => {
  server = await startServer();
});
afterEach(() => map.close());
afterAll(async () => {
  await server.remove();
});

async function twoPeople(): Promise<[Page, Page]> {
  map = await giveMap(server, [
    { id: "these-0001", kind: "thesis", title: "Mitte", x: 120, y: 60 },
    { id: "notiz-0001", kind: "note", title: "Daneben", x: 120, y: 300 },
  ]);
  const [one, two] = [await openMap(server, map), await openMap(server, map)];
  return [one.page, two.page];
}

/** What the server has of the description of the thesis. */
function written(): RichText {
  return mapToJson(map.doc).nodes.find(({ id }) => id === "these-0001")?.description ?? [];
}

const words = () => plainTextOf(written()).trim();

/** As on a busy machine: the page's own word that the caret has moved comes late; until what is returned is called. */
async function holdWordOfCaret(page: Page): Promise<() => Promise<void>> {
  const isHeld = await page.evaluateHandle(() => {
    const held = { is: true };
    const hold = (event: Event): void => {
      if (held.is) event.stopImmediatePropagation();
    };
    document.addEventListener("selectionchange", hold, { capture: true });
    return held;
  });
  return async () => {
    await isHeld.evaluate((held) => {
      held.is = false;
    });
  };
}

describe("two people in one text", () => {
  it("IN-2: two people type in a title at once, both texts stay, and so does each caret", async () => {
    const [one, two] = await twoPeople();
    const titleOf = async (page: Page) =>
      (await inspect(page, "these-0001")).getByLabel("Titel", { exact: true });
    const [first, second] = [await titleOf(one), await titleOf(two)];
    await first.press("Home");
    await second.press("End");
    await Promise.all([
      first.pressSequentially("Anfang ", { delay: 25 }),
      second.pressSequentially(" und Ende", { delay: 25 }),
    ]);
    await waitFor("both are there", () => map.node("these-0001").title === "Anfang Mitte und Ende");
    for (const field of [first, second]) {
      await waitFor(
        "everybody sees it",
        async () => (await field.inputValue()) === "Anfang Mitte und Ende",
      );
    }
    const caret = await first.evaluate((field: HTMLTextAreaElement) => field.selectionStart);
    expect(caret).toBe("Anfang ".length);
    // On a slow machine the pauses between letters may be long enough for several steps.
    await waitFor("one's own is undone, and nothing else", async () => {
      if ((await first.inputValue()) === "Mitte und Ende") return true;
      await one.keyboard.press("Control+z");
      return false;
    });
    await waitFor("everywhere", () => map.node("these-0001").title === "Mitte und Ende");
  });

  it("IN-3: two people write in one description at once, and each reads who else does", async () => {
    const [one, two] = await twoPeople();
    const panels = [await inspect(one, "these-0001"), await inspect(two, "these-0001")] as const;
    const first = await descriptionOf(panels[0]);
    const second = await descriptionOf(panels[1]);
    await first.click();
    await one.keyboard.type("Erster Absatz.");
    await waitFor(
      "the other sees it",
      async () => (await second.textContent()) === "Erster Absatz.",
    );
    await second.click();
    await two.keyboard.press("Control+End");
    await two.keyboard.press("Enter");
    await two.keyboard.type("Zweiter Absatz.");
    await one.keyboard.press("Control+Home");
    await Promise.all([
      one.keyboard.type("Hier: ", { delay: 20 }),
      two.keyboard.type(" Und mehr.", { delay: 20 }),
    ]);
    // What it was instead tells more than that it was not.
    await expect
      .poll(words, { timeout: 20_000 })
      .toBe("Hier: Erster Absatz.\nZweiter Absatz. Und mehr.");
    await panels[0].getByText(/bearbeitet auch$/).waitFor();
    await panels[1].getByText(/bearbeitet auch$/).waitFor();
    await screenshot(one, "inspector-two-people");
    await second.blur();
    await panels[0].getByText(/bearbeitet auch$/).waitFor({ state: "detached" });
  });

  it("IN-3: a caret that was just moved stays there when somebody else writes", async () => {
    const [one, two] = await twoPeople();
    const first = await descriptionOf(await inspect(one, "these-0001"));
    const second = await descriptionOf(await inspect(two, "these-0001"));
    await first.click();
    await one.keyboard.type("Absatz.");
    await waitFor("the other sees it", async () => (await second.textContent()) === "Absatz.");
    const release = await holdWordOfCaret(one);
    await one.keyboard.press("Home");
    await second.click();
    await two.keyboard.press("Control+End");
    await two.keyboard.type(" Ende.");
    await waitFor("it is here", async () => (await first.textContent()) === "Absatz. Ende.");
    await release();
    await one.keyboard.type("Ein ");
    await expect.poll(words, { timeout: 20_000 }).toBe("Ein Absatz. Ende.");
  });

  it("IN-3: a key acts where the caret was just moved to, however late the page says so", async () => {
    const [one] = await twoPeople();
    const field = await descriptionOf(await inspect(one, "these-0001"));
    await field.click();
    await one.keyboard.type("Erstens.");
    await one.keyboard.press("Home");
    await one.keyboard.type("x");
    await waitFor("it is there", () => words() === "xErstens.");
    const release = await holdWordOfCaret(one);
    await one.keyboard.press("End");
    await one.keyboard.press("Enter");
    await one.keyboard.type("Zweitens.");
    await one.keyboard.press("Control+Home");
    await one.keyboard.press("Delete");
    await release();
    await expect.poll(words).toBe("Erstens.\nZweitens.");
  });

  it("IN-4: undo takes back one's own words in a description, whoever wrote beside them", async () => {
    const [one, two] = await twoPeople();
    const first = await descriptionOf(await inspect(one, "these-0001"));
    const second = await descriptionOf(await inspect(two, "these-0001"));
    await first.click();
    await one.keyboard.insertText("Meins.");
    await waitFor("the other sees it", async () => (await second.textContent()) === "Meins.");
    await second.click();
    await two.keyboard.press("Control+End");
    await two.keyboard.insertText(" Deins.");
    await waitFor("both", async () => (await first.textContent()) === "Meins. Deins.");
    await one.keyboard.press("Control+z");
    await waitFor("only the first is undone", () => words() === "Deins.");
    await one.keyboard.press("Control+Shift+z");
    await waitFor("and done again", () => words() === "Meins. Deins.");
    await one.getByRole("button", { name: "Rückgängig" }).click();
    await waitFor("the bar's button does the same", () => words() === "Deins.");
  });

  it("IN-5: opening a description changes nothing", async () => {
    const [one] = await twoPeople();
    let updates = 0;
    map.doc.on("update", () => updates++);
    await descriptionOf(await inspect(one, "these-0001"));
    await descriptionOf(await inspect(one, "notiz-0001"));
    const field = await descriptionOf(await inspect(one, "these-0001"));
    await field.click();
    await one.keyboard.press("ArrowRight");
    // What it wrote would arrive before this does.
    await one.getByLabel("Titel", { exact: true }).fill("Ende");
    await waitFor("the title arrives", () => map.node("these-0001").title === "Ende");
    expect(updates).toBe(1);
    expect(written()).toEqual([]);
  });

  it("IN-14: what is formatted arrives as the model knows it; an unsafe address is refused", async () => {
    const [one] = await twoPeople();
    const panel = await inspect(one, "these-0001");
    const field = await descriptionOf(panel);
    await field.click();
    // The text takes the focus back with the next frame, which no hand is fast enough to overtake.
    const backInText = () =>
      waitFor("back in the text", () =>
        field.evaluate((element) => element === document.activeElement),
      );
    await panel.getByRole("button", { name: "Fett" }).click();
    await backInText();
    await one.keyboard.type("fett");
    await panel.getByRole("button", { name: "Fett" }).click();
    await backInText();
    await one.keyboard.type(" und Quelle");
    await waitFor("it is written", () => words() === "fett und Quelle");
    await one.keyboard.press("Control+Shift+ArrowLeft");
    await panel.getByRole("button", { name: "Verweis", exact: true }).click();
    await panel.getByLabel("Adresse", { exact: true }).fill("javascript:alert(1)");
    await panel.getByRole("button", { name: "Verweis setzen" }).click();
    await panel.getByText(/keine Adresse/).waitFor();
    await panel.getByLabel("Adresse", { exact: true }).fill("example.org/bericht");
    await panel.getByRole("button", { name: "Verweis setzen" }).click();
    await backInText();
    await one.keyboard.press("End");
    await waitFor("nothing is selected", () =>
      one.evaluate(() => getSelection()?.isCollapsed === true),
    );
    // The editor hears of the selection by an event of its own, which no hand is fast enough to overtake.
    await one.evaluate(
      () => new Promise((heard) => requestAnimationFrame(() => requestAnimationFrame(heard))),
    );
    await one.keyboard.press("Enter");
    await panel.getByRole("button", { name: "Aufzählung" }).click();
    await backInText();
    await one.keyboard.type("Punkt");
    await waitFor("the list arrives", () => words().endsWith("Punkt"));
    expect(written()).toEqual([
      {
        element: "paragraph",
        children: [
          { text: "fett", marks: { bold: {} } },
          { text: " und " },
          { text: "Quelle", marks: { link: { href: "https://example.org/bericht" } } },
        ],
      },
      {
        element: "bulletList",
        children: [
          {
            element: "listItem",
            children: [{ element: "paragraph", children: [{ text: "Punkt" }] }],
          },
        ],
      },
    ]);
  });
});
