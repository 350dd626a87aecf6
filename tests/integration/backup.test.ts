// Backup and restore, by the very command that docs/operations.md tells operators to use.
import { randomBytes } from "node:crypto";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, delimiter, join } from "node:path";
import { expect, it } from "vitest";
import { mapListSchema, type MapSummary } from "#shared/maps/api.ts";
import { fetchAs } from "../fixtures/people.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";

/** The documented command; it copies `data/…` of the folder it is run in. */
function documentedCommand(): string {
  const command = /^node -e ".*backup\(.*"$/m.exec(readFileSync("docs/operations.md", "utf8"))?.[0];
  if (command === undefined) throw new Error("docs/operations.md does not say how to back up.");
  return command;
}

async function maps(server: ServerProcess): Promise<MapSummary[]> {
  const answer = await fetchAs(`${server.url}/api/maps`);
  return mapListSchema.parse(await answer.json()).maps;
}

async function addMap(server: ServerProcess, title: string): Promise<void> {
  const answer = await fetchAs(`${server.url}/api/maps`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: server.url },
    body: JSON.stringify({ title, from: "starter", language: "de" }),
  });
  expect(answer.status).toBe(201);
}

async function exported(server: ServerProcess): Promise<string[]> {
  const addresses = (await maps(server)).map(
    ({ id }) => `${server.url}/api/maps/${id}/export.json`,
  );
  return await Promise.all(
    addresses.map(async (address) => {
      const { nodes, links } = (await (await fetchAs(address)).json()) as Record<string, unknown>;
      return JSON.stringify({ nodes, links });
    }),
  );
}

it("RU-16: what was copied while the server ran comes back whole", async () => {
  const folder = mkdtempSync(join(tmpdir(), "backup-"));
  const restored = join(folder, "restored");
  mkdirSync(restored);
  const servers: ServerProcess[] = [];
  // The copy is of the database alone: sessions go on where the secret is the same.
  const env = { AUTH_SECRET: randomBytes(32).toString("base64url") };
  try {
    const server = await startServer({ dataDir: join(folder, "data"), env });
    servers.push(server);
    await addMap(server, "Vor der Sicherung");
    const before = { maps: await maps(server), contents: await exported(server) };
    expect(before.maps).toHaveLength(2);

    const path = [dirname(process.execPath), process.env.PATH].join(delimiter);
    execFileSync("sh", ["-c", documentedCommand()], { cwd: folder, env: { PATH: path } });
    await addMap(server, "Nach der Sicherung");
    await server.kill9();

    renameSync(join(folder, "backup.sqlite"), join(restored, "zukunftslandkarte.sqlite"));
    const again = await startServer({ dataDir: restored, env, owner: server.owner });
    servers.push(again);
    expect({ maps: await maps(again), contents: await exported(again) }).toEqual(before);
  } finally {
    for (const server of servers) await server.remove();
    rmSync(folder, { recursive: true });
  }
});
