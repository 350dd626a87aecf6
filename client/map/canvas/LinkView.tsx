// One link's line and end. Subscribed to this link's statement, way, selection and visitors.
import { memo, useCallback } from "react";
import type { LinkId } from "#shared/map/schema.ts";
import { classes } from "../../ui/classes.ts";
import { useLink, useSession } from "../session/sessionHooks.ts";
import { useStore } from "../session/useStore.ts";
import { useLinkPath, useOthersAt } from "./canvasHooks.ts";
import { END_SHAPES, endPath, linkStyles, lineWidth } from "./linkStyle.ts";
import styles from "./LinkLayer.module.css";
import { countRender } from "./renderCount.ts";

export const LinkView = memo(function LinkView({ id }: { id: LinkId }) {
  countRender("links");
  const { flow } = useSession();
  const link = useLink(id);
  const path = useLinkPath(id);
  const isSelected = useStore(
    flow.selection,
    useCallback(({ links }) => links.has(id), [id]),
  );
  const [other] = useOthersAt(id);
  if (link === undefined || path === null) return null;
  const { dash, end, tone } = linkStyles[link.kind];
  const width = lineWidth(link.strength);
  const shape = end === "none" ? null : END_SHAPES[end];
  return (
    <g data-link={id} className={classes(styles.link, styles[tone], isSelected && styles.selected)}>
      <path className={`nopan ${styles.hit ?? ""}`} d={path.d} />
      {other === undefined ? null : (
        <path
          className={styles.other}
          d={path.d}
          style={{ stroke: `var(--person-${other.colour})` }}
        />
      )}
      <path className={styles.line} d={path.d} strokeWidth={width} strokeDasharray={dash} />
      {shape === null ? null : (
        <path
          className={shape.filled ? styles.filledEnd : styles.openEnd}
          d={endPath(shape, path.end, path.angle)}
          strokeWidth={width}
        />
      )}
    </g>
  );
});
