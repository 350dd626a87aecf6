// What a map's document takes in memory, and that it says the same with less.
import { expect, it } from "vitest";
import * as Y from "yjs";
import { mapToJson } from "#shared/map/json.ts";
import { loadMap, newMapDoc } from "../../server/sync/loadMap.ts";
import { trimApplied } from "../../server/sync/trimContent.ts";
import { starterInto } from "../fixtures/changedMaps.ts";

/** The lists in which a document keeps its values. */
function listsOf(doc: Y.Doc): unknown[][] {
  const structs = [...doc.store.clients.values()].flat();
  return structs.flatMap((struct) =>
    struct instanceof Y.Item && struct.content instanceof Y.ContentAny ? [struct.content.arr] : [],
  );
}

it("ST-3: a map whose values are kept in no more places than they need is the same map", () => {
  const written = starterInto(new Y.Doc());
  const update = Y.encodeStateAsUpdate(written);
  const live = newMapDoc();
  Y.applyUpdate(live, update);
  const before = listsOf(live);
  trimApplied(live, Y.decodeUpdate(update).structs);
  const after = listsOf(live);
  expect(after).toEqual(before);
  expect(after.length).toBeGreaterThan(100);
  expect(after.some((list, at) => list === before[at])).toBe(false);
  expect(mapToJson(live)).toEqual(mapToJson(written));
  const loaded = loadMap([{ mapId: "AAAAAAAAAAAAAAAAAAAAAA", seq: 1, bytes: update }]);
  expect(mapToJson(loaded.doc)).toEqual(mapToJson(written));
  expect(Y.encodeStateAsUpdate(live)).toEqual(update);
});
