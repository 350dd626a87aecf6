// A part of the page whose answer is on its way, or could not be had.
import { CloudOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { problemSentence } from "../app/problemSentence.ts";
import { Button } from "./Button.tsx";
import { EmptyState } from "./EmptyState.tsx";
import { Spinner } from "./Spinner.tsx";
import styles from "./Awaited.module.css";

export interface AwaitedProps {
  /** null: still on its way. */
  error: unknown;
  onRetry: () => void;
}

export function Awaited({ error, onRetry }: AwaitedProps) {
  const { t } = useTranslation();
  if (error === null) {
    return (
      <p className={styles.loading}>
        <Spinner />
        {t("share.loading")}
      </p>
    );
  }
  return (
    <EmptyState
      icon={<CloudOff />}
      title={t("share.failedTitle")}
      actions={<Button onPress={onRetry}>{t("ui.retry")}</Button>}
    >
      <p>{problemSentence(error, t)}</p>
    </EmptyState>
  );
}
