// Very many touches: written bit by bit, so that everybody else goes on in between, and fewer of them kept when they are old.
import { afterEach, beforeEach, expect, it } from "vitest";
import * as Y from "yjs";
import { seedMap } from "#shared/map/edit.ts";
import { mapToJson } from "#shared/map/json.ts";
import { Touches } from "../../server/changes/Touches.ts";
import { starterInto } from "../fixtures/changedMaps.ts";
import { historyHere } from "../fixtures/historyHere.ts";
import { silentLog } from "../fixtures/roomWithClients.ts";
import { openTalkRows, type TalkRows } from "../fixtures/talkRows.ts";

const NODES = 3_000;
const DAY_MS = 24 * 60 * 60 * 1_000;

let rows: TalkRows;
beforeEach(async () => {
  rows = await openTalkRows();
});
afterEach(() => rows.close());

it("VE-98: while thousands of touches are written, others have their turns", async () => {
  const mapId = await rows.map();
  const time = { now: () => 0, after: () => () => undefined };
  const history = historyHere(rows.db);
  const touches = new Touches({ db: rows.db, history, time, log: silentLog });
  const doc = new Y.Doc();
  const watch = await touches.watch(mapId, doc);
  const [like] = mapToJson(starterInto(new Y.Doc())).nodes;
  if (like === undefined) throw new Error("the starter map has nodes");
  const client = new Y.Doc();
  const nodes = Array.from({ length: NODES }, (_, at) => ({ ...like, id: `node-${10_000 + at}` }));
  seedMap({ doc: client, origin: null }, { title: "Groß", nodes, links: [] });
  const update = Y.encodeStateAsUpdate(client);
  watch.beforeUpdate(Y.decodeUpdate(update), "anika");
  Y.applyUpdate(doc, update);
  watch.afterUpdate();
  let turns = 0;
  let isWriting = true;
  const turn = () => {
    turns++;
    if (isWriting) setImmediate(turn);
  };
  setImmediate(turn);
  await touches.flush(mapId);
  isWriting = false;
  expect(turns).toBeGreaterThan(10);
  const query = { elementId: null, since: 0, until: Number.MAX_SAFE_INTEGER };
  const { touches: stored } = await touches.read(mapId, query);
  expect(stored.filter(({ what }) => what === "created")).toHaveLength(NODES);
});

it("VE-97: of what is long past, the last of each field stays, and who made and who deleted what", async () => {
  const mapId = await rows.map();
  const time = { now: () => 0, after: () => () => undefined };
  const touches = new Touches({ db: rows.db, history: historyHere(rows.db), time, log: silentLog });
  const now = Date.now();
  const long = now - 400 * DAY_MS;
  const touch = (what: string, personId: string, at: number, elementId = "a") => ({
    map_id: mapId,
    element_id: elementId,
    what,
    title: "",
    person_id: personId,
    began_at: at,
    at,
  });
  const many = Array.from({ length: 500 }, (_, index) => touch("place", "ben", long + index));
  const kept = [
    touch("created", "anika", long),
    touch("place", "anika", long + 1_000),
    touch("title", "anika", long + 1_000),
    touch("title", "ben", now - 10 * DAY_MS),
    touch("title", "anika", now - 5 * DAY_MS),
    touch("place", "ben", long, "b"),
    touch("deleted", "ben", long + 1, "b"),
    touch("deleted", "anika", long + 2, "b"),
  ];
  await rows.db
    .insertInto("touches")
    .values([...many, ...kept])
    .execute();
  await touches.fold(now);
  const { touches: stored } = await touches.read(mapId, {
    elementId: null,
    since: 0,
    until: now,
  });
  const said = ({ what, personId, at }: (typeof stored)[number]) => `${what} ${personId} ${at}`;
  expect(stored.map(said).toSorted()).toEqual(
    kept
      .filter(({ what, at }) => what !== "title" || at > long + 1_000)
      .map(({ what, person_id: personId, at }) =>
        said({ elementId: "", what, personId, from: 0, at }),
      )
      .toSorted(),
  );
  await touches.fold(now);
  expect((await touches.read(mapId, { elementId: null, since: 0, until: now })).touches).toEqual(
    stored,
  );
});
