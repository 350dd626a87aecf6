// How long a newcomer waits for a map of 5,000 nodes: cold (the server was just started, or first has to read the map
// from disk) and warm (others are in it).
import * as Y from "yjs";
import type { Target } from "./Crowd.ts";
import { start, type Contender, type RunningServer } from "./contenders.ts";
import { Dialect } from "./dialect.ts";
import { makeMap } from "./mapContent.ts";
import { RawSocket } from "./RawSocket.ts";
import { scanUpdate } from "./updateScan.ts";
import { openMap, type OpenedMap } from "./readState.ts";

const NODES = 5_000;
const WARM_JOINS = 5;
const STORE_MS = 1_000;
const FILL_PATIENCE_MS = 60_000;

export interface OpenResult {
  /** Milliseconds from connecting to the last byte; null: nothing outlives the server. */
  coldReceivedMs: number | null;
  /** The same, and the state put into a Y.Doc. */
  coldAppliedMs: number | null;
  warmReceivedMs: number;
  warmAppliedMs: number;
  bytes: number;
}

export async function measureOpening(contender: Contender): Promise<OpenResult> {
  let server = await start(contender);
  try {
    let target = await server.target(1);
    const map = makeMap(NODES, "Knoten");
    const filler = await fill(
      server,
      target,
      map.updates,
      Y.getState(map.doc.store, map.doc.clientID),
    );
    let cold: OpenedMap | null = null;
    if (contender.persists) {
      // Not every server finishes its writes when it is told to stop.
      await new Promise((resolve) => setTimeout(resolve, STORE_MS));
      filler.close();
      await new Promise((resolve) => setTimeout(resolve, STORE_MS));
      await server.stop("SIGTERM");
      server = await start(contender, server.dataDir);
      target = { ...target, port: server.port };
      cold = await open(target);
    }
    const holder = contender.persists ? await hold(target) : filler;
    const warm: OpenedMap[] = [];
    for (let i = 0; i < WARM_JOINS; i++) warm.push(await open(target));
    holder.close();
    const middle = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
    return {
      coldReceivedMs: cold?.receivedMs ?? null,
      coldAppliedMs: cold?.appliedMs ?? null,
      warmReceivedMs: middle(warm.map((opening) => opening.receivedMs)),
      warmAppliedMs: middle(warm.map((opening) => opening.appliedMs)),
      bytes: warm[0]?.bytes ?? 0,
    };
  } finally {
    await server.discard();
  }
}

async function open(target: Target): Promise<OpenedMap> {
  const [address] = target.rooms;
  if (address === undefined) throw new Error("no map");
  return await openMap(target, address, (doc) => doc.getMap("nodes").size === NODES);
}

/** Sends the map and waits until somebody else has all of it. Returns the sender, still in the map. */
async function fill(
  server: RunningServer,
  target: Target,
  updates: Uint8Array[],
  clock: number,
): Promise<RawSocket> {
  const deadline = performance.now() + FILL_PATIENCE_MS;
  let seen = 0;
  const observer = await hold(target, (to) => {
    seen = Math.max(seen, to);
  });
  const filler = await hold(target);
  const dialect = new Dialect(target.dialect, target.rooms[0]?.room ?? "");
  for (const update of updates) {
    filler.send(dialect.update(update));
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  while (seen < clock) {
    if (performance.now() > deadline || filler.closedWith !== null) {
      throw new Error(`${server.contender.name} took ${seen} of ${clock}; ${filler.closedWith}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  observer.close();
  return filler;
}

/** A connection that stays in the map, after its first sync. */
async function hold(target: Target, onClock: (to: number) => void = () => {}): Promise<RawSocket> {
  const { room = "", path = "/" } = target.rooms[0] ?? {};
  const dialect = new Dialect(target.dialect, room);
  const joined = Promise.withResolvers<void>();
  const socket = new RawSocket(target, path, (bytes, start, end) => {
    dialect.read(bytes, start, end, {
      onCursor: () => {},
      onUpdate: (all, from, to) => {
        scanUpdate(all, from, to, { onClocks: (_client, _from, clock) => onClock(clock) });
      },
      onState: () => joined.resolve(),
    });
  });
  await socket.whenOpen();
  for (const frame of dialect.hello) socket.send(frame);
  await joined.promise;
  return socket;
}
