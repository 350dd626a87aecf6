// What an idle connection and a small open map cost a server in memory: what its process holds after garbage
// collection with many of them, less what it held without.
import type { Target } from "./Crowd.ts";
import { start, type Contender, type Memory } from "./contenders.ts";
import { Dialect } from "./dialect.ts";
import { makeMap } from "./mapContent.ts";
import { RawSocket } from "./RawSocket.ts";

const IDLE_CONNECTIONS = 1_000;
const SMALL_MAPS = 300;
const NODES_OF_A_SMALL_MAP = 10;
const JOINS_AT_ONCE = 20;
/** Join first: what V8 compiles meanwhile, and what is loaded once, is nobody's price. */
const WARM_UP_CONNECTIONS = 1_000;
const WARM_UP_MAPS = 100;
/** What is written a little later, or kept for a moment, is none either. */
const SETTLE_MS = 6_000;
const KIB = 1024;

export interface MemoryResult {
  /** KiB of the V8 heap and of buffers an idle connection costs. */
  perConnectionKiB: number;
  /** The same in resident memory, which V8 and the allocator round up. */
  perConnectionRssKiB: number;
  perMapKiB: number;
  perMapRssKiB: number;
}

export async function measureMemory(contender: Contender): Promise<MemoryResult> {
  const connection = await measureConnections(contender);
  const map = await measureMaps(contender);
  return {
    perConnectionKiB: connection.used,
    perConnectionRssKiB: connection.rss,
    perMapKiB: map.used - connection.used,
    perMapRssKiB: map.rss - connection.rss,
  };
}

interface Price {
  used: number;
  rss: number;
}

async function measureConnections(contender: Contender): Promise<Price> {
  const server = await start(contender);
  try {
    const target = await server.target(1);
    const first = await join(target, sameMap(WARM_UP_CONNECTIONS));
    const before = await settled(() => server.memory());
    const idle = await join(target, sameMap(IDLE_CONNECTIONS));
    const after = await settled(() => server.memory());
    for (const socket of [...first, ...idle]) socket.close();
    return perPiece(before, after, IDLE_CONNECTIONS);
  } finally {
    await server.discard();
  }
}

async function measureMaps(contender: Contender): Promise<Price> {
  const server = await start(contender);
  try {
    const target = await server.target(WARM_UP_MAPS + SMALL_MAPS);
    const content = makeMap(NODES_OF_A_SMALL_MAP, "Knoten").updates;
    const maps = Array.from({ length: WARM_UP_MAPS + SMALL_MAPS }, (_, i) => i);
    const first = await join(target, maps.slice(0, WARM_UP_MAPS), content);
    const before = await settled(() => server.memory());
    const open = await join(target, maps.slice(WARM_UP_MAPS), content);
    const after = await settled(() => server.memory());
    for (const socket of [...first, ...open]) socket.close();
    return perPiece(before, after, SMALL_MAPS);
  } finally {
    await server.discard();
  }
}

/** So many connections to the first map. */
function sameMap(connections: number): number[] {
  return Array.from({ length: connections }, () => 0);
}

function perPiece(before: Memory, after: Memory, pieces: number): Price {
  const used = after.heapUsed + after.external - before.heapUsed - before.external;
  return { used: used / pieces / KIB, rss: (after.rss - before.rss) / pieces / KIB };
}

async function settled<T>(read: () => Promise<T>): Promise<T> {
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  return await read();
}

/** Joins one connection for each entry, the index of its map, and lets it say `updates`. */
async function join(
  target: Target,
  maps: number[],
  updates: Uint8Array[] = [],
): Promise<RawSocket[]> {
  const sockets: RawSocket[] = [];
  for (let from = 0; from < maps.length; from += JOINS_AT_ONCE) {
    const joins = maps.slice(from, from + JOINS_AT_ONCE).map(async (map) => {
      const { room = "", path = "/" } = target.rooms[map] ?? {};
      const dialect = new Dialect(target.dialect, room);
      const joined = Promise.withResolvers<void>();
      const socket = new RawSocket(target, path, (bytes, start, end) => {
        dialect.read(bytes, start, end, {
          onCursor: () => {},
          onUpdate: () => {},
          onState: () => joined.resolve(),
        });
      });
      await socket.whenOpen();
      for (const frame of dialect.hello) socket.send(frame);
      if (target.keepsDocument) await joined.promise;
      for (const update of updates) socket.send(dialect.update(update));
      sockets.push(socket);
    });
    await Promise.all(joins);
  }
  return sockets;
}
