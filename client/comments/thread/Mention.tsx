// Somebody's name in a comment. One's own stands out, for those who listen too.
import { useTranslation } from "react-i18next";
import { useMe } from "../../people/session.ts";
import { classes } from "../../ui/classes.ts";
import { useAuthor } from "./authors.ts";
import styles from "./CommentText.module.css";

export function Mention({ personId }: { personId: string }) {
  const { t } = useTranslation();
  const isMe = useMe()?.id === personId;
  const { name } = useAuthor(personId);
  return (
    <span className={classes(styles.mention, isMe && styles.me)}>
      @{name}
      {isMe ? <span className={styles.you}> {t("thread.you")}</span> : null}
    </span>
  );
}
