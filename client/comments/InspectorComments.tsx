// The threads on the selected node or link, in the inspector: what each begins with, and how to begin another.
import { CircleCheckBig, MessageSquarePlus, MessageSquareText } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { TimeAgo } from "../app/TimeAgo.tsx";
import { useMay, useShownMap } from "../map/session/sessionHooks.ts";
import { useStore } from "../map/session/useStore.ts";
import { Button } from "../ui/Button.tsx";
import styles from "./InspectorComments.module.css";
import { useThreadWords } from "./panel/useThreadWords.ts";
import { useComments } from "./store/commentHooks.ts";
import type { ThreadView } from "./store/commentViews.ts";
import { shownComments } from "./store/shownComments.ts";
import { useAuthor } from "./thread/authors.ts";

export interface InspectorCommentsProps {
  on: "node" | "link";
  id: string;
}

export function InspectorComments({ on, id }: InspectorCommentsProps) {
  const areThere = shownComments(useShownMap()) !== null;
  const mayRead = useMay("comments.read");
  return areThere && mayRead ? <ThreadsOn on={on} id={id} /> : null;
}

function ThreadsOn({ on, id }: InspectorCommentsProps) {
  const { t } = useTranslation();
  const store = useComments();
  const all = useStore(store.threads);
  const mayWrite = useMay("comments.write");
  const threads = useMemo(
    () =>
      [...all.values()]
        .filter(({ anchor }) => anchor.on === on && anchor.id === id)
        .toSorted(openFirst),
    [all, on, id],
  );
  return (
    <section className={styles.comments} aria-labelledby="inspector-comments">
      <h3 id="inspector-comments" className={styles.title}>
        {t("thread.inspectorTitle", { count: threads.length })}
      </h3>
      {threads.length === 0 ? <p className={styles.soft}>{t("thread.noComments")}</p> : null}
      <ul className={styles.list}>
        {threads.map((view) => (
          <li key={view.id}>
            <ThreadLine view={view} />
          </li>
        ))}
      </ul>
      {mayWrite ? (
        <Button
          size="small"
          icon={<MessageSquarePlus size={16} aria-hidden="true" />}
          onPress={() => store.draft({ on, id })}
        >
          {t("thread.comment")}
        </Button>
      ) : null}
    </section>
  );
}

function ThreadLine({ view }: { view: ThreadView }) {
  const { t } = useTranslation();
  const store = useComments();
  const { name } = useAuthor(view.createdBy);
  const words = useThreadWords();
  const count = view.commentCount + view.waiting;
  const isDone = view.resolved !== null;
  return (
    <button type="button" className={styles.thread} onClick={() => store.open(view.id)}>
      {isDone ? <CircleCheckBig aria-hidden="true" /> : <MessageSquareText aria-hidden="true" />}
      <span className={styles.words}>
        <span className={styles.excerpt}>{words.excerpt(view)}</span>
        <span className={styles.soft}>
          {name} · <TimeAgo at={view.lastAt} />
          {"\u00A0· "}
          {t("thread.commentCount", { count })}
          {isDone
            ? `\u00A0· ${view.outcome === null ? t("thread.resolved") : t(`thread.outcome-${view.outcome.kind}`)}`
            : null}
        </span>
      </span>
      {view.unread > 0 ? (
        <span className={styles.unread}>{t("thread.unreadCount", { count: view.unread })}</span>
      ) : null}
    </button>
  );
}

function openFirst(a: ThreadView, b: ThreadView): number {
  return Number(a.resolved !== null) - Number(b.resolved !== null) || a.createdAt - b.createdAt;
}
