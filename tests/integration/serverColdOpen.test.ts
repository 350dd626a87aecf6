// Opening a large map that nobody has open.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import * as Y from "yjs";
import { MAP_JSON_FORMAT, MAP_JSON_VERSION, type NodeJson } from "#shared/map/json.ts";
import { newId } from "#shared/map/ids.ts";
import { readMap } from "#shared/map/read.ts";
import { mapSummarySchema } from "#shared/maps/api.ts";
import { MESSAGE_GRANT, SYNC_STEP_1, SYNC_STEP_2, SYNC_UPDATE } from "#shared/protocol/messages.ts";
import { askApi } from "../fixtures/askApi.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { joinMap } from "../fixtures/stockClient.ts";
import { readFrame, stepOneFrame, updateFrame, type Received } from "../fixtures/syncFrames.ts";
import { waitFor } from "../fixtures/waitFor.ts";

const NODES = 2_000;

let server: ServerProcess;
let mapId: string;

function node(at: number): NodeJson {
  return {
    id: newId(),
    kind: "note",
    title: `Knoten ${at}`,
    place: { parentId: null, x: at, y: 0 },
    size: null,
    description: [{ element: "paragraph", children: [{ text: "Ein Satz über diesen Knoten." }] }],
    perspectives: [],
    tags: [],
    horizon: null,
    certainty: null,
    relevance: null,
    level: null,
    status: null,
  };
}

beforeAll(async () => {
  server = await startServer();
  const nodes = Array.from({ length: NODES }, (_, at) => node(at));
  const body = {
    format: MAP_JSON_FORMAT,
    version: MAP_JSON_VERSION,
    title: "Groß",
    nodes,
    links: [],
  };
  const made = await askApi(`${server.url}/api/maps/import`, { method: "POST", body });
  mapId = mapSummarySchema.parse(made.json()).id;
});
afterAll(() => server.remove());

const asOwner = () => ({ headers: { cookie: server.owner.cookie } });

/** A client that shows every message as it came. */
function rawClient(query = "") {
  const doc = new Y.Doc();
  const received: Received[] = [];
  const socket = new WebSocket(`${server.syncUrl}/${mapId}${query}`, asOwner());
  socket.on("open", () => socket.send(stepOneFrame(Y.encodeStateVector(doc))));
  socket.on("message", (data) => {
    const message = readFrame(data as Buffer);
    received.push(message);
    if (message.type === "sync" && message.step !== SYNC_STEP_1) Y.applyUpdate(doc, message.bytes);
  });
  const stepsOf = () => received.flatMap((one) => (one.type === "sync" ? [one.step] : []));
  const synced = () => waitFor("it is synced", () => stepsOf().includes(SYNC_STEP_2));
  return { doc, received, socket, stepsOf, synced };
}

describe("a large map that nobody has open", () => {
  it("SY-30: is handed out as it lies on disk before it is built, and once", async () => {
    const client = rawClient();
    await client.synced();
    const [first, second, third] = client.received.filter((one) => one.type === "sync");
    expect([first?.step, second?.step, third?.step]).toEqual([
      SYNC_UPDATE,
      SYNC_STEP_1,
      SYNC_STEP_2,
    ]);
    expect(first?.bytes.length).toBeGreaterThan(NODES * 100);
    expect(third?.bytes.length).toBeLessThan(1_000);
    expect(readMap(client.doc).nodes.size).toBe(NODES);

    // From here on it is a connection like any other, both ways.
    const stock = await joinMap(server.syncUrl, mapId);
    stock.doc.getMap("nodes").delete([...stock.doc.getMap("nodes").keys()][0] ?? "");
    await waitFor("the change arrived", () => readMap(client.doc).nodes.size === NODES - 1);
    client.doc.once("update", (update: Uint8Array) => client.socket.send(updateFrame(update)));
    client.doc.getMap("nodes").delete([...client.doc.getMap("nodes").keys()][0] ?? "");
    await waitFor("its change arrived", () => readMap(stock.doc).nodes.size === NODES - 2);
    stock.leave();
    client.socket.close();
  });

  it("SY-30: who comes at the same moment gets it all too, and who understands it is greeted first", async () => {
    await server.restart();
    const clients = [rawClient("?ext=1"), rawClient("?ext=1"), rawClient()];
    await Promise.all(clients.map(({ synced }) => synced()));
    for (const { doc, socket } of clients) {
      expect(readMap(doc).nodes.size).toBe(NODES - 2);
      expect(doc.store.pendingStructs).toBeNull();
      socket.close();
    }
    for (const { received } of clients.slice(0, 2)) {
      expect(received[0]).toMatchObject({ type: "other", number: MESSAGE_GRANT });
    }
  });

  it("SY-30: a client that connects and says nothing does not hold up the others", async () => {
    await server.restart();
    const silent = new WebSocket(`${server.syncUrl}/${mapId}`, asOwner());
    await waitFor("it is connected", () => silent.readyState === WebSocket.OPEN);
    const client = rawClient();
    await client.synced();
    expect(readMap(client.doc).nodes.size).toBe(NODES - 2);
    silent.close();
    client.socket.close();
  });
});
