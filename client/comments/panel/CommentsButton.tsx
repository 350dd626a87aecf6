// In the bar: opens the comments, and says how many are unread or that one was refused.
import { MessagesSquare } from "lucide-react";
import { useTranslation } from "react-i18next";
import { keyNames } from "../../app/keyNames.ts";
import { useLanguage } from "../../i18n/useLanguage.ts";
import { useMay } from "../../map/session/sessionHooks.ts";
import { useStore } from "../../map/session/useStore.ts";
import { classes } from "../../ui/classes.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { useComments } from "../store/commentHooks.ts";
import styles from "./CommentsButton.module.css";
import { PANEL_KEYS } from "./panelKeys.ts";
import { panelShown, togglePanel } from "./panelShown.ts";

/** A larger number says no more. */
const MOST = 99;

export function CommentsButton() {
  const { t } = useTranslation();
  const language = useLanguage();
  const mayRead = useMay("comments.read");
  const isShown = useStore(panelShown);
  const { unread, isRefused } = useCommentsState();
  if (!mayRead) return null;
  const label = isRefused
    ? t("comments.refused")
    : unread > 0
      ? t("comments.openUnread", { count: unread })
      : t("comments.open");
  return (
    <span className={styles.holder} data-comments-button>
      <IconButton
        label={label}
        keys={keyNames(PANEL_KEYS, language)}
        icon={<MessagesSquare />}
        isSelected={isShown}
        onPress={togglePanel}
      />
      {isRefused || unread > 0 ? (
        <span className={classes(styles.badge, isRefused && styles.refused)} aria-hidden="true">
          {isRefused ? "!" : unread > MOST ? `${MOST}+` : unread}
        </span>
      ) : null}
    </span>
  );
}

export function focusButton(): void {
  document.querySelector<HTMLElement>("[data-comments-button] button")?.focus();
}

/** How many comments are unread, and whether one of this device was refused. */
export function useCommentsState(): { unread: number; isRefused: boolean } {
  const store = useComments();
  const unread = useStore(store.threads, (threads) => {
    let sum = 0;
    for (const thread of threads.values()) sum += thread.unread;
    return sum;
  });
  const isRefused = useStore(store.waiting, (all) => all.some(({ problem }) => problem !== null));
  return { unread, isRefused };
}
