// What lies on the canvas for comments without moving with the map: the thread window, and the list from which a thread
// is chosen.
import { useCanvas } from "../../map/canvas/canvasHooks.ts";
import { commentsOn } from "./CanvasComments.ts";
import { ThreadChooser } from "./ThreadChooser.tsx";
import { ThreadWindow } from "./ThreadWindow.tsx";

export function CommentWindows() {
  const comments = commentsOn(useCanvas());
  return comments === null ? null : (
    <>
      <ThreadWindow comments={comments} />
      <ThreadChooser comments={comments} />
    </>
  );
}
