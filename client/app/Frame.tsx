// Head and paper of every page but the map: name, who one is, language and theme.
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { LegalLinks } from "../legal/LegalLinks.tsx";
import { NoticeBell } from "../notices/NoticeBell.tsx";
import { MeButton } from "../people/MeButton.tsx";
import { Contours } from "./Contours.tsx";
import styles from "./Frame.module.css";
import { SettingsMenu } from "./SettingsMenu.tsx";

export function Frame({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#content">
        {t("shell.skip")}
      </a>
      <Contours />
      <header className={styles.head}>
        <Link href="/" className={styles.brand ?? ""}>
          <img className={styles.mark} src="/icon.svg" alt="" width={28} height={28} />
          Zukunftslandkarte
        </Link>
        <div className={styles.tools}>
          <NoticeBell />
          <MeButton />
          <SettingsMenu />
        </div>
      </header>
      <main id="content" className={styles.content} tabIndex={-1}>
        {children}
      </main>
      <LegalLinks />
    </div>
  );
}
