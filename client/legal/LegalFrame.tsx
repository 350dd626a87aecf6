// The frame of the pages that anybody may read, signed in or not: the head of the other pages, one column of words.
import type { ReactNode } from "react";
import { Frame } from "../app/Frame.tsx";
import { usePageTitle } from "../app/usePageTitle.ts";
import styles from "./Legal.module.css";

export interface LegalFrameProps {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
}

export function LegalFrame({ title, lead, children }: LegalFrameProps) {
  usePageTitle(title);
  return (
    <Frame>
      <article className={styles.page}>
        <header className={styles.top}>
          <h1 className={styles.title}>{title}</h1>
          {lead === undefined ? null : <p className={styles.lead}>{lead}</p>}
        </header>
        {children}
      </article>
    </Frame>
  );
}
