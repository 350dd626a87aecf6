// One comment: who, when, what, what others think of it, and what may be done with it.
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Comment } from "#shared/comments/api.ts";
import { TimeAgo } from "../../app/TimeAgo.tsx";
import { longDateTime } from "../../i18n/times.ts";
import { useLanguage } from "../../i18n/useLanguage.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { classes } from "../../ui/classes.ts";
import { useComments } from "../store/commentHooks.ts";
import { act } from "./act.ts";
import { useAuthor } from "./authors.ts";
import { CommentMenu } from "./CommentMenu.tsx";
import { CommentText } from "./CommentText.tsx";
import { Composer } from "./Composer.tsx";
import styles from "./Comment.module.css";
import { draftOf } from "./draftText.ts";
import { ReactionMenu, Reactions } from "./Reactions.tsx";
import { useTokenWords } from "./tokenWords.ts";

export interface CommentItemProps {
  comment: Comment;
  /** A link has led to this one. */
  isLinked: boolean;
}

export function CommentItem({ comment, isLinked }: CommentItemProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [isEditing, setEditing] = useState(false);
  const { author, name } = useAuthor(comment.authorId);
  const article = useRef<HTMLElement>(null);
  const isDeleted = comment.deletedAt !== null;
  const isPast = useComments().past !== null;
  // Whoever has edited goes on where they were.
  const stopEditing = (): void => {
    setEditing(false);
    article.current?.focus({ preventScroll: true });
  };
  return (
    <article
      ref={article}
      className={classes(styles.comment, isLinked && styles.linked)}
      tabIndex={-1}
      aria-label={t("thread.commentBy", { name })}
      {...(isLinked ? { "data-linked": "" } : {})}
      data-comment={comment.id}
    >
      <header className={styles.head}>
        <Avatar person={author ?? { name: "", colour: 0 }} size="small" />
        <span className={styles.by}>
          <span className={styles.name}>{name}</span>
          <span className={styles.when}>
            <TimeAgo at={comment.createdAt} />
            {comment.editedAt === null || isDeleted ? null : (
              <span title={longDateTime(comment.editedAt, language)}>
                {" "}
                · {t(comment.since === "edited" ? "pastTalk.editedSince" : "thread.edited")}
              </span>
            )}
          </span>
        </span>
        {isDeleted || isEditing || isPast ? null : (
          <span className={styles.menu}>
            <ReactionMenu comment={comment} />
            <CommentMenu comment={comment} name={name} onEdit={() => setEditing(true)} />
          </span>
        )}
      </header>
      {isDeleted ? (
        <p className={styles.deleted}>
          {t(comment.since === "deleted" ? "pastTalk.deletedSince" : "thread.commentDeleted")}
        </p>
      ) : isEditing ? (
        <Editing comment={comment} onDone={stopEditing} />
      ) : (
        <>
          <CommentText text={comment.text} />
          <Reactions comment={comment} />
        </>
      )}
    </article>
  );
}

function Editing({ comment, onDone }: { comment: Comment; onDone: () => void }) {
  const { t } = useTranslation();
  const store = useComments();
  const words = useTokenWords();
  const [initial] = useState(() => draftOf(comment.text, words));
  const save = async (text: string): Promise<void> => {
    if (text === comment.text || (await act(store.edit(comment.id, text), t))) onDone();
    else setAttempt((number) => number + 1);
  };
  // What could not be saved stands there again.
  const [attempt, setAttempt] = useState(0);
  const [kept, setKept] = useState(initial);
  return (
    <Composer
      key={attempt}
      draftKey={`edit ${comment.id}`}
      label={t("thread.editComment")}
      action={t("thread.save")}
      initial={kept}
      isFocusedFirst
      onSend={(text) => {
        setKept(draftOf(text, words));
        void save(text);
      }}
      onCancel={onDone}
    />
  );
}
