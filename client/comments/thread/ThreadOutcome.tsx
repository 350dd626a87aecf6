// Whether a thread is open or done, by whom, and what became of it; asks for that where it is still owed.
import { CircleCheckBig } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { TimeAgo } from "../../app/TimeAgo.tsx";
import { useMay } from "../../map/session/sessionHooks.ts";
import { Button } from "../../ui/Button.tsx";
import type { ThreadView } from "../store/commentViews.ts";
import { useAuthor } from "./authors.ts";
import { OutcomeDialog } from "./OutcomeDialog.tsx";
import styles from "./ThreadPanel.module.css";

export function ThreadOutcome({ view }: { view: ThreadView }) {
  const { t } = useTranslation();
  const { resolved, outcome, past } = view;
  const { name } = useAuthor(outcome?.by ?? resolved?.by ?? "");
  const maySay = useMay("comments.resolveAny");
  const [isAsking, setAsking] = useState(false);
  const section = useRef<HTMLElement>(null);
  // The button that asked is gone once there is an outcome, and the page takes the focus only when the dialog has gone.
  const wasAsking = useRef(false);
  useEffect(() => {
    if (wasAsking.current && !isAsking) section.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);
  if (resolved === null) return null;
  return (
    <section
      ref={section}
      tabIndex={-1}
      className={styles.outcome}
      aria-label={t("thread.outcome")}
    >
      <p className={styles.outcomeKind}>
        <CircleCheckBig aria-hidden="true" />
        {outcome === null ? t("thread.resolved") : t(`thread.outcome-${outcome.kind}`)}
      </p>
      {outcome === null || outcome.reason === "" ? null : (
        <p className={styles.reason}>{outcome.reason}</p>
      )}
      {past?.isReasonGone === true ? <p className={styles.by}>{t("pastTalk.reasonGone")}</p> : null}
      <p className={styles.by}>
        {name} · <TimeAgo at={outcome?.at ?? resolved.at} />
      </p>
      {outcome === null && maySay ? (
        <Button size="small" onPress={() => setAsking(true)}>
          {t("thread.giveOutcome")}
        </Button>
      ) : null}
      {isAsking ? <OutcomeDialog view={view} onClose={() => setAsking(false)} /> : null}
    </section>
  );
}
