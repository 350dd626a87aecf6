// What is kept for how long, by a clock that the tests set. A real database, no server.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readConfig } from "../../server/config.ts";
import { forgetOld, monthsBefore } from "../../server/retention/forgetOld.ts";
import { openDatabase, type Database } from "../../server/store/database.ts";
import { databaseIn } from "../fixtures/dataFolder.ts";
import { startServer } from "../fixtures/server.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;
const NOW = Date.parse("2030-03-31T12:00:00Z");

let dataDir: string;
let database: Database;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "retention-"));
  database = await openDatabase(dataDir);
  insert("people", { id: "guest", name: "Gast", email: "g@guest.invalid", colour: 0 });
  insert("maps", {
    id: "map",
    title: "Karte",
    node_count: 0,
    link_count: 0,
    created_at: 0,
    changed_at: 0,
    summary_seq: 0,
  });
});
afterEach(async () => {
  await database.close();
  rmSync(dataDir, { recursive: true });
});

type Row = Record<string, string | number | null>;

function insert(table: string, row: Row, connection: DatabaseSync = database.connection): void {
  const columns = Object.keys(row);
  const places = columns.map(() => "?").join(", ");
  connection
    .prepare(`insert into ${table} (${columns.join(", ")}) values (${places})`)
    .run(...Object.values(row));
}

function rowsOf(table: string, columns = "id"): unknown[] {
  return database.connection
    .prepare(`select ${columns} from ${table} order by 1`)
    .all()
    .map((row) => (columns === "id" ? row["id"] : { ...row }));
}

const forget = (auditMonths = 12) => forgetOld(database.db, { now: NOW, auditMonths });
const iso = (at: number) => new Date(at).toISOString();

function invitation(id: string, ended: { expires_at: number; revoked_at?: number }): void {
  insert("invitations", {
    id,
    map_id: "map",
    kind: "personal",
    token_hash: id,
    name: "Dr. X",
    organisation: "Institut",
    perspective: "Forschung",
    role: "viewer",
    email: "x@example.org",
    created_by: "guest",
    created_at: 0,
    ...ended,
  });
}

describe("after its time", () => {
  it("DP-13: a session is gone, and so are links by mail", async () => {
    for (const [id, at] of [
      ["over", NOW],
      ["still", NOW + 1],
    ] as const) {
      insert("sessions", { id, token: id, person_id: "guest", expires_at: iso(at) });
    }
    for (const [hash, at] of [
      ["over", NOW - 7 * DAY_MS - 1],
      ["just", NOW - 7 * DAY_MS + 1],
    ] as const) {
      const link = { token_hash: hash, purpose: "reset", person_id: "guest", expires_at: at };
      insert("mailed_links", link);
    }
    await forget();
    expect(rowsOf("sessions")).toEqual(["still"]);
    expect(rowsOf("mailed_links", "token_hash")).toEqual([{ token_hash: "just" }]);
  });

  it("DP-14: an invitation that has ended is gone 90 days later, one by which somebody came keeps only its name", async () => {
    const old = NOW - 90 * DAY_MS - 1;
    invitation("expired long ago", { expires_at: old });
    invitation("revoked long ago", { expires_at: NOW + DAY_MS, revoked_at: old });
    invitation("expired", { expires_at: NOW - 90 * DAY_MS + 1 });
    invitation("used", { expires_at: old });
    invitation("waits", { expires_at: NOW + DAY_MS });
    for (const id of ["used", "waits"]) {
      insert("invited_people", {
        map_id: "map",
        person_id: "guest",
        invitation_id: id,
        came_as: "guest",
        joined_at: 0,
      });
    }
    await forget();
    const written = { organisation: "Institut", email: "x@example.org", name: "Dr. X" };
    expect(rowsOf("invitations", "id, name, organisation, email")).toEqual([
      { id: "expired", ...written },
      { id: "used", name: "Dr. X", organisation: "", email: null },
      { id: "waits", ...written },
    ]);
    expect(rowsOf("invited_people", "invitation_id as id")).toHaveLength(2);
  });

  it("DP-14: so is an invitation to become a member", async () => {
    for (const [id, at] of [
      ["over", NOW - 90 * DAY_MS - 1],
      ["just", NOW - 90 * DAY_MS + 1],
    ] as const) {
      const row = { id, token_hash: id, name: "X", created_by: "guest", created_at: 0 };
      insert("member_invitations", { ...row, expires_at: at });
    }
    await forget();
    expect(rowsOf("member_invitations")).toEqual(["just"]);
  });

  it("DP-15: an entry of the log is gone after twelve months, or as many as the operator says", async () => {
    const yearAgo = Date.parse("2029-03-31T12:00:00Z");
    const monthAgo = Date.parse("2030-02-28T12:00:00Z");
    for (const at of [yearAgo - 1, yearAgo, monthAgo - 1, monthAgo]) {
      insert("audit", { at, action: "map.opened" });
    }
    await forget();
    expect(rowsOf("audit", "at")).toEqual([
      { at: yearAgo },
      { at: monthAgo - 1 },
      { at: monthAgo },
    ]);
    await forget(1);
    expect(rowsOf("audit", "at")).toEqual([{ at: monthAgo }]);
    expect(readConfig({})).toMatchObject({ auditMonths: 12 });
    expect(readConfig({ AUDIT_MONTHS: "3" })).toMatchObject({ auditMonths: 3 });
    expect(readConfig({ AUDIT_MONTHS: "0" })).toHaveProperty("problem");
  });

  it("DP-15: months are those of the calendar, also where one is shorter", () => {
    const before = (day: string, months: number) =>
      iso(monthsBefore(Date.parse(`${day}T01:02:03Z`), months)).slice(0, 10);
    expect(before("2030-03-31", 1)).toBe("2030-02-28");
    expect(before("2032-02-29", 12)).toBe("2031-02-28");
    expect(before("2030-01-15", 14)).toBe("2028-11-15");
  });
});

it("DP-13, DP-15: a server does so by itself, from its start on", async () => {
  const server = await startServer();
  try {
    await server.stop();
    const connection = databaseIn(server.dataDir);
    const { id } = server.owner.person;
    const over = iso(Date.now() - DAY_MS);
    insert("sessions", { id: "over", token: "over", person_id: id, expires_at: over }, connection);
    const old = monthsBefore(Date.now(), 12) - DAY_MS;
    insert("audit", { at: old, action: "map.opened", actor_id: id }, connection);
    await server.restart();
    const count = (query: string) => connection.prepare(query).get()?.["n"];
    expect(count("select count(*) as n from sessions where id = 'over'")).toBe(0);
    expect(count(`select count(*) as n from audit where at = ${old}`)).toBe(0);
    expect(count("select count(*) as n from sessions")).toBe(1);
    connection.close();
  } finally {
    await server.remove();
  }
});
