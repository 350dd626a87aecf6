// Comments on the canvas: marks and pins, how a thread is begun and found there, and its window beside what it is about.
import type { Locator, Page } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { threadAnswerSchema } from "#shared/comments/api.ts";
import { deleteElements, moveNodes } from "#shared/map/edit.ts";
import { askApi } from "../fixtures/askApi.ts";
import { screenshot } from "../fixtures/browser.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { onceStill } from "../fixtures/stillness.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import {
  boxOf,
  card,
  drag,
  emptySpot,
  giveMap,
  middleOf,
  openMap,
  zoomOf,
  type TestMap,
} from "./canvasPage.ts";
import {
  anchorsOf,
  beginThread,
  closeThread,
  letMembers,
  mapIdOf,
  markOf,
  say,
  threadWindow,
} from "./commentsCanvasPage.ts";

let server: ServerProcess;
let map: TestMap;

beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.remove();
});
afterEach(() => map.close());

const QUESTION = { id: "the-question", kind: "guiding-question" as const, x: 0, y: 0 };
const THESIS = { id: "the-thesis-1", kind: "thesis" as const, x: 420, y: 0 };
const LINK = "the-link-0001";

async function smallMap(): Promise<TestMap> {
  map = await giveMap(server, [QUESTION, THESIS], [[LINK, "answers", THESIS.id, QUESTION.id]]);
  return map;
}

/** The middle of a link's label in the window. */
async function labelOf(page: Page): Promise<{ x: number; y: number }> {
  return await middleOf(page.locator(`text[data-link="${LINK}"]`));
}

describe("marks", () => {
  it("CO-100, CO-103: bear the number of comments, stand out when something is unread, open one thread or offer several, and go when all is done", async () => {
    await smallMap();
    const me = await server.newMember();
    await beginThread(server, map, { on: "node", id: QUESTION.id }, "Erstens", me);
    const { page } = await openMap(server, map, { as: me });
    const mark = markOf(page, QUESTION.id);
    await expect.poll(() => mark.textContent()).toBe("1");
    expect(await mark.getAttribute("data-unread")).toBeNull();
    expect(await markOf(page, THESIS.id).count()).toBe(0);

    const second = await beginThread(server, map, { on: "node", id: QUESTION.id }, "Zweitens");
    await beginThread(server, map, { on: "link", id: LINK }, "Stimmt die Richtung?");
    const pin = await beginThread(server, map, { on: "place", x: 300, y: 260 }, "Hier fehlt etwas");
    await expect.poll(() => mark.textContent()).toBe("2");
    expect(await mark.getAttribute("data-unread")).toBe("");
    expect(await mark.getAttribute("aria-label")).toBe(`${QUESTION.id}: 2 Kommentare, 1 ungelesen`);

    await markOf(page, pin).click();
    await threadWindow(page).getByText("Hier fehlt etwas").waitFor();
    await markOf(page, LINK).click();
    await threadWindow(page).getByText("Stimmt die Richtung?").waitFor();
    await mark.click();
    await page.getByRole("menuitem", { name: /Zweitens/ }).click();
    await threadWindow(page).getByText("Zweitens").waitFor();
    await waitFor("read", async () => (await mark.getAttribute("data-unread")) === null);

    const { status } = await askApi(
      `${server.url}/api/maps/${mapIdOf(map)}/comments/threads/${second}/state`,
      { method: "PUT", body: { state: "resolved" } },
    );
    expect(status).toBeLessThan(300);
    await closeThread(page);
    await expect.poll(() => mark.textContent()).toBe("1");
  });

  it("CO-101, CO-102, CO-103: are as large far out, where neighbours become one with their sum that zooms in; far away ones do not exist", async () => {
    const nodes = Array.from({ length: 12 }, (_, index) => ({
      id: `node-${String(index).padStart(8, "0")}`,
      x: (index % 4) * 300,
      y: Math.floor(index / 4) * 160,
    }));
    const distant = { id: "far-away-node", x: 12_000, y: 0 };
    map = await giveMap(server, [...nodes, distant]);
    for (const { id } of [...nodes, distant]) {
      await beginThread(server, map, { on: "node", id }, "Dazu habe ich eine Frage.");
    }
    const { page } = await openMap(server, map);
    await page.keyboard.press("Shift+1");
    // On the way there are others.
    await page.evaluate(onceStill("undefined"));
    const marks = page.locator("[data-mark]");
    const sum = async (): Promise<number> => {
      const counts = await marks.allTextContents();
      return counts.reduce((so, count) => so + Number(count), 0);
    };
    await expect.poll(sum).toBe(13);
    expect(await marks.count()).toBeLessThan(5);
    for (const mark of await marks.all()) {
      const { width, height } = await boxOf(mark);
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
    }
    const before = await zoomOf(page);
    await page.locator('[data-form="cluster"]').first().click();
    await page.evaluate(onceStill("undefined"));
    await expect.poll(() => marks.count()).toBe(12);
    expect(await zoomOf(page)).toBeGreaterThan(before);
    expect(await markOf(page, distant.id).count()).toBe(0);
  });

  it("CO-104: are hidden and shown by a key and by a button, and that is said", async () => {
    await smallMap();
    await beginThread(server, map, { on: "node", id: QUESTION.id }, "Erstens");
    const { page } = await openMap(server, map);
    const mark = markOf(page, QUESTION.id);
    await mark.waitFor();
    await page.keyboard.press("Shift+C");
    await mark.waitFor({ state: "detached" });
    await page.locator("[data-announcer]", { hasText: "ausgeblendet" }).waitFor();
    await page.getByRole("button", { name: "Kommentare auf der Karte zeigen" }).click();
    await mark.waitFor();
  });

  it("CO-112: are reached with Tab, walked with arrows and opened with Enter; closing gives the keyboard back", async () => {
    await smallMap();
    const first = await beginThread(server, map, { on: "place", x: 0, y: -150 }, "Oben");
    await beginThread(server, map, { on: "node", id: THESIS.id }, "Rechts");
    const { page } = await openMap(server, map);
    await markOf(page, THESIS.id).waitFor();
    await page.locator("[data-canvas] .react-flow").focus();
    await page.keyboard.press("Tab");
    const focused = (): Promise<string | undefined> =>
      page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset["mark"]);
    const start = await focused();
    expect([first, THESIS.id]).toContain(start);
    await page.keyboard.press(start === first ? "ArrowRight" : "ArrowLeft");
    expect(await focused()).toBe(start === first ? THESIS.id : first);
    const reached = await focused();
    await page.keyboard.press("Enter");
    await threadWindow(page)
      .getByText(reached === first ? "Oben" : "Rechts")
      .waitFor();
    await closeThread(page);
    await expect.poll(focused).toBe(reached);
    await page.keyboard.press("Escape");
    await expect.poll(focused).toBeUndefined();
  });
});

