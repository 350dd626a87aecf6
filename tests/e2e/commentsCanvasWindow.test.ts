// The window of a thread on the canvas: beside what it is about, whatever moves.
import type { Locator } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { threadAnswerSchema } from "#shared/comments/api.ts";
import { deleteElements, moveNodes } from "#shared/map/edit.ts";
import { askApi } from "../fixtures/askApi.ts";
import { screenshot } from "../fixtures/browser.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { onceStill } from "../fixtures/stillness.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import { boxOf, card, drag, giveMap, middleOf, openMap, type TestMap } from "./canvasPage.ts";
import {
  beginThread,
  closeThread,
  giveSmallMap,
  mapIdOf,
  markOf,
  THESIS,
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

async function smallMap(): Promise<TestMap> {
  map = await giveSmallMap(server);
  return map;
}

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
