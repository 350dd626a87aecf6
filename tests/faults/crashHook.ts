// Loaded into a server under test before anything of its own: kills it (SIGKILL) at a named point of its way to the disk,
// told by a statement of SQL. The point stands in a file, so that a test can set it while the server runs; it holds once.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { DatabaseSync, type StatementSync } from "node:sqlite";

/** `match`: beginning of a statement. With `commit` the transaction it is part of is meant. */
interface CrashPoint {
  match: string;
  at: "before" | "after" | "before commit" | "after commit";
}

const file = process.env["CRASH_POINT_FILE"] ?? "";
/** In this thread, a transaction has begun that ends with its commit. */
let isCommitNext = false;

function pointNow(): CrashPoint | null {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as CrashPoint) : null;
}

function die(): never {
  rmSync(file, { force: true });
  process.kill(process.pid, "SIGKILL");
  // Nothing more may happen until the signal is there.
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000);
}

function around<Result>(sql: string, run: () => Result): Result {
  const point = pointNow();
  if (point === null) return run();
  const isCommit = /^\s*commit/i.test(sql);
  const isMatch = sql.toLowerCase().startsWith(point.match);
  if (isCommit && isCommitNext && point.at === "before commit") die();
  if (isMatch && point.at === "before") die();
  const result = run();
  if (isMatch && point.at === "after") die();
  if (isCommit && isCommitNext) die();
  if (isMatch) isCommitNext = true;
  return result;
}

const METHODS = ["run", "get", "all"] as const;

function watched(statement: StatementSync, sql: string): StatementSync {
  for (const method of METHODS) {
    const original: (...values: unknown[]) => unknown = statement[method].bind(statement) as never;
    Object.defineProperty(statement, method, {
      value: (...values: unknown[]) => around(sql, () => original(...values)),
    });
  }
  return statement;
}

const prepare = DatabaseSync.prototype.prepare;
DatabaseSync.prototype.prepare = function (this: DatabaseSync, sql: string, ...rest) {
  return watched(prepare.call(this, sql, ...rest), sql);
};
