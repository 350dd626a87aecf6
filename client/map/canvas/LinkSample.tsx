// A short piece of link as it is drawn on the map: beside the name of its kind.
import type { LinkKind } from "#shared/map/kinds.ts";
import { classes } from "../../ui/classes.ts";
import { END_SHAPES, endPath, linkStyles } from "./linkStyle.ts";
import styles from "./LinkLayer.module.css";

const TIP = { x: 38, y: 9 };

export function LinkSample({ kind }: { kind: LinkKind }) {
  const { dash, end, tone } = linkStyles[kind];
  const shape = end === "none" ? null : END_SHAPES[end];
  return (
    <svg
      viewBox="0 0 40 18"
      className={classes(styles.link, styles[tone])}
      aria-hidden="true"
      focusable="false"
    >
      <path className={styles.line} d="M1 9H38" strokeWidth={1.8} strokeDasharray={dash} />
      {shape === null ? null : (
        <path
          className={shape.filled ? styles.filledEnd : styles.openEnd}
          d={endPath(shape, TIP, 0)}
          strokeWidth={1.8}
        />
      )}
    </svg>
  );
}
