// What SIGKILL takes away: changes that somebody else had already seen and that are gone after a restart.
import * as Y from "yjs";
import { start, type Contender } from "./contenders.ts";
import type { CrowdSize } from "./Crowd.ts";
import { FIRST_CLIENT } from "./Member.ts";
import { settledMap } from "./readState.ts";
import { runLoad } from "./runLoad.ts";

export interface KillResult {
  /** Updates that others had received before the kill. */
  seen: number;
  /** Of those, how many the restarted server no longer has. */
  lost: number;
  /** Age of the oldest lost one at the kill, in ms; 0 without a loss. */
  oldestLostMs: number;
}

const SIZE: CrowdSize = { members: 20, active: 10, nodesPerMap: 500 };

/** Long enough for servers that answer a join before they have read the map. */
const SETTLE_MS = 1_500;

export async function measureKill(contender: Contender, workMs: number): Promise<KillResult> {
  const server = await start(contender);
  let restarted = server;
  try {
    const target = await server.target(1);
    const { seen, ageMs } = await runLoad<"killLoss">({
      kind: "killLoss",
      target,
      size: SIZE,
      workMs,
    });
    await server.stop("SIGKILL");
    restarted = await start(contender, server.dataDir);
    const [address] = target.rooms;
    if (address === undefined) throw new Error("no map");
    const door = { ...target, port: restarted.port };
    const doc = await settledMap(door, address, SETTLE_MS);
    const result = { seen: 0, lost: 0, oldestLostMs: 0 };
    for (const [person, count] of seen.entries()) {
      const kept = Y.getState(doc.store, FIRST_CLIENT + person);
      result.seen += count;
      if (kept >= count) continue;
      result.lost += count - kept;
      result.oldestLostMs = Math.max(result.oldestLostMs, ageMs[person]?.[kept] ?? 0);
    }
    return result;
  } finally {
    await restarted.discard();
  }
}
