// One thread in the panel: who began it and when, its beginning, and what became of it.
import {
  AtSign,
  CircleCheck,
  CircleHelp,
  Clock,
  MailCheck,
  MailPlus,
  TriangleAlert,
} from "lucide-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { TimeAgo } from "../../app/TimeAgo.tsx";
import { useStore } from "../../map/session/useStore.ts";
import { useMe } from "../../people/session.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { classes } from "../../ui/classes.ts";
import { useComments, useThreadView, useWaitingIn } from "../store/commentHooks.ts";
import { isMarkableUnread, type ThreadView } from "../store/commentViews.ts";
import type { TreeRowProps } from "./GroupTreeRow.tsx";
import { UNREAD_KEYS } from "./panelKeys.ts";
import type { ThreadRow } from "./panelRows.ts";
import styles from "./ThreadTree.module.css";
import type { ThreadWords } from "./useThreadWords.ts";

export interface ThreadTreeRowProps extends TreeRowProps<ThreadRow> {
  isOpened: boolean;
  words: ThreadWords;
}

// Memoised: what happens around a list is nothing to its rows.
export const ThreadTreeRow = memo(function ThreadTreeRow(props: ThreadTreeRowProps) {
  const { row, top, height, isActive, isOpened, words } = props;
  const thread = useThreadView(row.threadId);
  if (thread === undefined) return null;
  return (
    <div
      role="treeitem"
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.setSize}
      aria-selected={isOpened}
      aria-keyshortcuts={UNREAD_KEYS}
      tabIndex={isActive ? 0 : -1}
      className={classes(styles.thread, thread.unread > 0 && styles.unread)}
      style={{ top, height }}
      data-row={row.key}
    >
      <Words thread={thread} words={words} />
      <TurnUnread thread={thread} />
    </div>
  );
});

/** What UNREAD_KEYS do, for a pointer; who uses keys or listens has those, and the list knows what a press on it means. */
function TurnUnread({ thread }: { thread: ThreadView }) {
  const { t } = useTranslation();
  const me = useMe()?.id;
  const isPast = useComments().past !== null;
  const isUnread = thread.unread > 0;
  if (isPast || !(isUnread || isMarkableUnread(thread, me))) return null;
  const Icon = isUnread ? MailCheck : MailPlus;
  return (
    <button
      type="button"
      className={styles.turn}
      tabIndex={-1}
      aria-hidden="true"
      title={t(isUnread ? "thread.markRead" : "thread.markUnread")}
      data-turn-unread
    >
      <Icon size={16} />
    </button>
  );
}

function Words({ thread, words }: { thread: ThreadView; words: ThreadWords }) {
  const { t } = useTranslation();
  const author = useStore(useComments().authors, (authors) => authors.get(thread.createdBy));
  const name = words.name(thread.createdBy);
  const replies = Math.max(0, thread.commentCount - 1);
  return (
    <>
      <div className={styles.head}>
        {author === undefined ? null : <Avatar person={author} size="small" />}
        <span className={styles.by}>
          <span className={styles.who}>{name}</span>
          {author === undefined || author.perspective === "" ? null : (
            <span className={styles.perspective}>{author.perspective}</span>
          )}
        </span>
        <span className={styles.when}>
          <TimeAgo at={thread.createdAt} />
        </span>
      </div>
      <p className={styles.excerpt}>{words.excerpt(thread)}</p>
      <div className={styles.facts}>
        {thread.unread > 0 ? (
          <span className={styles.new}>{t("comments.unread", { count: thread.unread })}</span>
        ) : null}
        {thread.mentionsMe ? (
          <span className={styles.fact}>
            <AtSign size={13} aria-hidden="true" />
            {t("comments.mentioned")}
          </span>
        ) : null}
        <Waits thread={thread} />
        <Became thread={thread} />
        <span className={styles.replies}>
          {replies === 0 ? (
            thread.waiting === 0 && t("comments.noReply")
          ) : (
            <>
              {t("comments.replies", { count: replies })} <TimeAgo at={thread.lastAt} />
            </>
          )}
        </span>
      </div>
    </>
  );
}

function Waits({ thread }: { thread: ThreadView }) {
  const { t } = useTranslation();
  const isRefused = useWaitingIn(thread.id).some(({ problem }) => problem !== null);
  if (thread.waiting === 0) return null;
  return isRefused ? (
    <span className={styles.refused}>
      <TriangleAlert size={13} aria-hidden="true" />
      {t("comments.refusedTitle")}
    </span>
  ) : (
    <span className={styles.fact}>
      <Clock size={13} aria-hidden="true" />
      {t("comments.waits", { count: thread.waiting })}
    </span>
  );
}

function Became({ thread: { resolved, outcome, past } }: { thread: ThreadView }) {
  const { t } = useTranslation();
  if (past?.isStateKnown === false) {
    return (
      <span className={styles.fact}>
        <CircleHelp size={13} aria-hidden="true" />
        {t("pastTalk.stateUnknown")}
      </span>
    );
  }
  if (resolved === null) return null;
  return (
    <span className={styles.fact}>
      <CircleCheck size={13} aria-hidden="true" />
      {outcome === null ? t("comments.resolved") : t(`thread.outcome-${outcome.kind}`)}
    </span>
  );
}
