// What has happened on the installation: who did what and when, by kind, and as a file.
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Download, History } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AUDIT_KINDS, type AuditEntry, auditKind, namesIn } from "../share/auditSentence.ts";
import { auditQuery } from "../share/auditQueries.ts";
import { AuditList } from "../share/AuditList.tsx";
import { Awaited } from "../ui/Awaited.tsx";
import { Button } from "../ui/Button.tsx";
import { download } from "../ui/download.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Select } from "../ui/Select.tsx";
import styles from "./AdminPage.module.css";
import { ADMIN_AUDIT, adminMapsQuery } from "./adminQueries.ts";

const SHOWN = ["all", ...AUDIT_KINDS] as const;

export function Log() {
  const { t } = useTranslation();
  const log = useInfiniteQuery(auditQuery(ADMIN_AUDIT));
  const { data: maps } = useQuery(adminMapsQuery);
  const [kind, setKind] = useState<(typeof SHOWN)[number]>("all");
  if (log.data === undefined) {
    return <Awaited error={log.error} onRetry={() => void log.refetch()} />;
  }
  const all = log.data.pages.flatMap((page) => page.entries);
  const shown = kind === "all" ? all : all.filter((entry) => auditKind(entry) === kind);
  const titleOf = ({ mapId }: AuditEntry): string =>
    maps?.find(({ id }) => id === mapId)?.title ?? "";
  return (
    <div className={styles.part}>
      <div className={styles.tools}>
        <div className={styles.kind}>
          <Select
            label={t("audit.kind")}
            options={SHOWN.map((id) => ({ id, label: t(`audit.kind-${id}`) }))}
            value={kind}
            onChange={setKind}
          />
        </div>
        <Button icon={<Download size={18} />} onPress={() => download(`${ADMIN_AUDIT}.csv`)}>
          {t("admin.exportCsv")}
        </Button>
      </div>
      <p className={styles.soft}>
        {t("audit.lead")} {t("admin.exportText")}
      </p>
      {shown.length === 0 ? (
        <EmptyState icon={<History />} title={t("audit.none")}>
          <p>{t("audit.noneOfKind")}</p>
        </EmptyState>
      ) : (
        <AuditList entries={shown} names={namesIn(log.data.pages)} besides={titleOf} />
      )}
      {log.hasNextPage ? (
        <div className={styles.more}>
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
