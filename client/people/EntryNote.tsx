// A sheet that only says something: a link that no longer holds, a mail that is on its way, and what to do now.
import type { ReactNode } from "react";
import styles from "./Entry.module.css";

export interface EntryNoteProps {
  icon: ReactNode;
  title: string;
  children: ReactNode;
  actions?: ReactNode;
}

export function EntryNote({ icon, title, children, actions }: EntryNoteProps) {
  return (
    <>
      <EntryHead icon={icon} title={title}>
        {children}
      </EntryHead>
      {actions === undefined ? null : <div className={styles.stack}>{actions}</div>}
    </>
  );
}

export interface EntryHeadProps {
  icon?: ReactNode;
  title: string;
  /** What it is about, in a sentence or two. */
  children?: ReactNode;
}

export function EntryHead({ icon, title, children }: EntryHeadProps) {
  return (
    <header className={styles.head}>
      {icon === undefined ? null : (
        <span className={styles.emblem} aria-hidden="true">
          {icon}
        </span>
      )}
      <h1 className={styles.title}>{title}</h1>
      {children === undefined ? null : <div className={styles.lead}>{children}</div>}
    </header>
  );
}
