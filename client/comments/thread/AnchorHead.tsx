// The upper end of a thread: what it hangs on, which leads there, and what can be done with the thread.
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Anchor } from "#shared/comments/api.ts";
import { useShownMap } from "../../map/session/sessionHooks.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { revealAnchor, useAnchorName } from "./anchorName.ts";
import styles from "./ThreadPanel.module.css";

export interface AnchorHeadProps {
  anchor: Anchor;
  /** What the node or link was called when it was last seen. */
  lastTitle: string;
  onClose: () => void;
  /** Buttons. */
  children?: ReactNode;
}

export function AnchorHead({ anchor, lastTitle, onClose, children }: AnchorHeadProps) {
  const { t } = useTranslation();
  const session = useShownMap();
  const { icon: Icon, name, ends, isGone } = useAnchorName(anchor, lastTitle);
  const leads = !isGone && anchor.on !== "map";
  return (
    <header className={styles.head}>
      <h2 className={styles.title}>
        {leads ? (
          <button
            type="button"
            className={styles.anchor}
            title={t("thread.showOnMap")}
            onClick={() => revealAnchor(session, anchor)}
          >
            <Icon aria-hidden="true" />
            {ends === undefined ? (
              <span>{name}</span>
            ) : (
              <span className={styles.ends}>
                <span>{ends.from}</span> <span>{`→ ${ends.to}`}</span>
              </span>
            )}
          </button>
        ) : (
          <span className={styles.anchor}>
            <Icon aria-hidden="true" />
            <span>
              {isGone ? <span className={styles.orphan}>{t("thread.orphan")}</span> : null}{" "}
              {isGone ? t("thread.lastCalled", { title: name }) : name}
            </span>
          </span>
        )}
      </h2>
      <div className={styles.tools}>
        {children}
        <IconButton size="small" label={t("ui.close")} icon={<X />} onPress={onClose} />
      </div>
    </header>
  );
}
