// Where the comments panel has no thread to list: why, and a way on.
import { CloudOff, MessagesSquare, SearchX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { problemSentence } from "../../app/problemSentence.ts";
import { useMay } from "../../map/session/sessionHooks.ts";
import { useStore } from "../../map/session/useStore.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { useComments, useIsTalkLive } from "../store/commentHooks.ts";
import styles from "./CommentsPanel.module.css";
import type { PanelFilter } from "./panelRows.ts";

export interface PanelEmptyProps {
  filter: PanelFilter;
  isSearched: boolean;
  /** Threads that other filters would let through. */
  elsewhere: number;
  onShowAll: () => void;
  onCommentMap: () => void;
}

export function PanelEmpty(props: PanelEmptyProps) {
  const { t } = useTranslation();
  const store = useComments();
  const state = useStore(store.state);
  const isLive = useIsTalkLive();
  // Kept from an earlier visit, and other filters have them.
  if (state === "ready" || props.elsewhere > 0) return <NothingListed {...props} />;
  if (!isLive) return <NotHere />;
  if (state === "loading") {
    return (
      <div className={styles.loading}>
        <span className="unseen" role="status">
          {t("comments.loading")}
        </span>
        {[0, 1, 2, 3].map((at) => (
          <Skeleton key={at} className={styles.skeleton} />
        ))}
      </div>
    );
  }
  return (
    <EmptyState
      icon={<CloudOff />}
      title={t("comments.failedTitle")}
      actions={<Button onPress={() => store.reload()}>{t("ui.retry")}</Button>}
    >
      <p>{problemSentence(store.problem.get(), t)}</p>
    </EmptyState>
  );
}

function NotHere() {
  const { t } = useTranslation();
  const mayWrite = useMay("comments.write");
  return (
    <EmptyState icon={<CloudOff />} title={t("comments.offlineTitle")}>
      <p>{t(mayWrite ? "comments.offlineText" : "comments.offlineRead")}</p>
    </EmptyState>
  );
}

function NothingListed({
  filter,
  isSearched,
  elsewhere,
  onShowAll,
  onCommentMap,
}: PanelEmptyProps) {
  const { t } = useTranslation();
  const mayWrite = useMay("comments.write");
  const isPast = useComments().past !== null;
  if (elsewhere === 0 && isPast) {
    return (
      <EmptyState icon={<MessagesSquare />} title={t("pastTalk.emptyTitle")}>
        <p>{t("pastTalk.emptyText")}</p>
      </EmptyState>
    );
  }
  if (elsewhere === 0) {
    return (
      <EmptyState
        icon={<MessagesSquare />}
        title={t("comments.emptyTitle")}
        actions={
          mayWrite ? <Button onPress={onCommentMap}>{t("comments.onMap")}</Button> : undefined
        }
      >
        <p>{t(mayWrite ? "comments.emptyWrite" : "comments.emptyRead")}</p>
      </EmptyState>
    );
  }
  return (
    <div className={styles.none}>
      {isSearched ? <SearchX aria-hidden="true" /> : null}
      <p>{isSearched ? t("comments.noneFound") : t(`comments.none-${filter}`)}</p>
      {filter === "all" ? null : (
        <Button size="small" onPress={onShowAll}>
          {t(isSearched ? "comments.showAll" : "comments.filter-all")}
        </Button>
      )}
    </div>
  );
}
