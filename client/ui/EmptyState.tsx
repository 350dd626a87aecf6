// Where nothing is, or something went wrong: what it means and a way on.
import type { ReactNode } from "react";
import styles from "./EmptyState.module.css";

export interface EmptyStateProps {
  icon: ReactNode;
  title: string;
  children?: ReactNode;
  /** Buttons: the way on. */
  actions?: ReactNode;
  /** Of its title in the page. */
  level?: 1 | 2;
}

export function EmptyState({ icon, title, children, actions, level = 2 }: EmptyStateProps) {
  const Title = level === 1 ? "h1" : "h2";
  return (
    <section className={styles.state}>
      <div className={styles.icon} aria-hidden="true">
        {icon}
      </div>
      <Title className={styles.title}>{title}</Title>
      {children === undefined ? null : <div className={styles.text}>{children}</div>}
      {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
    </section>
  );
}
