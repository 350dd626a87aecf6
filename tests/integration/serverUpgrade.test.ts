// The way into a room while the map is being opened, on real sockets and a store that the test holds up.
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import * as Y from "yjs";
import { seedMap } from "#shared/map/edit.ts";
import { newId } from "#shared/map/ids.ts";
import { starterMap } from "#shared/map/starterMap.ts";
import { CLOSE } from "#shared/protocol/closeCodes.ts";
import { inProcessBus } from "../../server/bus/inProcessBus.ts";
import { Compactor } from "../../server/sync/Compactor.ts";
import { Journal } from "../../server/sync/Journal.ts";
import { RoomRegistry } from "../../server/sync/RoomRegistry.ts";
import { SummaryWriter } from "../../server/sync/SummaryWriter.ts";
import { realTime } from "../../server/sync/Time.ts";
import { TurnEnd } from "../../server/sync/TurnEnd.ts";
import { serveUpgrades } from "../../server/sync/upgrade.ts";
import { MemoryJournalStore } from "../fixtures/memoryJournalStore.ts";
import { MAP_ID, silentLog } from "../fixtures/roomWithClients.ts";
import { waitFor } from "../fixtures/waitFor.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

describe("a map that is deleted while it is opened", () => {
  it("SY-22: closes who is on the way in with 4410, as it does those who are on it", async () => {
    const store = new MemoryJournalStore();
    const doc = new Y.Doc();
    seedMap({ doc, origin: null }, starterMap("de"));
    store.rows.push({ mapId: MAP_ID, seq: 1, bytes: Y.encodeStateAsUpdate(doc) });
    const loading = Promise.withResolvers<void>();
    let asked = false;
    const load = store.load.bind(store);
    store.load = async (mapId) => {
      asked = true;
      await loading.promise;
      return load(mapId);
    };
    const turnEnd = new TurnEnd();
    const journal = new Journal(store, turnEnd, silentLog);
    const summaries = new SummaryWriter(journal, realTime);
    const bus = inProcessBus();
    const compactor = new Compactor(store, silentLog);
    const setup = { store, journal, turnEnd, summaries, bus, compactor };
    const registry = new RoomRegistry({ ...setup, time: realTime, log: silentLog });
    let state: "there" | "deleted" = "there";
    const server = createServer();
    servers.push(server);
    serveUpgrades(server, {
      registry,
      originRule: { publicUrl: null },
      sessions: {
        of: () =>
          Promise.resolve({
            person: { id: newId(), name: "Anika", colour: 1 },
            kind: "member",
            isAdmin: false,
            sessionId: newId(),
          }),
      },
      grantFor: ({ person }) => Promise.resolve({ person, role: "editor" }),
      mapState: () => Promise.resolve(state),
      epochOf: () => Promise.resolve(0),
      visits: { came: () => undefined, left: () => undefined },
      time: realTime,
      log: silentLog,
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;

    const socket = new WebSocket(`ws://127.0.0.1:${port}/sync/${MAP_ID}`);
    let closedWith: number | null = null;
    socket.on("close", (code) => (closedWith = code));
    await waitFor("the map is being opened", () => asked);
    state = "deleted";
    bus.publish({ type: "mapDeleted", mapId: MAP_ID });
    loading.resolve();
    await waitFor("it is closed", () => closedWith);
    expect(closedWith).toBe(CLOSE.mapDeleted);
  });
});
