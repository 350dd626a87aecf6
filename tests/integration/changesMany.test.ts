// Very many touches at once: written bit by bit, so that everybody else goes on in between.
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
