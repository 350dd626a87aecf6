// What lies on the canvas for comments without moving with the map: the thread window, and the list from which a thread
// is chosen.
import { onDemand } from "../../app/onDemand.tsx";
import { useCanvas } from "../../map/canvas/canvasHooks.ts";
import { useStore } from "../../map/session/useStore.ts";
import { commentsOn, type CanvasComments } from "./CanvasComments.ts";
import { ThreadChooser } from "./ThreadChooser.tsx";
import { useMapThen } from "./useMapThen.ts";

const ThreadWindow = onDemand(async () => (await import("./ThreadWindow.tsx")).ThreadWindow);

export function CommentWindows() {
  const comments = commentsOn(useCanvas());
  return comments === null ? null : <Windows comments={comments} />;
}

function Windows({ comments }: { comments: CanvasComments }) {
  const isOpen = useStore(comments.store.opened, (opened) => opened !== null);
  return (
    <>
      {comments.store.past === null ? <MapThen mapId={comments.canvas.session.mapId} /> : null}
      {isOpen ? <ThreadWindow comments={comments} /> : null}
      <ThreadChooser comments={comments} />
    </>
  );
}

/** From the open map alone. */
function MapThen({ mapId }: { mapId: string }) {
  useMapThen(mapId);
  return null;
}
