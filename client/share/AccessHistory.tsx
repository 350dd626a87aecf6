// Who opened and exported a map and who changed rights on it, for those who manage it.
import { useInfiniteQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Awaited } from "../ui/Awaited.tsx";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErasureRecords } from "../versions/erase/ErasureRecords.tsx";
import { AuditList } from "./AuditList.tsx";
import { namesIn } from "./auditSentence.ts";
import { auditQuery } from "./auditQueries.ts";
import styles from "./ShareDialog.module.css";

export function AccessHistory({ mapId }: { mapId: string }) {
  const { t } = useTranslation();
  const log = useInfiniteQuery(auditQuery(`/api/maps/${mapId}/audit`));
  if (log.data === undefined) {
    return <Awaited error={log.error} onRetry={() => void log.refetch()} />;
  }
  const entries = log.data.pages.flatMap((page) => page.entries);
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
      <ErasureRecords mapId={mapId} names={namesIn(log.data.pages)} />
      <AuditList entries={entries} names={namesIn(log.data.pages)} />
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
