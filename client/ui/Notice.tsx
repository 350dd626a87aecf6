// A line that stays as long as what it says is true: no network, old data, only reading.
import type { ReactNode } from "react";
import styles from "./Notice.module.css";

export function Notice({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <output className={styles.notice}>
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
      <span>{children}</span>
    </output>
  );
}
