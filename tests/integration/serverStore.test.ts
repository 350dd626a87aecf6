// A real server and its data folder: who may use it, and what happens when it cannot be written.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { setMapTitle } from "#shared/map/edit.ts";
import { readTitle } from "#shared/map/read.ts";
import { mapListSchema } from "#shared/maps/api.ts";
import { askApi } from "../fixtures/askApi.ts";
import { databaseIn } from "../fixtures/dataFolder.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { joinMap } from "../fixtures/stockClient.ts";
import { waitFor } from "../fixtures/waitFor.ts";

/** A program that starts and ends, on a machine that is busy with something else. */
const ENDS_WITHIN_MS = 55_000;

let server: ServerProcess | null = null;
afterEach(async () => {
  await server?.remove();
  server = null;
});

async function started(): Promise<ServerProcess> {
  server = await startServer();
  return server;
}

async function mapIds({ url }: ServerProcess): Promise<string[]> {
  const { maps } = mapListSchema.parse((await askApi(`${url}/api/maps`)).json());
  return maps.map(({ id }) => id);
}

describe("the data folder", () => {
  it("ST-8: a second server on it refuses to start, in a sentence that helps", async () => {
    const { dataDir } = await started();
    const second = spawnSync(process.execPath, ["server/main.ts"], {
      env: { ...process.env, PORT: "0", DATA_DIR: dataDir },
      encoding: "utf8",
      timeout: ENDS_WITHIN_MS,
    });
    expect(second.status).toBe(1);
    expect(second.stderr).toMatch(/Another server is using the data folder .*DATA_DIR/);
    expect(second.stdout).toBe("");
  });

  it("ST-8: one that cannot be used is said to be one, without a trace of the program", () => {
    const dataDir = join(process.execPath, "data");
    const run = spawnSync(process.execPath, ["server/main.ts"], {
      env: { ...process.env, PORT: "0", DATA_DIR: dataDir },
      encoding: "utf8",
      timeout: ENDS_WITHIN_MS,
    });
    expect(run.status).toBe(1);
    expect(run.stderr).toMatch(/^Zukunftslandkarte: The data folder .* cannot be used\. .*ENOTDIR/);
    expect(run.stderr).not.toContain("\n    at ");
  });

  it("ST-8: the lock outlasts the garbage collector, though nobody asks for it again", () => {
    const dataDir = mkdtempSync(join(tmpdir(), "zukunftslandkarte-"));
    const program = `
      const { lockDataFolder } = await import("./server/store/dataFolderLock.ts");
      if (!lockDataFolder(process.argv[1])) throw new Error("not free");
      await new Promise((done) => setImmediate(done));
      globalThis.gc();
      await new Promise((done) => setImmediate(done));
      if (lockDataFolder(process.argv[1])) throw new Error("taken twice");
    `;
    const options = ["--expose-gc", "--input-type=module", "-e", program, dataDir];
    const run = spawnSync(process.execPath, options, { encoding: "utf8", timeout: ENDS_WITHIN_MS });
    rmSync(dataDir, { recursive: true, force: true });
    expect(run.stderr).toBe("");
    expect(run.status).toBe(0);
  });

  it("ST-8: a server that was killed leaves it free, with all that it had", async () => {
    const first = await started();
    const ids = await mapIds(first);
    await first.kill9();
    await first.restart();
    expect(await mapIds(first)).toEqual(ids);
  });

  it("HT-13: the starter map is laid out on the very first start only", async () => {
    const first = await started();
    const [id] = await mapIds(first);
    await askApi(`${first.url}/api/maps/${id}`, { method: "DELETE" });
    await first.restart();
    expect(await mapIds(first)).toEqual([]);
  });

  it("ST-7: a map with many small rows is compacted when everybody has left, and opens as it was", async () => {
    const first = await started();
    const [id = ""] = await mapIds(first);
    const client = await joinMap(first.syncUrl, id);
    const database = databaseIn(first.dataDir);
    const count = database.prepare("select count(*) as n from journal where map_id = ?");
    for (let at = 0; at < 80; at++) {
      setMapTitle({ doc: client.doc, origin: null }, `Titel ${at}`);
      await waitFor("it is stored", () => Number(count.get(id)?.["n"]) >= at + 2);
    }
    client.leave();
    await waitFor("it is compacted", () => count.get(id)?.["n"] === 1, 30_000);
    database.close();
    const back = await joinMap(first.syncUrl, id);
    expect(readTitle(back.doc)).toBe("Titel 79");
    back.leave();
  });
});

describe("a store that cannot be written", () => {
  it("ST-6 HT-1: health says why, nobody is shown what is not saved, and it goes on by itself", async () => {
    const { url, syncUrl, dataDir, log } = await started();
    expect((await askApi(`${url}/api/health`)).status).toBe(200);
    const [id = ""] = await mapIds({ url } as ServerProcess);
    const [anika, ben] = await Promise.all([joinMap(syncUrl, id), joinMap(syncUrl, id)]);
    const intruder = databaseIn(dataDir);
    intruder.exec("begin immediate");
    setMapTitle({ doc: anika.doc, origin: null }, "Noch nicht gespeichert");
    const ill = await waitFor(
      "health is bad",
      async () => {
        const answer = await askApi(`${url}/api/health`);
        return answer.status === 503 ? answer.json() : null;
      },
      20_000,
    );
    expect(JSON.stringify(ill)).toMatch(/"failing".*(?:database is locked|no write within)/);
    const body = { title: "Auch nicht", from: "empty", language: "de" };
    const refused = await askApi(`${url}/api/maps`, { method: "POST", body });
    expect([refused.status, refused.json()]).toMatchObject([503, { code: "store-unavailable" }]);
    expect(readTitle(ben.doc)).not.toBe("Noch nicht gespeichert");
    intruder.exec("rollback");
    intruder.close();
    await waitFor(
      "the change goes out",
      () => readTitle(ben.doc) === "Noch nicht gespeichert",
      20_000,
    );
    await waitFor(
      "health is good",
      async () => (await askApi(`${url}/api/health`)).status === 200,
      20_000,
    );
    expect(log()).not.toContain("Noch nicht");
    anika.leave();
    ben.leave();
  });
});
