// Beside the tools for zooming: begin to comment, and show or hide the marks on the map.
import { MessageSquare, MessageSquareOff, MessageSquarePlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { SELECT } from "../../map/canvas/Canvas.ts";
import { useCanvas } from "../../map/canvas/canvasHooks.ts";
import { useMay } from "../../map/session/sessionHooks.ts";
import { useStore } from "../../map/session/useStore.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { commentsOn, type CanvasComments } from "./CanvasComments.ts";
import { comment, toggleMarks } from "./starting.ts";
import styles from "./CommentTools.module.css";

export function CommentTools() {
  const comments = commentsOn(useCanvas());
  const mayRead = useMay("comments.read");
  return comments === null || !mayRead ? null : <Tools comments={comments} />;
}

function Tools({ comments }: { comments: CanvasComments }) {
  const { t } = useTranslation();
  const { canvas, store } = comments;
  const mayWrite = useMay("comments.write");
  const areShown = useStore(store.areShown);
  const isPicking = useStore(canvas.tool, ({ mode }) => mode === "comment");
  return (
    <div className={styles.tools} role="group" aria-label={t("commentMarks.tools")}>
      {mayWrite ? (
        <IconButton
          label={t("canvas.doComment")}
          keys="C"
          icon={<MessageSquarePlus />}
          isSelected={isPicking}
          hintPlacement="top"
          onPress={() => (isPicking ? canvas.tool.set(SELECT) : comment(canvas))}
        />
      ) : null}
      <IconButton
        label={t("commentMarks.toggle")}
        keys="⇧C"
        icon={areShown ? <MessageSquare /> : <MessageSquareOff />}
        isSelected={areShown}
        hintPlacement="top"
        onPress={() => toggleMarks(canvas)}
      />
    </div>
  );
}
