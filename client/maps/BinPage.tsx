// The bin: deleted maps, until when each can be brought back, and the way back.
import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, CloudOff, Trash2, Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { Frame } from "../app/Frame.tsx";
import { problemSentence } from "../app/problemSentence.ts";
import { TimeAgo } from "../app/TimeAgo.tsx";
import { usePageTitle } from "../app/usePageTitle.ts";
import { longDate } from "../i18n/times.ts";
import { useLanguage } from "../i18n/useLanguage.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Spinner } from "../ui/Spinner.tsx";
import { toast } from "../ui/toast.ts";
import styles from "./BinPage.module.css";
import { binQuery, useUndeleteMap } from "./mapQueries.ts";

export function BinPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  usePageTitle(t("maps.bin"));
  const { data: maps, error, isPending, refetch } = useQuery(binQuery);
  const undelete = useUndeleteMap();
  return (
    <Frame>
      <Link href="/" className={styles.back ?? ""}>
        <ArrowLeft size={18} aria-hidden="true" />
        {t("shell.toMaps")}
      </Link>
      <h1 className={styles.title}>{t("maps.bin")}</h1>
      <p className={styles.lead}>{t("maps.binLead")}</p>
      {isPending ? (
        <p className={styles.loading}>
          <Spinner />
          {t("shell.loading")}
        </p>
      ) : null}
      {error !== null && maps === undefined ? (
        <EmptyState
          icon={<CloudOff />}
          title={t("maps.binFailedTitle")}
          actions={
            <Button variant="primary" onPress={() => void refetch()}>
              {t("ui.retry")}
            </Button>
          }
        >
          <p>{problemSentence(error, t)}</p>
        </EmptyState>
      ) : null}
      {maps?.length === 0 ? (
        <EmptyState icon={<Trash2 />} title={t("maps.binEmptyTitle")}>
          <p>{t("maps.binEmptyText")}</p>
        </EmptyState>
      ) : null}
      <ul className={styles.list}>
        {maps?.map((map) => {
          const title = map.title.trim() === "" ? t("maps.untitled") : map.title;
          return (
            <li key={map.id} className={styles.row}>
              <div className={styles.words}>
                <h2 className={styles.name}>{title}</h2>
                <p className={styles.when}>
                  {map.deletedAt === null ? null : (
                    <>
                      {t("maps.deletedSince")} <TimeAgo at={map.deletedAt} />
                    </>
                  )}
                  {map.deletedForGoodAt === null
                    ? null
                    : ` · ${t("maps.until", { date: longDate(map.deletedForGoodAt, language) })}`}
                </p>
              </div>
              <Button
                icon={<Undo2 size={18} />}
                aria-label={t("maps.bringBackThis", { title })}
                isPending={undelete.isPending && undelete.variables === map.id}
                onPress={() =>
                  undelete.mutate(map.id, {
                    onSuccess: () => toast({ text: t("maps.broughtBack", { title }) }),
                    onError: (failure) =>
                      toast({ text: problemSentence(failure, t), tone: "danger" }),
                  })
                }
              >
                {t("maps.bringBack")}
              </Button>
            </li>
          );
        })}
      </ul>
    </Frame>
  );
}
