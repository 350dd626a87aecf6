// Where toasts appear. Once in the page.
import { CircleAlert, X } from "lucide-react";
import { useCallback, useRef } from "react";
import {
  Text,
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastRegion as AriaToastRegion,
} from "react-aria-components";
import { useTranslation } from "react-i18next";
import { Button } from "./Button.tsx";
import { classes } from "./classes.ts";
import { IconButton } from "./IconButton.tsx";
import { keepAside } from "./keepAside.ts";
import { toasts } from "./toast.ts";
import styles from "./ToastRegion.module.css";

export function ToastRegion() {
  const { t } = useTranslation();
  const stop = useRef<(() => void) | null>(null);
  // It is there only as long as there is something to be said.
  const region = useCallback((element: HTMLDivElement | null) => {
    stop.current?.();
    stop.current = element === null ? null : keepAside(element);
  }, []);
  return (
    <AriaToastRegion
      ref={region}
      queue={toasts}
      className={styles.region ?? ""}
      aria-label={t("ui.messages")}
    >
      {({ toast }) => {
        const { text, tone = "plain", action } = toast.content;
        return (
          <AriaToast toast={toast} className={classes(styles.toast, styles[tone])} data-toast>
            {tone === "danger" ? <CircleAlert className={styles.icon} aria-hidden="true" /> : null}
            <ToastContent className={styles.content ?? ""}>
              <Text slot="title">{text}</Text>
            </ToastContent>
            {action === undefined ? null : (
              <Button
                size="small"
                onPress={() => {
                  toasts.close(toast.key);
                  action.run();
                }}
              >
                {action.label}
              </Button>
            )}
            <IconButton
              slot="close"
              size="small"
              label={t("ui.close")}
              icon={<X />}
              hintPlacement="top"
            />
          </AriaToast>
        );
      }}
    </AriaToastRegion>
  );
}