describe("beginning a thread", () => {
  it("CO-105, CO-107: somebody who may only comment does so by key on a node, by click and by Enter on a place; the map stays", async () => {
    await smallMap();
    await letMembers(server, map, "commenter");
    const before = JSON.stringify([...map.content().nodes, ...map.content().links]);
    const { page } = await openMap(server, map);
    await page.locator("[data-canvas] .react-flow").focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("c");
    await say(page, "Auf dem Knoten");
    await threadWindow(page).getByText("Auf dem Knoten").waitFor();
    await closeThread(page);

    await page.locator("[data-canvas] .react-flow").focus();
    await page.keyboard.press("Escape");
    await page.keyboard.press("c");
    await page.getByText(/Kommentieren: Klicken/).waitFor();
    await page.keyboard.press("Escape");
    await page.getByText(/Kommentieren: Klicken/).waitFor({ state: "detached" });
    await page.keyboard.press("c");
    const spot = await emptySpot(page);
    await page.mouse.click(spot.x, spot.y);
    await say(page, "Auf einer Stelle");
    await threadWindow(page).getByText("Auf einer Stelle").waitFor();
    await page.getByRole("button", { name: "Kommentieren", exact: true }).first().click();
    // The map moves until the window has room beside its place.
    await page.evaluate(onceStill("undefined"));
    const label = await labelOf(page);
    await page.mouse.click(label.x, label.y);
    await say(page, "Auf der Verbindung");
    await threadWindow(page).getByText("Auf der Verbindung").waitFor();
    await closeThread(page);
    await page.locator("[data-canvas] .react-flow").focus();
    await page.keyboard.press("c");
    await page.keyboard.press("Enter");
    await say(page, "In der Mitte");
    await waitFor("all are on the server", async () => {
      const anchors = await anchorsOf(server, map);
      return (
        anchors
          .map(({ on }) => on)
          .toSorted()
          .join() === "link,node,place,place"
      );
    });
    expect(JSON.stringify([...map.content().nodes, ...map.content().links])).toBe(before);
  });

  it("CO-107: somebody who may only read sees marks and is offered nothing", async () => {
    await smallMap();
    await letMembers(server, map, "viewer");
    await beginThread(server, map, { on: "node", id: QUESTION.id }, "Erstens");
    const { page } = await openMap(server, map);
    await markOf(page, QUESTION.id).waitFor();
    expect(await page.getByRole("button", { name: "Kommentieren", exact: true }).count()).toBe(0);
    await page.locator("[data-canvas] .react-flow").focus();
    await page.keyboard.press("c");
    await card(page, THESIS.id).click({ button: "right" });
    await page.getByRole("menu").waitFor();
    expect(await page.getByRole("menuitem", { name: /ommentieren/ }).count()).toBe(0);
    await page.keyboard.press("Escape");
    expect(await threadWindow(page).count()).toBe(0);
    await markOf(page, QUESTION.id).click();
    await threadWindow(page).getByText("Erstens").waitFor();
  });

  it("CO-106: the menus of a node, a link and the canvas begin one there", async () => {
    await smallMap();
    const { page } = await openMap(server, map);
    for (const [pointOf, item, subject] of [
      [() => middleOf(card(page, THESIS.id)), "Kommentieren", THESIS.id],
      [() => labelOf(page), "Kommentieren", `${THESIS.id} → ${QUESTION.id}`],
      [() => emptySpot(page), "Hier kommentieren", "Stelle auf der Karte"],
    ] as const) {
      // The map moves when the inspector has opened beside it before the thread's window (CO-109).
      await page.evaluate(onceStill("undefined"));
      const { x, y } = await pointOf();
      await page.mouse.click(x, y, { button: "right" });
      await page.getByRole("menuitem", { name: item }).click();
      await threadWindow(page).getByRole("heading", { name: subject }).waitFor();
      await closeThread(page);
    }
  });
});

