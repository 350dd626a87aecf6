// The audit log on a real database in a folder of its own.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { AuditLog } from "../../server/audit/AuditLog.ts";
import { csvCell } from "../../server/http/csv.ts";
import { openDatabase, type Database } from "../../server/store/database.ts";
import { silentLog } from "../fixtures/roomWithClients.ts";

let folder: string;
let database: Database;
let audit: AuditLog;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "audit-"));
  database = await openDatabase(folder);
  audit = new AuditLog(database.db, silentLog);
});
afterEach(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

const everything = () => audit.read({ before: null, mapId: null, limit: 100 });

it("AU-1: opening a map is noted once a person, map and day, also by a server that was restarted", async () => {
  for (const [person, map] of [
    ["anna", "one"],
    ["anna", "one"],
    ["anna", "two"],
    ["ben", "one"],
  ] as const) {
    audit.opened(person, map);
  }
  expect((await everything()).length).toBe(3);
  const restarted = new AuditLog(database.db, silentLog);
  restarted.opened("anna", "one");
  await restarted.flush();
  expect((await everything()).length).toBe(3);
});

it("AU-1: what is noted within a transaction is there with it or not at all", async () => {
  const undone = database.db.transaction().execute(async (transaction) => {
    await audit.record({ action: "map.created", actorId: "anna" }, transaction);
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  expect(await everything()).toEqual([]);
});

it.each(["=1+1", "+1", "-1", "@sum", "\t=1", "\r=1"])(
  "AU-3: %j is no formula in a cell",
  (value) => {
    expect(csvCell(value)).toBe(`"'${value}"`);
  },
);

it("AU-3: quotation marks and separators stay within their cell", () => {
  expect(csvCell('a";"b')).toBe('"a"";""b"');
  expect(csvCell(null)).toBe('""');
});
