// Without the server: from when what is listed is.
import { CloudOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useNow } from "../../app/useNow.ts";
import { dayAndTime } from "../../i18n/times.ts";
import { useLanguage } from "../../i18n/useLanguage.ts";
import { useStore } from "../../map/session/useStore.ts";
import { useComments, useIsTalkLive } from "../store/commentHooks.ts";
import styles from "./CommentsPanel.module.css";

export function PanelStale() {
  const { t } = useTranslation();
  const language = useLanguage();
  const isLive = useIsTalkLive();
  const asOf = useStore(useComments().asOf);
  const now = useNow();
  if (isLive) return null;
  return (
    <p className={styles.note}>
      <CloudOff aria-hidden="true" />
      {asOf === null
        ? t("comments.stale")
        : t("comments.asOf", { when: dayAndTime(asOf, now, language) })}
    </p>
  );
}
