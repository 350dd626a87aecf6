// Asks for the name under which one appears to the others.
import { useId, useState } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { MAX_PERSON_NAME_CHARS, type Person } from "#shared/maps/api.ts";
import { problemSentence } from "../app/problemSentence.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { TextField } from "../ui/TextField.tsx";
import { useRenameMe } from "./me.ts";
import styles from "./NameDialog.module.css";

export interface NameDialogProps {
  me: Person;
  isOpen: boolean;
  onClose: () => void;
}

export function NameDialog({ me, isOpen, onClose }: NameDialogProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(me.name);
  const rename = useRenameMe();
  const form = useId();
  const close = () => {
    setName(me.name);
    rename.reset();
    onClose();
  };
  const isEmpty = name.trim() === "";
  return (
    <Dialog
      title={t("people.yourName")}
      isOpen={isOpen}
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{t("ui.cancel")}</Button>
          <Button
            variant="primary"
            type="submit"
            form={form}
            isDisabled={isEmpty}
            isPending={rename.isPending}
          >
            {t("ui.save")}
          </Button>
        </>
      }
    >
      <Form
        id={form}
        className={styles.form ?? ""}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isEmpty) rename.mutate(name.trim(), { onSuccess: onClose });
        }}
      >
        <Avatar person={{ name: isEmpty ? me.name : name, colour: me.colour }} />
        <TextField
          label={t("people.name")}
          description={t("people.nameExplained")}
          value={name}
          onChange={setName}
          maxLength={MAX_PERSON_NAME_CHARS}
          isFocusedFirst
          error={rename.isError ? problemSentence(rename.error, t) : undefined}
        />
      </Form>
    </Dialog>
  );
}
