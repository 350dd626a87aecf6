// One thread: what it hangs on, what became of it, what was said, and where one answers.
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { ServerProblem } from "../../app/askServer.ts";
import { useMay } from "../../map/session/sessionHooks.ts";
import { Awaited } from "../../ui/Awaited.tsx";
import { PanelStale } from "../panel/PanelStale.tsx";
import { useComments, useThread, useThreadView } from "../store/commentHooks.ts";
import { AnchorHead } from "./AnchorHead.tsx";
import { CommentList } from "./CommentList.tsx";
import { Composer } from "./Composer.tsx";
import { PastFoot } from "./PastFoot.tsx";
import { ThreadMenu } from "./ThreadMenu.tsx";
import { ThreadOutcome } from "./ThreadOutcome.tsx";
import { Waiting } from "./Waiting.tsx";
import styles from "./ThreadPanel.module.css";

export interface ThreadViewProps {
  threadId: string;
  /** The one that a link led to; null: the thread as a whole. */
  commentId: string | null;
  onClose: () => void;
}

export function ThreadView({ threadId, commentId, onClose }: ThreadViewProps) {
  const { t } = useTranslation();
  const store = useComments();
  const mayWrite = useMay("comments.write");
  const view = useThreadView(threadId);
  const { answer, waiting, problem } = useThread(threadId);
  const body = useRef<HTMLDivElement>(null);
  const thread = view ?? answer?.thread;
  const isGone =
    (problem instanceof ServerProblem && problem.status === 404) ||
    (view === undefined && answer !== null);
  const isPast = store.past !== null;
  const isNew = view !== undefined && view.commentCount === 0;
  return (
    <>
      <AnchorHead
        anchor={thread?.anchor ?? { on: "map" }}
        lastTitle={thread?.anchorTitle ?? ""}
        onClose={onClose}
      >
        {view === undefined || isNew || isGone || isPast ? null : (
          <ThreadMenu view={view} answer={answer} />
        )}
      </AnchorHead>
      <div ref={body} className={styles.body}>
        {isGone ? (
          <p className={styles.note}>{t("problems.noSuchThread")}</p>
        ) : (
          <>
            {answer === null ? null : <PanelStale />}
            {view === undefined ? null : <ThreadOutcome view={view} />}
            {answer !== null ? (
              <CommentList
                answer={answer}
                unread={view?.unread ?? 0}
                linkedId={commentId}
                body={body}
              />
            ) : isNew ? null : (
              <Awaited error={problem} onRetry={() => store.reload()} />
            )}
            <Waiting waiting={waiting} />
          </>
        )}
      </div>
      {isGone ? null : (
        <div className={styles.foot}>
          {isPast ? (
            <PastFoot view={view} answer={answer} />
          ) : mayWrite ? (
            <Composer
              draftKey={`reply ${threadId}`}
              label={t("thread.reply")}
              action={t("thread.answer")}
              onSend={(text) => {
                store.reply(threadId, text);
                // One's own words are seen at once.
                requestAnimationFrame(() =>
                  body.current?.scrollTo({ top: Number.MAX_SAFE_INTEGER }),
                );
              }}
            />
          ) : (
            <p className={styles.note}>{t("thread.onlyReading")}</p>
          )}
        </div>
      )}
    </>
  );
}
