// What this device has written and the server has not taken: on its way, or refused.
import { Clock, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ServerProblem } from "../../app/askServer.ts";
import { problemSentence } from "../../app/problemSentence.ts";
import { useStatus } from "../../map/session/sessionHooks.ts";
import { Button } from "../../ui/Button.tsx";
import { classes } from "../../ui/classes.ts";
import { useComments } from "../store/commentHooks.ts";
import type { WaitingComment } from "../store/commentViews.ts";
import { CommentText } from "./CommentText.tsx";
import { copyText } from "./copyText.ts";
import { draftOf } from "./draftText.ts";
import { useTokenWords } from "./tokenWords.ts";
import styles from "./Comment.module.css";

/** Codes alone are kept with a waiting comment: the status only decides which sentence an unknown one gets. */
const REFUSED = 400;

export function Waiting({ waiting }: { waiting: readonly WaitingComment[] }) {
  const { t } = useTranslation();
  if (waiting.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={t("thread.notSent")}>
      {waiting.map((comment) => (
        <li key={comment.id}>
          <WaitingItem comment={comment} />
        </li>
      ))}
    </ul>
  );
}

function WaitingItem({ comment: { id, text, problem, isKept } }: { comment: WaitingComment }) {
  const { t } = useTranslation();
  const store = useComments();
  const isLive = useStatus().phase === "live";
  const words = useTokenWords();
  return (
    <article className={classes(styles.comment, styles.waiting)}>
      <p className={classes(styles.state, problem !== null && styles.refused)}>
        {problem === null ? <Clock aria-hidden="true" /> : <TriangleAlert aria-hidden="true" />}
        {problem !== null
          ? t("thread.refused", { why: problemSentence(new ServerProblem(problem, REFUSED), t) })
          : isLive
            ? t("thread.sending")
            : t(isKept ? "thread.waits" : "thread.waitsHere")}
      </p>
      <CommentText text={text} />
      {problem === null && isLive ? null : (
        <div className={styles.tools}>
          {problem === null ? null : (
            <Button size="small" onPress={() => store.retry(id)}>
              {t("ui.retry")}
            </Button>
          )}
          <Button
            size="small"
            onPress={() => void copyText(draftOf(text, words).text, t("thread.textCopied"), t)}
          >
            {t("thread.copyText")}
          </Button>
          <Button size="small" variant="quiet" onPress={() => store.discard(id)}>
            {t("thread.discard")}
          </Button>
        </div>
      )}
    </article>
  );
}
