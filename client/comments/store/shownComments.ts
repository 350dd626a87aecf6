// The comments of the map that is shown: those of the open map, or what had been said when a past state of it was. Where
// neither is shown, as in comparing and playing back, there are none.
import { MapSession } from "../../map/session/MapSession.ts";
import type { ShownMap } from "../../map/session/ShownMap.ts";
import { commentsOf } from "./commentsOf.ts";
import type { CommentStore } from "./CommentStore.ts";
import { pastCommentsOn } from "./pastComments.ts";

export function shownComments(map: ShownMap): CommentStore | null {
  return map instanceof MapSession ? commentsOf(map) : pastCommentsOn(map);
}
