// Whether the work is safe, in one line with an icon. Draws what it is told; what is true is decided where it is used.
import { CircleAlert, CloudOff, CloudCheck, LoaderCircle } from "lucide-react";
import type { ReactNode } from "react";
import { classes } from "./classes.ts";
import styles from "./SaveState.module.css";

export interface SaveStateProps {
  state: "saved" | "saving" | "offline" | "failing";
  text: ReactNode;
  /** Read out when it changes; steady, so that not every second is announced. */
  announcement: string;
}

const icons = { saved: CloudCheck, saving: LoaderCircle, offline: CloudOff, failing: CircleAlert };

export function SaveState({ state, text, announcement }: SaveStateProps) {
  const Icon = icons[state];
  return (
    <span className={classes(styles.state, styles[state])} data-save-state={state}>
      <Icon className={styles.icon} size={16} aria-hidden="true" />
      <span className={styles.text}>{text}</span>
      <output className="unseen">{announcement}</output>
    </span>
  );
}
