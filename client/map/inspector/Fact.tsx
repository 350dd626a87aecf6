// A field as it looks to somebody who may only read: its name and what is said.
import type { ReactNode } from "react";
import styles from "./Inspector.module.css";

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <span className={styles.factLabel}>{label}</span>
      <span className={styles.factValue}>{children}</span>
    </div>
  );
}
