// Above a map that is not shown as it is now, unmistakably: what it is instead, and the way back to the map.
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { Button } from "../ui/Button.tsx";
import styles from "./TimeBar.module.css";

export interface TimeBarProps {
  mapId: string;
  icon: ReactNode;
  title: string;
  /** What is shown. */
  sentence: ReactNode;
  note?: string;
  /** Two states at once, not one of the past. */
  isComparison?: boolean;
  /** What can be done with it. */
  actions?: ReactNode;
  /** What opens and closes parts of the page. */
  tools?: ReactNode;
}

export function TimeBar(props: TimeBarProps) {
  const { mapId, icon, title, sentence, note = "", isComparison = false, actions, tools } = props;
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  return (
    <header className={styles.bar} data-comparison={isComparison || undefined}>
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
      <div className={styles.words}>
        <h1 className={styles.title}>{title}</h1>
        <p className={styles.sentence}>{sentence}</p>
        {note === "" ? null : (
          <p className={styles.note} title={note}>
            {note}
          </p>
        )}
      </div>
      <Button variant="primary" size="small" onPress={() => navigate(`/karte/${mapId}`)}>
        {t("versions.back")}
      </Button>
      {actions}
      {tools === undefined ? null : <div className={styles.tools}>{tools}</div>}
    </header>
  );
}
