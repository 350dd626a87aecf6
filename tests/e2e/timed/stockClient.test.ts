// Any y-websocket client joins: reads the starter map, and its edits are drawn in the browser at once.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { setNodeTitle } from "#shared/map/edit.ts";
import { readMap } from "#shared/map/read.ts";
import { visit } from "../../fixtures/browser.ts";
import { newMapAt } from "../../fixtures/guests.ts";
import { openToMembers } from "../../fixtures/newPeople.ts";
import { socketWith } from "../../fixtures/people.ts";
import { startServer, type ServerProcess } from "../../fixtures/server.ts";
import { waitFor } from "../../fixtures/waitFor.ts";
import { workerReady } from "../offlineReady.ts";

const EDITS = 25;
const MEDIAN_BAR_MS = 100;

let server: ServerProcess;

beforeAll(async () => {
  server = await startServer();
});

afterAll(async () => {
  await server.remove();
});

describe("a stock client", () => {
  it("SY-1: reads 29 nodes and 31 links, and its edits appear in the browser within 100 ms", async () => {
    const { id: mapId } = await newMapAt(server.url);
    await openToMembers(server.url, mapId);
    const doc = new Y.Doc();
    const provider = new WebsocketProvider(server.syncUrl, mapId, doc, {
      disableBc: true,
      WebSocketPolyfill: socketWith(server.owner.cookie),
    });
    await waitFor("the client is in step", () => provider.synced);
    const { nodes, links } = readMap(doc);
    expect([nodes.size, links.size]).toEqual([29, 31]);

    const { page } = await visit(server.url);
    await page.goto(`/karte/${mapId}`);
    const driver = [...nodes.values()].find((node) => node.title === "Digitalisierung");
    await page.locator(".react-flow__node", { hasText: "Digitalisierung" }).waitFor();
    // What a page does once, when it has come, is not what is measured.
    await workerReady(page);
    const delays: number[] = [];
    for (let count = 1; count <= EDITS; count++) {
      const title = `Digitalisierung ${count}`;
      // The page notes the moment at which the new text is in its document; both clocks are this machine's.
      const drawn = page.evaluate(
        (wanted) =>
          new Promise<number>((resolve) => {
            const look = (): void => {
              const texts = [...document.querySelectorAll(".react-flow__node")];
              if (!texts.some((node) => node.textContent.includes(wanted))) return;
              observer.disconnect();
              resolve(performance.timeOrigin + performance.now());
            };
            const observer = new MutationObserver(look);
            observer.observe(document.body, {
              childList: true,
              subtree: true,
              characterData: true,
            });
            look();
          }),
        title,
      );
      await page.evaluate(() => true);
      const sentAt = performance.timeOrigin + performance.now();
      setNodeTitle({ doc, origin: "stock client" }, driver?.id ?? "", title);
      delays.push((await drawn) - sentAt);
    }
    const sorted = delays.toSorted((a, b) => a - b);
    const median = sorted[Math.floor(sorted.length / 2)] ?? Infinity;
    console.log(
      `stock client to browser: median ${median.toFixed(1)} ms, worst ${(sorted.at(-1) ?? 0).toFixed(1)} ms of ${EDITS}`,
    );
    expect(median).toBeLessThan(MEDIAN_BAR_MS);
    provider.destroy();
    doc.destroy();
  });
});
