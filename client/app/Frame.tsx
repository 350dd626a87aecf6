// Head and paper of every page but the map: name, who one is, language and theme.
import type { ReactNode } from "react";
import { NoticeBell } from "../notices/NoticeBell.tsx";
import { MeButton } from "../people/MeButton.tsx";
import { Contours } from "./Contours.tsx";
import styles from "./Frame.module.css";
import { Page } from "./Page.tsx";
import { SettingsMenu } from "./SettingsMenu.tsx";

export function Frame({ children }: { children: ReactNode }) {
  return (
    <Page
      home="/"
      ground={<Contours />}
      tools={
        <div className={styles.tools}>
          <NoticeBell />
          <MeButton />
          <SettingsMenu />
        </div>
      }
      headClass={styles.head}
      contentClass={styles.content}
    >
      {children}
    </Page>
  );
}
