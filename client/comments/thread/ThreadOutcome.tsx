// Whether a thread is open or done, by whom, and what became of it.
import { CircleCheckBig } from "lucide-react";
import { useTranslation } from "react-i18next";
import { TimeAgo } from "../../app/TimeAgo.tsx";
import type { ThreadView } from "../store/commentViews.ts";
import { useAuthor } from "./authors.ts";
import styles from "./ThreadPanel.module.css";

export function ThreadOutcome({ view: { resolved, outcome } }: { view: ThreadView }) {
  const { t } = useTranslation();
  const { name } = useAuthor(outcome?.by ?? resolved?.by ?? "");
  if (resolved === null) return null;
  return (
    <section className={styles.outcome} aria-label={t("thread.outcome")}>
      <p className={styles.outcomeKind}>
        <CircleCheckBig aria-hidden="true" />
        {outcome === null ? t("thread.resolved") : t(`thread.outcome-${outcome.kind}`)}
      </p>
      {outcome === null || outcome.reason === "" ? null : (
        <p className={styles.reason}>{outcome.reason}</p>
      )}
      <p className={styles.by}>
        {name} · <TimeAgo at={outcome?.at ?? resolved.at} />
      </p>
    </section>
  );
}
