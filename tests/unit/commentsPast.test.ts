// What is noted of threads that were there before their states were kept, on a real database.
import { Kysely, sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { cutAt } from "../../server/comments/past/cutAt.ts";
import { threadsSince } from "../../server/comments/threadAnswer.ts";
import type { By } from "../../server/comments/TalkStep.ts";
import { up } from "../../server/store/migrations/0011-talk-then.ts";
import { sqliteDialect } from "../../server/store/sqliteDialect.ts";
import { openTalkRows, type TalkRows } from "../fixtures/talkRows.ts";

let rows: TalkRows;
beforeAll(async () => {
  rows = await openTalkRows();
});
afterAll(() => rows.close());

it("VE-124: threads of before are known to be resolved since they were, and to be open since the migration alone", async () => {
  const by: By = { mapId: await rows.map(), personId: await rows.person("Anika") };
  const { db } = rows;
  const open = await rows.begin(by, "Offen");
  const closed = await rows.begin(by, "Erledigt");
  const wanted = { state: "resolved", outcome: "noted", reason: "Gesehen" } as const;
  await rows.resolutions.set(by, "owner", closed.thread.id, wanted);
  const last = await rows.begin(by, "Danach");
  // As it was before the migration.
  await db.updateTable("threads").set({ resolved_at: 5 }).where("resolved_at", ">", 0).execute();
  await sql`drop table thread_states`.execute(db);
  await sql`alter table versions drop column talk_number`.execute(db);
  await up(new Kysely({ dialect: sqliteDialect(rows.database.connection) }));

  const cut = await cutAt(db, by.mapId, { what: "threads", id: last.thread.id });
  if ("problem" in cut) throw new Error(cut.problem);
  const known = { isResolvedToday: true, isReasonGone: false, isStateKnown: true };
  const before = await threadsSince(db, by, 0, { ...cut, at: cut.at - 60_000 });
  expect(before.threads.map(({ id, past }) => [id, past?.isStateKnown])).toEqual([
    [open.thread.id, false],
    [closed.thread.id, true],
    [last.thread.id, false],
  ]);
  expect(before.threads[1]).toMatchObject({
    resolved: { at: 5, by: by.personId },
    outcome: { kind: "noted", reason: "Gesehen" },
    past: known,
  });
  const after = await threadsSince(db, by, 0, { number: null, at: Date.now() + 60_000 });
  expect(after.threads.map(({ past }) => past?.isStateKnown)).toEqual([true, true, true]);
  // One that begins from now on is known from its beginning.
  const { thread } = await rows.begin(by, "Neu");
  const now = await cutAt(db, by.mapId, { what: "threads", id: thread.id });
  if ("problem" in now) throw new Error(now.problem);
  const latest = (await threadsSince(db, by, 0, now)).threads.at(-1);
  expect(latest).toMatchObject({ id: thread.id, resolved: null, past: { isStateKnown: true } });
});
