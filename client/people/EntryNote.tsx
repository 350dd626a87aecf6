// A sheet that only says something: a link that no longer holds, a mail that is on its way, and what to do now.
import { type ReactNode, useEffect, useRef } from "react";
import styles from "./Entry.module.css";

export interface EntryNoteProps {
  icon: ReactNode;
  title: string;
  children: ReactNode;
  actions?: ReactNode;
  takesFocus?: boolean;
}

export function EntryNote({ icon, title, children, actions, takesFocus = false }: EntryNoteProps) {
  return (
    <>
      <EntryHead icon={icon} title={title} takesFocus={takesFocus}>
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
  /** Takes the place of what had the focus: whoever listens hears where they are now. */
  takesFocus?: boolean;
}

export function EntryHead({ icon, title, children, takesFocus = false }: EntryHeadProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus, title]);
  return (
    <header className={styles.head}>
      {icon === undefined ? null : (
        <span className={styles.emblem} aria-hidden="true">
          {icon}
        </span>
      )}
      <h1 ref={heading} tabIndex={-1} className={styles.title}>
        {title}
      </h1>
      {children === undefined ? null : <div className={styles.lead}>{children}</div>}
    </header>
  );
}
