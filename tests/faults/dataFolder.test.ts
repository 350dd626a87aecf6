// A real server and its data folder: one server a folder, a stop that leaves nothing unwritten, a journal that is damaged.
import { spawn } from "node:child_process";
import { afterEach, describe, expect, it } from "vitest";
import { CLOSE } from "#shared/protocol/closeCodes.ts";
import { Ledger } from "../fixtures/ledger/Ledger.ts";
import { Peer } from "../fixtures/ledger/Peer.ts";
import { SeededRandom } from "../fixtures/SeededRandom.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import { canLimitFileSize, limitFileSize } from "./FullDisk.ts";
import { docOnDisk, readRows, writeLastRow } from "./journalFile.ts";
import { createMap, listMaps } from "./maps.ts";

const SEED = 11;
const STOPS_WITHIN_MS = 10_000;
/** A program that starts and ends, on a machine that is busy with something else. */
const ENDS_WITHIN_MS = 60_000;

const cleanUp: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const run of cleanUp.splice(0).toReversed()) await run();
});

async function newServer(): Promise<ServerProcess> {
  const server = await startServer();
  cleanUp.push(() => server.remove());
  return server;
}

function newPeer(server: ServerProcess, mapId: string, ledger: Ledger, name: string): Peer {
  const peer = new Peer({
    name,
    syncUrl: server.syncUrl,
    mapId,
    ledger,
    ownNodes: new Set(),
    asksSaved: true,
  });
  cleanUp.push(() => peer.destroy());
  peer.connect();
  return peer;
}

describe("a data folder", () => {
  it("ST-35: a second server on the same folder says why and refuses to start; the first goes on", async () => {
    const first = await newServer();
    const second = spawn(process.execPath, ["server/main.ts"], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, PORT: "0", HOST: "127.0.0.1", DATA_DIR: first.dataDir },
    });
    const said: string[] = [];
    second.stderr.setEncoding("utf8").on("data", (text: string) => said.push(text));
    await waitFor("the second server has ended", () => second.exitCode !== null, ENDS_WITHIN_MS);
    expect(second.exitCode).toBe(1);
    expect(said.join("")).toContain("Another server is using the data folder");
    expect((await fetch(`${first.url}/api/health`)).status).toBe(200);
  });

  it("ST-36: a stop under load ends with 0 within 10 seconds, and everything promised is on disk", async () => {
    const server = await newServer();
    const [map] = await listMaps(server.url);
    if (map === undefined) throw new Error("there is no starter map");
    const ledger = new Ledger();
    const random = new SeededRandom(SEED);
    const peers = ["a", "b", "c"].map((name) => newPeer(server, map.id, ledger, name));
    await waitFor("all have the map", () => peers.every((peer) => peer.synced));
    for (let edit = 0; edit < 300; edit++) random.pick(peers).edit(random);
    await waitFor("some are acknowledged", () => ledger.acknowledged > 0);
    const startedAt = performance.now();
    const stopped = server.stop();
    for (let edit = 0; edit < 100; edit++) random.pick(peers).edit(random);
    expect(await stopped).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(STOPS_WITHIN_MS);
    // What was under way when the socket closed comes with the next connection; nothing is asked for here but the promise.
    await waitFor("all have heard", () => peers.every((peer) => peer.closes.length > 0));
    expect(peers.map((peer) => peer.closes[0])).toEqual(peers.map(() => CLOSE.restarting));
    for (const peer of peers) peer.disconnect();
    expect(ledger.check(docOnDisk(server.dataDir, map.id))).toEqual([]);
  });

  it("ST-36: a stop while the disk is full ends within 10 seconds and not with 0", async (context) => {
    if (!canLimitFileSize()) {
      console.warn("SKIPPED: prlimit (util-linux) is not there.");
      return context.skip();
    }
    const server = await newServer();
    const [map] = await listMaps(server.url);
    if (map === undefined) throw new Error("there is no starter map");
    const ledger = new Ledger();
    const random = new SeededRandom(SEED);
    const peer = newPeer(server, map.id, ledger, "a");
    await waitFor("it has the map", () => peer.synced);
    limitFileSize(server.pid, 1);
    await waitFor("the server cannot write", () => {
      peer.edit(random);
      return peer.storeWorks === false;
    });
    const startedAt = performance.now();
    expect(await server.stop()).not.toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(STOPS_WITHIN_MS);
    peer.disconnect();
    expect(ledger.check(docOnDisk(server.dataDir, map.id))).toEqual([]);
  });

  it.each([
    ["cut", (bytes: Uint8Array) => bytes.subarray(0, bytes.length >> 1)],
    ["random bytes", (bytes: Uint8Array) => new SeededRandom(SEED).bytes(bytes.length)],
    ["empty", () => new Uint8Array(0)],
  ])(
    "ST-37: a map with a damaged row (%s) is not opened and not written; other maps are as ever",
    async (_how, damage) => {
      const server = await newServer();
      const [starter] = await listMaps(server.url);
      if (starter === undefined) throw new Error("there is no starter map");
      const other = await createMap(server.url, "Andere Karte");
      await server.stop();
      const [row] = readRows(server.dataDir, starter.id);
      if (row === undefined) throw new Error("the starter map has no row");
      const damaged = damage(row.bytes);
      writeLastRow(server.dataDir, starter.id, damaged);
      await server.restart();

      const ledger = new Ledger();
      const random = new SeededRandom(SEED);
      const shut = newPeer(server, starter.id, new Ledger(), "shut out");
      const fine = newPeer(server, other.id, ledger, "fine");
      // It edits what it has of the map, which is nothing: an empty document must not become the map.
      shut.edit(random);
      await waitFor("the damaged map is refused twice", () => shut.closes.length >= 2);
      expect(new Set(shut.closes)).toEqual(new Set([CLOSE.loadFailed]));
      expect(shut.synced).toBe(false);

      await waitFor("the other map is there", () => fine.synced);
      for (let edit = 0; edit < 20; edit++) fine.edit(random);
      await waitFor("the other map is saved", () => fine.unanswered === 0);
      expect(ledger.check(docOnDisk(server.dataDir, other.id), true)).toEqual([]);
      expect((await fetch(`${server.url}/api/health`)).status).toBe(200);

      shut.disconnect();
      await server.stop();
      const rows = readRows(server.dataDir, starter.id);
      expect(rows).toHaveLength(1);
      expect(Buffer.compare(rows[0]?.bytes ?? new Uint8Array(), damaged)).toBe(0);
    },
  );
});
