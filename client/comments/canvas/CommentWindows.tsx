// What lies on the canvas for comments without moving with the map: the thread window, and the list from which a thread
// is chosen.
import { useEffect, useLayoutEffect } from "react";
import { onDemand } from "../../app/onDemand.tsx";
import { dropKeys, holdKeys } from "../../app/typedAhead.ts";
import { useCanvas } from "../../map/canvas/canvasHooks.ts";
import { useStore } from "../../map/session/useStore.ts";
import { commentsOn, type CanvasComments } from "./CanvasComments.ts";
import { ThreadChooser } from "./ThreadChooser.tsx";
import { useMapThen } from "./useMapThen.ts";

const ThreadWindow = onDemand(
  async () => (await import("./ThreadWindow.tsx")).ThreadWindow,
  undefined,
  { Meanwhile: ThreadComing },
);

export function CommentWindows() {
  const comments = commentsOn(useCanvas());
  return comments === null ? null : <Windows comments={comments} />;
}

function Windows({ comments }: { comments: CanvasComments }) {
  const isOpen = useStore(comments.store.opened, (opened) => opened !== null);
  useEffect(() => (isOpen ? dropKeys : undefined), [isOpen]);
  return (
    <>
      {comments.store.past === null ? <MapThen mapId={comments.canvas.session.mapId} /> : null}
      {isOpen ? <ThreadWindow comments={comments} /> : null}
      <ThreadChooser comments={comments} />
    </>
  );
}

/** Whoever begins a thread writes, also while the window's code is fetched. */
function ThreadComing({ comments }: { comments: CanvasComments }) {
  const { opened } = comments.store;
  const isDraft = useStore(opened, (shown) => shown?.what === "draft");
  useLayoutEffect(() => {
    if (isDraft) holdKeys(() => comments.store.close());
  }, [comments, isDraft]);
  return null;
}

/** From the open map alone. */
function MapThen({ mapId }: { mapId: string }) {
  useMapThen(mapId);
  return null;
}
