// The server as an operator sees it: its first line, its signals, its data folder.
import { afterEach, expect, it } from "vitest";
import { startServer, type ServerProcess } from "../fixtures/server.ts";

const servers: ServerProcess[] = [];

async function start(dataDir?: string): Promise<ServerProcess> {
  const server = await startServer(dataDir === undefined ? {} : { dataDir });
  servers.push(server);
  return server;
}

afterEach(async () => {
  for (const server of servers.splice(0).toReversed()) await server.remove();
});

it("RU-7: says in one line where it is, and is there", async () => {
  const server = await start();
  const said = server.log();
  expect(said.match(/^Zukunftslandkarte: http:\/\/127\.0\.0\.1:\d+\/$/gm)).toHaveLength(1);
  expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
});

it("RU-8: stops on SIGTERM with 0, and the next one takes over its data folder at once", async () => {
  const first = await start();
  expect(await first.stop()).toBe(0);
  const second = await start(first.dataDir);
  expect((await fetch(`${second.url}/api/health`)).status).toBe(200);
  expect(await second.stop()).toBe(0);
});
