// One notice: who did what where, in a sentence that leads there.
import type { MouseEvent } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { commentPath } from "#shared/notices/addresses.ts";
import type { Notice } from "#shared/notices/api.ts";
import { TimeAgo } from "../app/TimeAgo.tsx";
import { nameShown } from "../people/nameShown.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { classes } from "../ui/classes.ts";
import styles from "./NoticeBell.module.css";

export function NoticeLine({ notice, onOpen }: { notice: Notice; onOpen: () => void }) {
  const { t } = useTranslation();
  const { kind, by, mapId, mapTitle, anchorTitle: node, commentId, outcome, excerpt } = notice;
  const name = by.isErased === true ? t("people.erasedPerson") : nameShown(by.name, by.isGuest, t);
  const place = commentPath(mapId, commentId);
  const open = (event: MouseEvent): void => {
    onOpen();
    if (window.location.pathname !== `/karte/${mapId}`) return;
    // Its map is open: only what stands behind the # changes, and that is what the map listens to.
    event.preventDefault();
    window.location.hash = new URL(place, window.location.origin).hash;
  };
  return (
    <li className={styles.line}>
      <Link
        href={place}
        className={classes(styles.link, !notice.isRead && styles.unread)}
        onClick={open}
      >
        <Avatar person={by} size="small" />
        <span className={styles.words}>
          <span className={styles.sentence}>
            {notice.isRead ? null : <span className="unseen">{t("notices.new")} </span>}
            {node === "" ? t(`notices.${kind}`, { name }) : t(`notices.${kind}-at`, { name, node })}
          </span>
          {outcome === null ? null : (
            <span className={styles.outcome}>
              {t("notices.outcome", { outcome: t(`notices.outcome-${outcome}`) })}
            </span>
          )}
          {excerpt === "" ? null : <span className={styles.excerpt}>{excerpt}</span>}
          <span className={styles.where}>
            {mapTitle} · <TimeAgo at={notice.at} />
          </span>
        </span>
        {notice.isRead ? null : <span className={styles.dot} aria-hidden="true" />}
      </Link>
    </li>
  );
}
