// A real server whose disk is full: it says so, promises nothing, and goes on by itself.
import { afterEach, describe, expect, it } from "vitest";
import { mapJsonSchema, mapToJson } from "#shared/map/json.ts";
import { fetchAs } from "../fixtures/people.ts";
import { Ledger } from "../fixtures/ledger/Ledger.ts";
import { Peer } from "../fixtures/ledger/Peer.ts";
import { knowTheSame } from "../fixtures/ledger/sameMap.ts";
import { SeededRandom } from "../fixtures/SeededRandom.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import { canLimitFileSize, limitFileSize, SmallDisk } from "./FullDisk.ts";
import { docOnDisk } from "./journalFile.ts";
import { listMaps } from "./maps.ts";

const SEED = 7;
const EDITS = 40;
/** The server tries again more often than that. */
const GOES_ON_WITHIN_MS = 30_000;

interface FullDisk {
  fill(): void;
  free(): void;
}

const cleanUp: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const run of cleanUp.splice(0).toReversed()) await run();
});

async function twoPeers(
  server: ServerProcess,
): Promise<{ mapId: string; ledger: Ledger; writer: Peer; witness: Peer }> {
  const [map] = await listMaps(server.url);
  if (map === undefined) throw new Error("there is no starter map");
  const ledger = new Ledger();
  const shared = { syncUrl: server.syncUrl, mapId: map.id, ledger, ownNodes: new Set<string>() };
  const writer = new Peer({ ...shared, name: "writer", asksSaved: true });
  const witness = new Peer({ ...shared, name: "witness", asksSaved: true });
  for (const peer of [writer, witness]) {
    cleanUp.push(() => peer.destroy());
    peer.connect();
  }
  await waitFor("both have the map", () => writer.synced && witness.synced);
  return { mapId: map.id, ledger, writer, witness };
}

async function health(server: ServerProcess): Promise<number> {
  const { status } = await fetch(`${server.url}/api/health`);
  return status;
}

/** Fills the disk, edits, frees it, and looks at what everybody was told meanwhile. */
async function liveThroughFullDisk(server: ServerProcess, disk: FullDisk): Promise<void> {
  const random = new SeededRandom(SEED);
  const { mapId, ledger, writer, witness } = await twoPeers(server);
  writer.edit(random);
  await waitFor("the first edit is acknowledged", () => writer.unanswered === 0);
  await waitFor("it has travelled", () => knowTheSame([writer.doc, witness.doc]));
  expect(await health(server)).toBe(200);

  disk.fill();
  // The first write may still fit into space that the engine has set aside; the others do not.
  await waitFor("the server says that it cannot write", () => {
    writer.edit(random);
    return writer.storeWorks === false && witness.storeWorks === false;
  });
  const promisedUntilThen = ledger.acknowledged;
  for (let edit = 0; edit < EDITS; edit++) writer.edit(random);
  await waitFor("health says so", async () => (await health(server)) === 503);
  // A whole round trip over both connections: whatever was going to be sent has been sent.
  for (const peer of [writer, witness]) {
    await waitFor("the connection is alive", () => pong(peer));
  }
  expect(ledger.acknowledged).toBe(promisedUntilThen);
  // Whatever somebody else has seen is on the disk, full as it is.
  expect(ledger.check(docOnDisk(server.dataDir, mapId))).toEqual([]);
  expect(knowTheSame([writer.doc, witness.doc])).toBe(false);
  // Nor does anybody see it beside the map: in the list, in an export.
  const onDisk = mapToJson(docOnDisk(server.dataDir, mapId));
  const exported = await fetchAs(`${server.url}/api/maps/${mapId}/export.json`);
  expect(mapJsonSchema.parse(await exported.json())).toEqual(mapJsonSchema.parse(onDisk));
  expect(writer.unanswered).toBeGreaterThanOrEqual(EDITS);

  disk.free();
  await waitFor(
    "everything is acknowledged and has arrived",
    () => writer.unanswered === 0 && knowTheSame([writer.doc, witness.doc]),
    GOES_ON_WITHIN_MS,
  );
  expect(writer.storeWorks && witness.storeWorks).toBe(true);
  await waitFor("health is well again", async () => (await health(server)) === 200);
  expect(writer.closes).toEqual([]);
  expect(witness.closes).toEqual([]);

  for (const peer of [writer, witness]) peer.disconnect();
  await server.kill9();
  await server.restart();
  const cold = new Peer({
    name: "cold",
    syncUrl: server.syncUrl,
    mapId,
    ledger: new Ledger(),
    ownNodes: new Set(),
    asksSaved: false,
  });
  cleanUp.push(() => cold.destroy());
  cold.connect();
  await waitFor("a cold client has the map", () => cold.synced);
  expect(ledger.check(cold.doc, true)).toEqual([]);
}

/** The server has answered something that was asked after everything else: the question for everybody's presence. */
function pong(peer: Peer): Promise<boolean> {
  return new Promise((resolve) => {
    const { ws } = peer.provider;
    if (ws === null) return resolve(false);
    ws.addEventListener("message", () => resolve(true), { once: true });
    peer.provider.awareness.setLocalStateField("cursor", { x: Math.random(), y: 0 });
  });
}

describe("a disk without room", () => {
  it("ST-34: a full file system: no promise, no broadcast, 503; with room again it goes on by itself", async (context) => {
    const disk = SmallDisk.mount();
    if (disk === null) {
      console.warn("SKIPPED: a full file system needs the right to mount one (root).");
      return context.skip();
    }
    cleanUp.push(() => disk.unmount());
    const server = await startServer({ dataDir: disk.dataDir });
    cleanUp.push(() => server.remove());
    await liveThroughFullDisk(server, disk);
  });

  it("ST-34: a limit on the size of files: no promise, no broadcast, 503; without it the server goes on by itself", async (context) => {
    if (!canLimitFileSize()) {
      console.warn("SKIPPED: prlimit (util-linux) is not there.");
      return context.skip();
    }
    const server = await startServer();
    cleanUp.push(() => server.remove());
    await liveThroughFullDisk(server, {
      fill: () => limitFileSize(server.pid, 1),
      free: () => limitFileSize(server.pid, "unlimited"),
    });
  });
});
