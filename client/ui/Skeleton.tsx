// The place of something that is on its way; never read out.
import { classes } from "./classes.ts";
import styles from "./Skeleton.module.css";

export function Skeleton({ className }: { className?: string | undefined }) {
  return <span className={classes(styles.skeleton, className)} aria-hidden="true" />;
}
