// What a thread is about to hang on, read from the map as it is now, with the state of the whole that is kept along with it.
import type * as Y from "yjs";
import type { ReadAnchorNow } from "../comments/AnchorNow.ts";
import { errorFields, type Log } from "../log.ts";
import type { MapReader } from "../maps/MapReader.ts";
import { contentNow, titleNow } from "./anchors.ts";
import type { MapStates } from "./MapStates.ts";

export function anchorReader(reader: MapReader, states: MapStates, log: Log): ReadAnchorNow {
  /** Nobody's words may be refused because the map around them could not be kept. */
  const keptState = async (mapId: string): Promise<string | null> => {
    try {
      return await states.take(mapId);
    } catch (error) {
      log.error({ map: mapId, ...errorFields(error) }, "state of a map not kept");
      return null;
    }
  };

  return async (mapId, anchor) => {
    const state = keptState(mapId);
    if (anchor.on === "place" || anchor.on === "map") {
      return { title: "", content: null, stateId: await state };
    }
    const read = (doc: Y.Doc) => ({
      title: titleNow(doc, anchor) ?? "",
      content: contentNow(doc, anchor),
    });
    const { title, content } = await reader.read(mapId, read);
    const json = content === null ? null : JSON.stringify(content);
    return { title, content: json, stateId: await state };
  };
}
