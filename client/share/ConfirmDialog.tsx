// Asks before something that cannot be taken back.
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";

export interface ConfirmDialogProps {
  title: string;
  /** What will be the case afterwards. */
  text: string;
  /** The button that does it, as a verb. */
  action: string;
  isOpen: boolean;
  onConfirm: () => void;
  onClose: () => void;
  /** What can be decided along with it. */
  children?: ReactNode;
}

export function ConfirmDialog({
  title,
  text,
  action,
  isOpen,
  onConfirm,
  onClose,
  children,
}: ConfirmDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      title={title}
      role="alertdialog"
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("ui.cancel")}</Button>
          <Button
            variant="danger"
            onPress={() => {
              onClose();
              onConfirm();
            }}
          >
            {action}
          </Button>
        </>
      }
    >
      <p>{text}</p>
      {children}
    </Dialog>
  );
}
