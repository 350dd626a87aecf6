// Who opened and exported a map and who changed rights on it, for those who manage it.
import { useInfiniteQuery } from "@tanstack/react-query";
import { CloudOff, History } from "lucide-react";
import { useTranslation } from "react-i18next";
import { problemSentence } from "../app/problemSentence.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Spinner } from "../ui/Spinner.tsx";
import { AuditList } from "./AuditList.tsx";
import { auditQuery } from "./auditQueries.ts";
import styles from "./ShareDialog.module.css";

export function AccessHistory({ mapId }: { mapId: string }) {
  const { t } = useTranslation();
  const log = useInfiniteQuery(auditQuery(`/api/maps/${mapId}/audit`));
  if (log.data === undefined) {
    return log.isPending ? (
      <p className={styles.loading}>
        <Spinner />
        {t("share.loading")}
      </p>
    ) : (
      <EmptyState
        icon={<CloudOff />}
        title={t("share.failedTitle")}
        actions={<Button onPress={() => void log.refetch()}>{t("ui.retry")}</Button>}
      >
        <p>{problemSentence(log.error, t)}</p>
      </EmptyState>
    );
  }
  const entries = log.data.pages.flatMap((page) => page.entries);
  const names = Object.assign({}, ...log.data.pages.map((page) => page.names)) as Record<
    string,
    string
  >;
  if (entries.length === 0) {
    return (
      <EmptyState icon={<History />} title={t("audit.none")}>
        <p>{t("audit.noneText")}</p>
      </EmptyState>
    );
  }
  return (
    <div className={styles.part}>
      <p className={styles.soft}>{t("audit.lead")}</p>
      <AuditList entries={entries} names={names} />
      {log.hasNextPage ? (
        <div className={styles.done}>
          <Button
            size="small"
            isPending={log.isFetchingNextPage}
            onPress={() => void log.fetchNextPage()}
          >
            {t("audit.more")}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
