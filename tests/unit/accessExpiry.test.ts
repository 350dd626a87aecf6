// Invitations that expire, on a real database: who is told, and when.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { BusEvent } from "../../server/bus/Bus.ts";
import { inProcessBus } from "../../server/bus/inProcessBus.ts";
import { ExpiryWatch } from "../../server/access/ExpiryWatch.ts";
import { MapStore } from "../../server/maps/MapStore.ts";
import { PersonStore } from "../../server/people/PersonStore.ts";
import { openDatabase, type Database } from "../../server/store/database.ts";
import { silentLog } from "../fixtures/roomWithClients.ts";
import { waitFor } from "../fixtures/waitFor.ts";

const MAP = "AAAAAAAAAAAAAAAAAAAAAA";

let folder: string;
let database: Database;
let watch: ExpiryWatch;
let told: { personId: string | null; at: number }[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "expiry-"));
  database = await openDatabase(folder);
  const bus = inProcessBus();
  told = [];
  bus.subscribe((event: BusEvent) => {
    if (event.type === "rightsChanged") told.push({ personId: event.personId, at: Date.now() });
  });
  watch = new ExpiryWatch({ db: database.db, bus, log: silentLog });
  const update = new Uint8Array([0, 0]);
  const counts = { nodeCount: 0, linkCount: 0 };
  const map = { id: MAP, title: "Karte", ...counts, update, by: null };
  await new MapStore(database.db).insert(map);
});
afterEach(async () => {
  watch.stop();
  await database.close();
  rmSync(folder, { recursive: true });
});

async function invited(id: string, expiresAt: number, revokedAt: number | null): Promise<string> {
  const guest = { name: id, kind: "guest", email: null, isAdmin: false } as const;
  const personId = await new PersonStore(database.db).insert(guest);
  const none = { name: "", organisation: "", perspective: "", email: null, password: null };
  await database.db
    .insertInto("invitations")
    .values({
      ...none,
      id,
      map_id: MAP,
      kind: "personal",
      token_hash: id,
      role: "viewer",
      created_by: "anna",
      created_at: 0,
      expires_at: expiresAt,
      revoked_at: revokedAt,
      max_uses: null,
    })
    .execute();
  const came = { map_id: MAP, person_id: personId, came_as: "guest", joined_at: 0 } as const;
  await database.db
    .insertInto("invited_people")
    .values({ ...came, invitation_id: id, role: null })
    .execute();
  return personId;
}

it("IV-7: each is told when its own time is over, the next one first, a revoked one not at all", async () => {
  const now = Date.now();
  const later = { id: await invited("later", now + 700, null), at: now + 700 };
  const sooner = { id: await invited("sooner", now + 300, null), at: now + 300 };
  await invited("revoked", now + 300, now);
  await invited("long ago", now - 1_000, null);
  await invited("in a year", now + 365 * 24 * 60 * 60 * 1_000, null);
  watch.look();
  await waitFor("both were told", () => told.length >= 2);
  expect(told.map(({ personId }) => personId)).toEqual([sooner.id, later.id]);
  expect(told[0]?.at).toBeGreaterThanOrEqual(sooner.at);
  expect(told[1]?.at).toBeGreaterThanOrEqual(later.at);
});

it("IV-7: an invitation that is made while one waits for a later one is not missed", async () => {
  const now = Date.now();
  await invited("tomorrow", now + 24 * 60 * 60 * 1_000, null);
  watch.look();
  const soon = await invited("soon", Date.now() + 200, null);
  watch.look();
  await waitFor("it was told", () => told.length > 0);
  expect(told.map(({ personId }) => personId)).toEqual([soon]);
});
