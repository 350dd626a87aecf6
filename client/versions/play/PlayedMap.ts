// The one document in which the versions of a map are shown one after the other: each as a change of the one before, so that
// the canvas draws what differs, and the view stays where it is.
import type * as Y from "yjs";
import { mapToJson } from "#shared/map/json.ts";
import { readMap } from "#shared/map/read.ts";
import { restoreMap } from "#shared/map/restore.ts";
import { docOf, PastMap } from "../../map/session/PastMap.ts";
import type { ReadState } from "./stepMarks.ts";

/** Not what the undo stack listens to. */
const PLAYING = { what: "playing" } as const;

export class PlayedMap {
  readonly map: PastMap;

  /** @param update what is seen first, as a Yjs update (V1) */
  constructor(mapId: string, update: Uint8Array) {
    this.map = PastMap.of(mapId, update);
  }

  show({ json }: ReadState): void {
    restoreMap({ doc: this.map.doc, origin: PLAYING }, json);
    this.map.flow.flush();
  }

  destroy(): void {
    this.map.destroy();
  }
}

export function readState(doc: Y.Doc): ReadState {
  return { json: mapToJson(doc), content: readMap(doc) };
}

/** @param update a whole state as a Yjs update (V1) */
export function readUpdate(update: Uint8Array): ReadState {
  const doc = docOf(update);
  const state = readState(doc);
  doc.destroy();
  return state;
}
