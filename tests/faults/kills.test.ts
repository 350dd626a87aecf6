// The kill loop, short enough for every run of the tests; `npm run test:faults` runs it as long as wanted.
import { describe, expect, it } from "vitest";
import { runKills, type KillReport } from "./killLoop.ts";

const seed = Number(process.env["KILL_SEED"] ?? Math.floor(Math.random() * 2 ** 31));

function told(report: KillReport): KillReport {
  console.log(`seed ${seed}:`, report);
  return report;
}

describe("a server that is killed", () => {
  it(`ST-32 SY-37 CO-51: 20 kills under load, seed ${seed}: nothing acknowledged or seen is lost, nothing is there twice`, async () => {
    const report = told(await runKills({ kills: 20, seed, mode: "load" }));
    expect(report.complaints).toEqual([]);
    expect(report.kills).toBe(20);
    // It was under load, and the kills came in the midst of it.
    expect(report.acknowledged).toBeGreaterThan(100);
    expect(report.seen).toBeGreaterThan(500);
    expect(report.underWay).toBeGreaterThan(100);
    expect(report.boundClientIds).toBeGreaterThan(20);
    // So were those who comment: their comments were answered, and sent again where they were not.
    expect(report.said).toBeGreaterThan(20);
    expect(report.repeated).toBeGreaterThan(0);
    expect(report.killedWhileCatchingUp).toBeGreaterThan(0);
  });

  it(`ST-33: 3 kills in the midst of a stop in good order, seed ${seed}: the same holds`, async () => {
    const report = told(await runKills({ kills: 3, seed, mode: "stop" }));
    expect(report.complaints).toEqual([]);
    expect(report.kills).toBe(3);
    expect(report.seen).toBeGreaterThan(50);
  });

  it(`ST-33: 5 kills while journals are compacted, seed ${seed}: the same holds, before and after`, async () => {
    const report = told(await runKills({ kills: 5, seed, mode: "compaction" }));
    expect(report.complaints).toEqual([]);
    expect(report.kills).toBe(5);
    expect(report.seen).toBeGreaterThan(50);
    // Either sort comes up nearly always among ten journals; that both do is for longer runs to show.
    expect(report.compacted + report.notCompacted).toBe(10);
  });
});
