// A line that stays as long as what it says is true: no network, old data, only reading.
import type { ReactNode } from "react";
import { classes } from "./classes.ts";
import styles from "./Notice.module.css";

export interface NoticeProps {
  icon: ReactNode;
  /** Nothing to look out for: it has gone well. */
  isGood?: boolean;
  children: ReactNode;
}

export function Notice({ icon, isGood = false, children }: NoticeProps) {
  return (
    <output className={classes(styles.notice, isGood && styles.good)}>
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
      <span>{children}</span>
    </output>
  );
}
