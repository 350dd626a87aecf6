// The frame of the pages that one sees before one is in: one calm sheet on the map's paper, the language, the small
// print.
import type { ReactNode } from "react";
import { Contours } from "../app/Contours.tsx";
import { Page } from "../app/Page.tsx";
import { usePageTitle } from "../app/usePageTitle.ts";
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
  usePageTitle(title);
  return (
    <Page
      ground={
        <div className={styles.ground} aria-hidden="true">
          <Contours />
        </div>
      }
      tools={<LanguageSwitch />}
      headClass={styles.head}
      contentClass={styles.main}
    >
      <div className={classes(styles.sheet, styles[size])}>{children}</div>
    </Page>
  );
}