describe("the thread window", () => {
  it("CO-108, CO-110: stays beside its node when somebody moves it, within the canvas when it leaves the view, and through its deletion", async () => {
    await smallMap();
    await beginThread(server, map, { on: "node", id: THESIS.id }, "Wirklich?");
    const { page } = await openMap(server, map);
    await markOf(page, THESIS.id).click();
    await threadWindow(page).getByText("Wirklich?").waitFor();
    const apart = async (): Promise<boolean> => {
      const window = await boxOf(threadWindow(page));
      const node = await boxOf(card(page, THESIS.id));
      return window.x >= node.x + node.width || window.x + window.width <= node.x;
    };
    await waitFor("beside its node", apart);
    await page.evaluate(onceStill("undefined"));
    const before = await boxOf(threadWindow(page));
    moveNodes(
      { doc: map.doc, origin: null },
      new Map([[THESIS.id, { parentId: null, x: 420, y: -150 }]]),
    );
    await waitFor("followed", async () => (await boxOf(threadWindow(page))).y < before.y - 60);
    await waitFor("beside it again", apart);

    const pane = await boxOf(page.locator(".react-flow__pane"));
    const hold = { x: pane.x + 200, y: pane.y + pane.height - 120 };
    await drag(page, hold, { x: hold.x + 900, y: hold.y });
    await drag(page, hold, { x: hold.x + 900, y: hold.y });
    const isAtEdge = async (): Promise<boolean> => {
      const { x, width } = await boxOf(threadWindow(page));
      const room = pane.x + pane.width - x - width;
      return room >= 0 && room < 20;
    };
    await waitFor("at the edge, within the canvas", isAtEdge);

    deleteElements({ doc: map.doc, origin: null }, { nodes: [THESIS.id], links: [] });
    await threadWindow(page).getByText("verwaist").waitFor();
    await waitFor("in the middle of the edge", async () => {
      const { y, height } = await boxOf(threadWindow(page));
      const off = y + height / 2 - pane.y - pane.height / 2;
      return (await isAtEdge()) && Math.abs(off) < 60;
    });
  });

  it("CO-130, CO-131: goes along with its node, as the mark does, while somebody else drags it, and covers no tools", async () => {
    await smallMap();
    await beginThread(server, map, { on: "node", id: THESIS.id }, "Wirklich?");
    const { page } = await openMap(server, map);
    const { page: other } = await openMap(server, map, { as: await server.newMember("Jana") });
    await card(page, THESIS.id).click();
    const tools = page.getByRole("toolbar", { name: "Auswahl bearbeiten" });
    await tools.waitFor();
    await page.keyboard.press("c");
    await page.getByRole("menuitem", { name: /Wirklich/ }).click();
    await threadWindow(page).getByText("Wirklich?").waitFor();
    const covers = async (what: Locator): Promise<boolean> => {
      const [window, box] = [await boxOf(threadWindow(page)), await boxOf(what)];
      const isAside = window.x >= box.x + box.width || window.x + window.width <= box.x;
      return !isAside && window.y < box.y + box.height && window.y + window.height > box.y;
    };
    // What was selected is shown beside the map, which is narrower then.
    await page.getByRole("textbox", { name: "Titel", exact: true }).waitFor();
    await waitFor("beside both", async () => {
      return !(await covers(tools)) && !(await covers(card(page, THESIS.id)));
    });
    await screenshot(page, "comments-beside-tools");
    // Tools stay at the node, and would keep the window from its ghost.
    await closeThread(page);
    await page.locator("[data-canvas] .react-flow").focus();
    await page.keyboard.press("Escape");
    await tools.waitFor({ state: "detached" });
    await page.evaluate(onceStill("undefined"));
    await markOf(page, THESIS.id).click();
    await threadWindow(page).getByText("Wirklich?").waitFor();
    await page.evaluate(onceStill("undefined"));

    const besideOf = async (what: Locator): Promise<boolean> => {
      const [window, box] = [await boxOf(threadWindow(page)), await boxOf(what)];
      const apart = Math.max(window.x - box.x - box.width, box.x - window.x - window.width);
      return apart > 0 && apart < 110;
    };
    const isMarked = async (what: Locator): Promise<boolean> => {
      const [mark, box] = [await boxOf(markOf(page, THESIS.id)), await boxOf(what)];
      return Math.abs(mark.x - box.x - box.width) < 20;
    };
    const before = await boxOf(card(other, THESIS.id));
    const from = await middleOf(card(other, THESIS.id));
    await other.mouse.move(from.x, from.y);
    await other.mouse.down();
    await other.mouse.move(from.x - 6, from.y);
    await other.mouse.move(from.x - 150, from.y, { steps: 10 });
    await waitFor("it is dragged", async () => {
      return (await boxOf(card(other, THESIS.id))).x < before.x - 120;
    });
    const ghost = page.locator(`[data-ghost="${THESIS.id}"]`);
    const there = await boxOf(card(page, THESIS.id));
    await waitFor("the ghost is there", async () => (await boxOf(ghost)).x < there.x - 120);
    await waitFor("the mark is on it", () => isMarked(ghost));
    await waitFor("the window is beside it", () => besideOf(ghost));
    expect(map.node(THESIS.id).place.x).toBe(THESIS.x);
    await screenshot(page, "comments-ghost");
    await other.keyboard.press("Escape");
    await waitFor("the mark is back", () => isMarked(card(page, THESIS.id)));
    await waitFor("the window too", () => besideOf(card(page, THESIS.id)));
    await other.mouse.up();
  });

  it("CO-109: what is seen with its window stays in sight when a panel opens beside the map", async () => {
    await smallMap();
    await beginThread(server, map, { on: "node", id: THESIS.id }, "Wirklich?");
    const { page } = await openMap(server, map);
    await markOf(page, THESIS.id).click();
    await threadWindow(page).getByText("Wirklich?").waitFor();
    const pane = page.locator(".react-flow__pane");
    const before = await boxOf(pane);
    await page.getByRole("button", { name: "Gliederung" }).first().click();
    await waitFor("the panel has taken room", async () => {
      return (await boxOf(pane)).width < before.width - 200;
    });
    await waitFor("the node is seen wholly beside its window", async () => {
      const [{ x, width }, node] = [await boxOf(pane), await boxOf(card(page, THESIS.id))];
      const window = await boxOf(threadWindow(page));
      const isApart = window.x >= node.x + node.width || window.x + window.width <= node.x;
      return isApart && node.x >= x && node.x + node.width <= x + width;
    });
  });

  it("CO-109: opened from elsewhere, the map moves so that both are seen", async () => {
    map = await giveMap(server, [
      { id: "near-by-node", x: 0, y: 0 },
      { id: "distant-node", x: 9_000, y: 4_000 },
    ]);
    const thread = await beginThread(server, map, { on: "node", id: "distant-node" }, "Weit weg");
    const { page } = await openMap(server, map);
    await page.keyboard.press("0");
    await page.getByRole("button", { name: "Vergrößern" }).waitFor();
    await page.getByRole("button", { name: "Mehr", exact: true }).waitFor();
    await page.goto(`${map.path}#kommentar=${await firstCommentOf(thread)}`);
    await threadWindow(page).getByText("Weit weg").waitFor();
    const pane = await boxOf(page.locator(".react-flow__pane"));
    await waitFor("both are seen", async () => {
      if ((await card(page, "distant-node").count()) === 0) return false;
      const node = await boxOf(card(page, "distant-node"));
      const window = await boxOf(threadWindow(page));
      // On whichever side of the node it has room: the tools at what is selected stand there, too.
      const isBeside = window.x >= node.x + node.width || window.x + window.width <= node.x;
      const isOff = window.y >= node.y + node.height || window.y + window.height <= node.y;
      const isAcross = node.x >= pane.x && node.x + node.width <= pane.x + pane.width;
      const isDown = node.y >= pane.y && node.y + node.height <= pane.y + pane.height;
      return (isBeside || isOff) && isAcross && isDown;
    });
  });
});

async function firstCommentOf(threadId: string): Promise<string> {
  const answer = await askApi(
    `${server.url}/api/maps/${mapIdOf(map)}/comments/threads/${threadId}`,
  );
  return threadAnswerSchema.parse(answer.json()).comments[0]?.id ?? "";
}
