// The frame of the pages that one sees before one is in: one calm sheet on the map's paper, the language, the small
// print.
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Contours } from "../app/Contours.tsx";
import { usePageTitle } from "../app/usePageTitle.ts";
import { LegalLinks } from "../legal/LegalLinks.tsx";
import { classes } from "../ui/classes.ts";
import styles from "./EntryFrame.module.css";
import { LanguageSwitch } from "./LanguageSwitch.tsx";

export interface EntryFrameProps {
  /** Of the browser's tab; the page's own heading is among the children. */
  title: string;
  size?: "medium" | "large";
  children: ReactNode;
}

export function EntryFrame({ title, size = "medium", children }: EntryFrameProps) {
  const { t } = useTranslation();
  usePageTitle(title);
  return (
    <div className={styles.page}>
      <a className={styles.skip} href="#content">
        {t("shell.skip")}
      </a>
      <div className={styles.ground} aria-hidden="true">
        <Contours />
      </div>
      <header className={styles.head}>
        <span className={styles.brand}>
          <img className={styles.mark} src="/icon.svg" alt="" width={28} height={28} />
          Zukunftslandkarte
        </span>
        <LanguageSwitch />
      </header>
      <main id="content" tabIndex={-1} className={styles.main}>
        <div className={classes(styles.sheet, styles[size])}>{children}</div>
      </main>
      <LegalLinks />
    </div>
  );
}
