// The image and the compose file, without Docker: what they say, and what their commands do in a folder of this machine.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { buildImage, environment, execForm, parseDockerfile, the } from "../fixtures/dockerfile.ts";
import { waitFor } from "../fixtures/waitFor.ts";

const INSTALL_AND_BUILD_MS = 300_000;
const START_MS = 20_000;

const stages = parseDockerfile(readFileSync("Dockerfile", "utf8"));
const final = stages.at(-1) ?? { name: "", from: "", instructions: [] };

describe("the image", () => {
  let root = "";
  let folder = "";
  /** The Node of this test stands for the image's; nothing of our own node_modules may be found. */
  const path = [dirname(process.execPath), ...(process.env.PATH ?? "").split(delimiter)]
    .filter((entry, index) => index === 0 || !entry.includes("node_modules"))
    .join(delimiter);

  beforeAll(() => {
    // A hidden folder, as a checkout may lie in one: file servers like to hide such.
    root = mkdtempSync(join(tmpdir(), ".image-"));
    folder = buildImage(stages, root, process.cwd(), path);
  }, INSTALL_AND_BUILD_MS);
  afterAll(() => rmSync(root, { recursive: true, force: true }), INSTALL_AND_BUILD_MS);

  it("RU-12: has the built client, and no development packages or Node of its own in it", () => {
    const app = join(folder, the(final, "WORKDIR"));
    expect(existsSync(join(app, "dist/client/index.html"))).toBe(true);
    expect(existsSync(join(app, "node_modules/express"))).toBe(true);
    for (const absent of ["vite", "playwright", "node/bin/node", ".bin/node"]) {
      expect([absent, existsSync(join(app, "node_modules", absent))]).toEqual([absent, false]);
    }
    for (const absent of ["client", "tests", ".git"]) {
      expect([absent, existsSync(join(app, absent))]).toEqual([absent, false]);
    }
  });

  it("RU-12: runs on Node 24, not as root, with its data in a volume", () => {
    expect(stages.map(({ from }) => from)).toEqual(["node:24-slim", "node:24-slim"]);
    expect(the(final, "USER")).toBe("node");
    const env = environment(final);
    expect(the(final, "VOLUME")).toBe(env.DATA_DIR);
    expect(the(final, "EXPOSE")).toBe(env.PORT);
  });

  it("RU-12: starts, answers its health check and stops when told to", async () => {
    const cwd = join(folder, the(final, "WORKDIR"));
    const imageEnv = environment(final);
    const dataDir = join(folder, imageEnv.DATA_DIR ?? "");
    // Port and address are the test's own: this is no container, and the machine may have neighbours.
    const env = { ...imageEnv, PATH: path, DATA_DIR: dataDir, HOST: "127.0.0.1", PORT: "0" };
    const [command = "", ...args] = execForm(the(final, "CMD"));
    const server = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [server.stdout, server.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => (output += text));
    }
    try {
      const said = () => /Zukunftslandkarte: http:\/\/127\.0\.0\.1:(\d+)/.exec(output)?.[1];
      const ended = () => server.exitCode !== null;
      await waitFor("the image's server is ready", () => said() ?? ended(), START_MS);
      const port = said();
      if (port === undefined) throw new Error(`It ended instead:\n${output}`);
      const [check = "", ...checkArgs] = execForm(the(final, "HEALTHCHECK"));
      const healthy = (at: string) =>
        spawnSync(check, checkArgs, { cwd, env: { ...env, PORT: at } }).status;
      expect(healthy(port)).toBe(0);
      const page = await fetch(`http://127.0.0.1:${port}/`);
      expect(await page.text()).toContain('<div id="root">');
      server.kill("SIGTERM");
      await waitFor("the image's server stopped", () => server.exitCode !== null, 15_000);
      expect(server.exitCode).toBe(0);
      expect(healthy(port)).toBe(1);
    } finally {
      server.kill("SIGKILL");
    }
  });
});

describe("compose", () => {
  const compose = parse(readFileSync("docker-compose.yml", "utf8")) as {
    services: Record<string, Record<string, unknown>>;
    volumes: Record<string, unknown>;
  };
  const app = compose.services.app ?? {};

  it("RU-13: publishes one port, on the loopback address", () => {
    expect(Object.keys(compose.services)).toEqual(["app"]);
    expect(app.ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:\$\{PORT:-\d+\}:\d+$/)]);
    const [published] = app.ports as string[];
    expect(published?.split(":").at(-1)).toBe(environment(final).PORT);
    expect(app.network_mode).toBeUndefined();
  });

  it("RU-13: keeps the data of the image in a named volume", () => {
    expect(app.volumes).toEqual([`data:${environment(final).DATA_DIR}`]);
    expect(Object.keys(compose.volumes)).toEqual(["data"]);
  });

  it("RU-13: gives the container no more than it needs, and time to write everything", () => {
    expect(app).toMatchObject({
      build: ".",
      read_only: true,
      cap_drop: ["ALL"],
      security_opt: ["no-new-privileges:true"],
    });
    expect(app.privileged ?? app.cap_add ?? app.user).toBeUndefined();
    expect(parseFloat(String(app.stop_grace_period))).toBeGreaterThan(10);
    expect(app.healthcheck).toBeUndefined(); // the image brings its own
  });
});
