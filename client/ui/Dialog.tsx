// A question that holds the page until it is answered. On a narrow window it rises from the lower edge.
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { classes } from "./classes.ts";
import styles from "./Dialog.module.css";
import { IconButton } from "./IconButton.tsx";

export interface DialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  size?: "medium" | "large";
  role?: "dialog" | "alertdialog";
  children: ReactNode;
  /** Nothing in it takes the focus: it does itself, so that keys scroll it. */
  isText?: boolean;
  /** Buttons at the lower end. */
  actions?: ReactNode;
}

export function Dialog({
  title,
  isOpen,
  onClose,
  size = "medium",
  role = "dialog",
  isText = false,
  children,
  actions,
}: DialogProps) {
  const { t } = useTranslation();
  return (
    <ModalOverlay
      className={styles.veil ?? ""}
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      isDismissable={role === "dialog"}
    >
      <Modal className={classes(styles.modal, styles[size])}>
        <AriaDialog className={styles.dialog ?? ""} role={role}>
          <header className={styles.head}>
            <Heading slot="title" level={2} className={styles.title ?? ""}>
              {title}
            </Heading>
            <IconButton label={t("ui.close")} icon={<X />} onPress={onClose} />
          </header>
          <div className={styles.body} {...(isText ? { tabIndex: 0 } : {})}>
            {children}
          </div>
          {actions === undefined ? null : <footer className={styles.actions}>{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
