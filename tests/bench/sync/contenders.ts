// The servers that are compared: how each is started, what a map is called there, and how to ask it for its memory.
// Each runs in a process of its own on the Node of this repository, with the same small probe loaded into it.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { redeemWelcome } from "../../fixtures/newPeople.ts";
import type { Target } from "./Crowd.ts";
import type { DialectName } from "./dialect.ts";
import type { Door } from "./RawSocket.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const PEERS = join(ROOT, "tests/bench/peers");
/** Mostly on the disk of the checkout: a temporary folder may be memory, where a commit costs nothing. */
export const DATA = process.env["BENCH_DATA"] ?? join(ROOT, ".cache/bench");
const START_PATIENCE_MS = 20_000;
const STOP_PATIENCE_MS = 12_000;

export interface Contender {
  name: string;
  script: string;
  dialect: DialectName;
  keepsDocument: boolean;
  /** Writes to disk; gets a data folder. */
  persists: boolean;
  env?: Record<string, string>;
}

export const OURS: Contender = {
  name: "ours (durable)",
  script: join(ROOT, "server/main.ts"),
  dialect: "y-websocket",
  keepsDocument: true,
  persists: true,
};
const peer = (name: string, script: string, rest: Partial<Contender> = {}): Contender => ({
  name,
  script: join(PEERS, script),
  dialect: "y-websocket",
  keepsDocument: true,
  persists: false,
  ...rest,
});
export const RELAY = peer("bare ws relay", "relay.mjs", { keepsDocument: false });
export const COALESCING = peer("coalescing relay", "coalescingRelay.mjs", { keepsDocument: false });
export const Y_WEBSOCKET = peer("y-websocket-server", "yWebsocketServer.mjs");
export const Y_LEVELDB = peer("y-websocket+leveldb", "yWebsocketServer.mjs", { persists: true });
export const HOCUSPOCUS = peer("Hocuspocus", "hocuspocus.mjs", { dialect: "hocuspocus" });
export const HOCUSPOCUS_SQLITE = peer("Hocuspocus+SQLite", "hocuspocus.mjs", {
  dialect: "hocuspocus",
  persists: true,
});

export interface Memory {
  rss: number;
  heapUsed: number;
  external: number;
}

export class RunningServer {
  readonly contender: Contender;
  readonly port: number;
  readonly dataDir: string;
  /** Of the owner of its maps; null where nobody has to sign in, or this was not its first start. */
  readonly cookie: string | null;
  private readonly child: ChildProcess;

  constructor(contender: Contender, child: ChildProcess, { port, cookie }: Door, dataDir: string) {
    this.contender = contender;
    this.child = child;
    this.port = port;
    this.cookie = cookie;
    this.dataDir = dataDir;
  }

  get pid(): number {
    return this.child.pid ?? -1;
  }

  /** Makes maps where the server wants them made, else names them. */
  async target(maps: number): Promise<Target> {
    const { dialect, keepsDocument } = this.contender;
    const rooms: Target["rooms"] = [];
    for (let i = 0; i < maps; i++) {
      if (this.contender === OURS) {
        const id = await this.createMap(`Bench ${i}`);
        rooms.push({ room: id, path: `/sync/${id}` });
      } else rooms.push({ room: `bench-${i}`, path: `/bench-${i}` });
    }
    const { port, cookie, pid } = this;
    return { port, cookie, pid, dialect, keepsDocument, rooms };
  }

  /** What is in use after a garbage collection. */
  async memory(): Promise<Memory> {
    const answer = Promise.withResolvers<Memory>();
    this.child.once("message", ({ memory }: { memory: Memory }) => answer.resolve(memory));
    this.child.send("memory");
    return await answer.promise;
  }

  /** For how long its main thread stood still at the most since this was asked last, in milliseconds. */
  async longestStall(): Promise<number> {
    const answer = Promise.withResolvers<number>();
    this.child.once("message", ({ stallMs }: { stallMs: number }) => answer.resolve(stallMs));
    this.child.send("stall");
    return await answer.promise;
  }

  /** Ends it in good order, or hard. The data stay until `discard`. */
  async stop(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exit = once(this.child, "exit");
    this.child.kill(signal);
    const timer = setTimeout(() => this.child.kill("SIGKILL"), STOP_PATIENCE_MS);
    await exit;
    clearTimeout(timer);
  }

  async discard(): Promise<void> {
    await this.stop("SIGKILL");
    if (this.dataDir !== "") rmSync(this.dataDir, { recursive: true, force: true });
  }

  private async createMap(title: string): Promise<string> {
    const response = await fetch(`http://127.0.0.1:${this.port}/api/maps`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie: this.cookie ?? "" },
      body: JSON.stringify({ title, from: "empty", language: "en" }),
    });
    const body: unknown = await response.json();
    if (typeof body === "object" && body !== null && "id" in body && typeof body.id === "string") {
      return body.id;
    }
    throw new Error(`the map was not created: ${response.status} ${JSON.stringify(body)}`);
  }
}

/** Starts a contender; with `dataDir` on data that are there already. */
export async function start(contender: Contender, dataDir?: string): Promise<RunningServer> {
  if (!existsSync(contender.script)) throw new Error(`${contender.script} is not there`);
  mkdirSync(DATA, { recursive: true });
  const data = contender.persists ? (dataDir ?? mkdtempSync(join(DATA, "run-"))) : "";
  const probe = join(PEERS, "probe.mjs");
  const args = ["--expose-gc", "--disable-warning=ExperimentalWarning", "--import", probe];
  const child = spawn(process.execPath, [...args, contender.script], {
    cwd: ROOT,
    env: { ...process.env, ...contender.env, PORT: "0", HOST: "127.0.0.1", DATA_DIR: data },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const door = await doorOf(child, contender, dataDir === undefined).catch((error: unknown) => {
    if (data !== "" && dataDir === undefined) rmSync(data, { recursive: true, force: true });
    throw error;
  });
  return new RunningServer(contender, child, door, data);
}

/** Waits until a server listens. At the first start of ours, somebody becomes its owner. */
async function doorOf(child: ChildProcess, contender: Contender, isFirst: boolean): Promise<Door> {
  const asksWho = contender.script === OURS.script && isFirst;
  const said = asksWho
    ? /http:\/\/127\.0\.0\.1:(\d+)[^]*\/willkommen#(\S{43})\s/
    : /http:\/\/127\.0\.0\.1:(\d+)/;
  const [, port, key] = await hear(child, contender.name, said);
  const door = { port: Number(port), cookie: null };
  if (key === undefined) return door;
  const { cookie } = await redeemWelcome(`http://127.0.0.1:${port}`, key, "Bench");
  return { ...door, cookie };
}

/** Waits until a server has written this. */
async function hear(child: ChildProcess, name: string, wanted: RegExp): Promise<RegExpExecArray> {
  const { promise, resolve, reject } = Promise.withResolvers<RegExpExecArray>();
  let output = "";
  const timer = setTimeout(() => child.kill("SIGKILL"), START_PATIENCE_MS);
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-4_000);
      const heard = wanted.exec(output);
      if (heard !== null) resolve(heard);
    });
  }
  child.once("exit", () => reject(new Error(`${name} did not start: ${output}`)));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
  }
}
