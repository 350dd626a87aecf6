// What lies on the canvas for comments without moving with the map: the thread window, and the list from which a thread
// is chosen.
import { useCanvas } from "../../map/canvas/canvasHooks.ts";
import { commentsOn, type CanvasComments } from "./CanvasComments.ts";
import { ThreadChooser } from "./ThreadChooser.tsx";
import { ThreadWindow } from "./ThreadWindow.tsx";
import { useMapThen } from "./useMapThen.ts";

export function CommentWindows() {
  const comments = commentsOn(useCanvas());
  return comments === null ? null : <Windows comments={comments} />;
}

function Windows({ comments }: { comments: CanvasComments }) {
  useMapThen(comments.canvas.session.mapId);
  return (
    <>
      <ThreadWindow comments={comments} />
      <ThreadChooser comments={comments} />
    </>
  );
}
