// What was said in a thread, in order. What others write while it is looked at comes below and moves nothing; where the
// unread begins there is a line, and what was seen counts as read.
import { ArrowDown } from "lucide-react";
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Comment } from "#shared/comments/api.ts";
import { useMe } from "../../people/session.ts";
import { Button } from "../../ui/Button.tsx";
import { useComments } from "../store/commentHooks.ts";
import type { ThreadContent } from "../store/commentViews.ts";
import { CommentItem } from "./CommentItem.tsx";
import styles from "./Comment.module.css";
import { useEndSeen } from "./useEndSeen.ts";

export interface CommentListProps {
  answer: NonNullable<ThreadContent["answer"]>;
  /** As the page knows it by now. */
  unread: number;
  linkedId: string | null;
  /** What scrolls. */
  body: RefObject<HTMLElement | null>;
}

export function CommentList({ answer, unread, linkedId, body }: CommentListProps) {
  const { t } = useTranslation();
  const store = useComments();
  const me = useMe()?.id;
  const { thread, comments } = answer;
  const end = useRef<HTMLDivElement>(null);
  const isEndSeen = useEndSeen(end, body);
  const [firstNew, setFirstNew] = useState<string | null>(null);
  if (firstNew === null && unread > 0 && thread.unread > 0) {
    setFirstNew(firstUnread(comments, thread.unread, me));
  }

  const list = useRef<HTMLOListElement>(null);
  const isLinkedThere = linkedId !== null && comments.some(({ id }) => id === linkedId);
  useLayoutEffect(() => {
    // Once, when the thread is there: to the comment that was linked, or to the first that is new.
    const marked = list.current?.querySelector<HTMLElement>("[data-linked], [data-first-new]");
    marked?.scrollIntoView({ block: "nearest" });
    if (marked?.dataset["linked"] !== undefined) marked.focus({ preventScroll: true });
  }, [linkedId, isLinkedThere]);

  const told = useRef(0);
  useEffect(() => {
    if (!isEndSeen || unread === 0 || thread.lastNumber <= told.current) return;
    told.current = thread.lastNumber;
    // Where it does not arrive, the store tells it again.
    store.markRead(thread.id, thread.lastNumber).catch(() => undefined);
  }, [isEndSeen, unread, thread, store]);

  return (
    <>
      <ol ref={list} className={styles.list} aria-label={t("thread.comments")}>
        {comments.map((comment) => (
          <li key={comment.id}>
            {comment.id === firstNew ? (
              <p className={styles.newLine} data-first-new>
                <span>{t("thread.new")}</span>
              </p>
            ) : null}
            <CommentItem comment={comment} isLinked={comment.id === linkedId} />
          </li>
        ))}
      </ol>
      <div ref={end} className={styles.end} />
      {unread > 0 && !isEndSeen ? (
        <div className={styles.below}>
          <Button
            size="small"
            variant="primary"
            icon={<ArrowDown size={14} aria-hidden="true" />}
            onPress={() => end.current?.scrollIntoView({ block: "end" })}
          >
            {t("thread.newBelow", { count: unread })}
          </Button>
        </div>
      ) : null}
    </>
  );
}

/** The unread are the last ones that others have written. */
function firstUnread(comments: readonly Comment[], unread: number, me: string | undefined) {
  const others = comments.filter(
    ({ authorId, deletedAt }) => authorId !== me && deletedAt === null,
  );
  return others.at(-unread)?.id ?? null;
}
