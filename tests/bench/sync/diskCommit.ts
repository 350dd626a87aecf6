// How long this disk takes for one durable commit: what no server that has everything on disk before it passes it on can
// do without.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { BUSY_TIMEOUT_MS, openSqliteFile } from "../../../server/store/sqliteFile.ts";
import { Latencies, type LatencySummary } from "./Latencies.ts";

const COMMITS = 200;
const ROW_BYTES = 60;

/** Commits of one small row each, `gapMs` after one another (a disk that has been asked just now answers sooner). */
export async function diskCommits(folder: string, gapMs: number): Promise<LatencySummary> {
  mkdirSync(folder, { recursive: true });
  const data = mkdtempSync(join(folder, "commit-"));
  try {
    const database = openSqliteFile(join(data, "commits.sqlite"), BUSY_TIMEOUT_MS.mainThread);
    database.exec("create table rows (id integer primary key, bytes blob not null)");
    const insert = database.prepare("insert into rows (bytes) values (?)");
    const took = new Latencies();
    for (let at = 0; at < COMMITS; at++) {
      const startedAt = performance.now();
      insert.run(new Uint8Array(ROW_BYTES));
      took.add(performance.now() - startedAt);
      await new Promise((resolve) => setTimeout(resolve, gapMs));
    }
    database.close();
    return took.summary();
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}
