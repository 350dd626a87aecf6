// The layer of the canvas in which marks of comments are drawn. React makes the layer and puts in nothing.
import { useStoreApi, ViewportPortal } from "@xyflow/react";
import { memo, useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useCanvas } from "../../map/canvas/canvasHooks.ts";
import { countRender } from "../../map/canvas/renderCount.ts";
import { commentsOn, type CanvasComments } from "./CanvasComments.ts";
import { pressOnMark } from "./markKeys.ts";
import { MarkPicture, summary, type MarkCluster } from "./MarkPicture.ts";
import styles from "./Marks.module.css";
import { openMark } from "./openMarks.ts";

// Memoised: the canvas around it renders with every step of a drag.
export const Marks = memo(function Marks() {
  countRender("markLayer");
  const comments = commentsOn(useCanvas());
  return comments === null ? null : (
    <ViewportPortal>
      <Layer comments={comments} />
    </ViewportPortal>
  );
});

/** Mounted once there is a viewport to draw in. */
function Layer({ comments }: { comments: CanvasComments }) {
  const { t } = useTranslation();
  const layer = useRef<HTMLDivElement>(null);
  const store = useStoreApi();

  useLayoutEffect(() => {
    const element = layer.current;
    if (element === null) return;
    const { canvas } = comments;
    const labelOf = (cluster: MarkCluster): string => {
      const { comments: count, unread } = summary(cluster);
      const { members, first } = cluster;
      const title = first.title === "" ? t("canvas.untitled") : first.title;
      const subject =
        members.length > 1
          ? t("commentMarks.several", { count: members.length })
          : first.what === "place"
            ? t("commentMarks.place")
            : title;
      const parts = [t("commentMarks.comments", { count, subject })];
      if (unread > 0) parts.push(t("commentMarks.unread", { count: unread }));
      return parts.join(", ");
    };
    const viewport = {
      read: () => {
        const { transform, width, height } = store.getState();
        const [x, y, zoom] = transform;
        return { x, y, zoom, width, height };
      },
      subscribe: (listener: () => void) => store.subscribe(listener),
    };
    const picture = new MarkPicture(comments, element, viewport, labelOf);
    const listening = new AbortController();
    const { signal } = listening;
    element.addEventListener(
      "click",
      (event) => {
        const cluster = picture.clusterAt(event.target);
        if (cluster === null || !(event.target instanceof Element)) return;
        event.stopPropagation();
        const box = (event.target.closest("button") ?? event.target).getBoundingClientRect();
        openMark(comments, cluster, { x: box.left, y: box.bottom }, event.detail === 0);
      },
      { signal },
    );
    element.addEventListener(
      "keydown",
      (event) => {
        // Otherwise the canvas would take it for its own.
        if (pressOnMark(canvas, picture, event)) event.stopPropagation();
      },
      { signal },
    );
    element.addEventListener(
      "focusin",
      ({ target }) => {
        const cluster = picture.clusterAt(target);
        if (cluster === null) return;
        const { id, x, y } = cluster.first;
        picture.keepReachable(id);
        canvas.view?.reveal({ x, y, width: 0, height: 0 });
      },
      { signal },
    );
    return () => {
      listening.abort();
      picture.destroy();
    };
  }, [comments, store, t]);

  return (
    <div
      ref={layer}
      className={styles.layer}
      role="group"
      aria-label={t("commentMarks.layer")}
      data-comment-marks
    />
  );
}
