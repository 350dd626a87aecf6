// What one was told of, the newest first, each a way to where it happened.
import { useInfiniteQuery } from "@tanstack/react-query";
import { BellOff, CheckCheck, CloudOff, Settings2 } from "lucide-react";
import { Dialog, Heading } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { problemSentence } from "../app/problemSentence.ts";
import { Button } from "../ui/Button.tsx";
import { Spinner } from "../ui/Spinner.tsx";
import styles from "./NoticeBell.module.css";
import { NoticeLine } from "./NoticeLine.tsx";
import { noticesQuery, useReadNotices } from "./noticeQueries.ts";

/** Of the profile's section: what the link there leads to. */
export const SETTINGS_FRAGMENT = "benachrichtigungen";

export function NoticeList({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(noticesQuery);
  const read = useReadNotices();
  const notices = data?.pages.flatMap((page) => page.notices) ?? [];
  const unread = data?.pages[0]?.unread ?? 0;
  return (
    <Dialog className={styles.dialog ?? ""}>
      <header className={styles.head}>
        <Heading slot="title" level={2} className={styles.title ?? ""}>
          {t("notices.title")}
        </Heading>
        {unread === 0 ? null : (
          <Button
            variant="quiet"
            size="small"
            icon={<CheckCheck size={16} />}
            onPress={() => read.mutate("all")}
          >
            {t("notices.readAll")}
          </Button>
        )}
      </header>
      {data === undefined ? (
        <p className={styles.note}>
          {error === null ? <Spinner size={20} /> : <CloudOff aria-hidden="true" />}
          {error === null ? t("shell.loading") : problemSentence(error, t)}
        </p>
      ) : notices.length === 0 ? (
        <div className={styles.empty}>
          <BellOff aria-hidden="true" />
          <p>{t("notices.none")}</p>
          <p className={styles.soft}>{t("notices.noneText")}</p>
        </div>
      ) : (
        <ul className={styles.list}>
          {notices.map((notice) => (
            <NoticeLine
              key={notice.id}
              notice={notice}
              onOpen={() => {
                if (!notice.isRead) read.mutate([notice.id]);
                onClose();
              }}
            />
          ))}
          {hasNextPage ? (
            <li className={styles.more}>
              <Button
                variant="quiet"
                size="small"
                isPending={isFetchingNextPage}
                onPress={() => void fetchNextPage()}
              >
                {t("notices.older")}
              </Button>
            </li>
          ) : null}
        </ul>
      )}
      <footer className={styles.foot}>
        <Link
          href={`/profil#${SETTINGS_FRAGMENT}`}
          className={styles.settings ?? ""}
          onClick={onClose}
        >
          <Settings2 size={16} aria-hidden="true" />
          {t("notices.settings")}
        </Link>
      </footer>
    </Dialog>
  );
}
