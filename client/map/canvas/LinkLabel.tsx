// The words on a link: sign, kind, and what somebody wrote. Drawn above all lines.
import { memo, useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { LinkId } from "#shared/map/schema.ts";
import { classes } from "../../ui/classes.ts";
import { useLink, useSession } from "../session/sessionHooks.ts";
import { useStore } from "../session/useStore.ts";
import { useLinkPath } from "./canvasHooks.ts";
import styles from "./LinkLayer.module.css";
import { linkStyles, signOf } from "./linkStyle.ts";

export const LinkLabel = memo(function LinkLabel({ id }: { id: LinkId }) {
  const { t } = useTranslation();
  const { flow } = useSession();
  const link = useLink(id);
  const path = useLinkPath(id);
  const isSelected = useStore(
    flow.selection,
    useCallback(({ links }) => links.has(id), [id]),
  );
  if (link === undefined || path === null) return null;
  const { tone } = linkStyles[link.kind];
  const sign = signOf(link);
  return (
    <text
      className={classes("nopan", styles.label, styles[tone], isSelected && styles.selected)}
      data-link={id}
      x={path.label.x}
      y={path.label.y}
    >
      {sign === "" ? null : <tspan className={styles.sign}>{`${sign} `}</tspan>}
      {t(`linkKinds.${link.kind}`)}
      {link.label === "" ? null : <tspan className={styles.own}>{` ${link.label}`}</tspan>}
    </text>
  );
});
