// A dialog that asks for something and sends it: the form, and the buttons that leave or send it. What is asked for, and
// where it goes, is the caller's.
import { type ReactNode, useId } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { Button } from "./Button.tsx";
import { Dialog } from "./Dialog.tsx";
import styles from "./FormDialog.module.css";

export interface FormDialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  /** What the sending button says. */
  submit: string;
  /** Called neither while something is missing nor while the last sending is under way. */
  onSubmit: () => void;
  isIncomplete?: boolean;
  isPending: boolean;
  children: ReactNode;
}

export function FormDialog({
  title,
  isOpen,
  onClose,
  submit,
  onSubmit,
  isIncomplete = false,
  isPending,
  children,
}: FormDialogProps) {
  const { t } = useTranslation();
  const form = useId();
  return (
    <Dialog
      title={title}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("ui.cancel")}</Button>
          <Button
            variant="primary"
            type="submit"
            form={form}
            isDisabled={isIncomplete}
            isPending={isPending}
          >
            {submit}
          </Button>
        </>
      }
    >
      <Form
        id={form}
        className={styles.form ?? ""}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isIncomplete && !isPending) onSubmit();
        }}
      >
        {children}
      </Form>
    </Dialog>
  );
}
