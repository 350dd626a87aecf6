// What every page but the map has: the way past its head, the name, a place for tools, the content, the small print.
// How wide and on what ground is for the frames that use it.
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { LegalLinks } from "../legal/LegalLinks.tsx";
import { classes } from "../ui/classes.ts";
import styles from "./Page.module.css";

export interface PageProps {
  /** Where the name leads; without it the name is no link. */
  home?: string;
  ground: ReactNode;
  tools: ReactNode;
  headClass: string | undefined;
  contentClass: string | undefined;
  children: ReactNode;
}

export function Page({ home, ground, tools, headClass, contentClass, children }: PageProps) {
  const { t } = useTranslation();
  const name = (
    <>
      <img className={styles.mark} src="/icon.svg" alt="" width={28} height={28} />
      Zukunftslandkarte
    </>
  );
  return (
    <div className={styles.page}>
      <a className={styles.skip} href="#content">
        {t("shell.skip")}
      </a>
      {ground}
      <header className={classes(styles.head, headClass)}>
        {home === undefined ? (
          <span className={styles.brand}>{name}</span>
        ) : (
          <Link href={home} className={styles.brand ?? ""}>
            {name}
          </Link>
        )}
        {tools}
      </header>
      <main id="content" className={contentClass} tabIndex={-1}>
        {children}
      </main>
      <LegalLinks />
    </div>
  );
}
