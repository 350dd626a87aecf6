// Asks for the name and the note of a version.
import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";
import {
  MAX_VERSION_NAME_CHARS,
  MAX_VERSION_NOTE_CHARS,
  type Version,
} from "#shared/versions/api.ts";
import { problemSentence } from "../../app/problemSentence.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { TextField } from "../../ui/TextField.tsx";
import styles from "./EditDialog.module.css";
import { refreshVersions } from "./versionQueries.ts";
import { changeVersion } from "./versionRequests.ts";

export interface VersionDialogProps {
  mapId: string;
  version: Version;
  onClose: () => void;
}

export function EditDialog({ mapId, version, onClose }: VersionDialogProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(version.name);
  const [note, setNote] = useState(version.note);
  const form = useId();
  const change = useMutation({
    mutationFn: () => changeVersion(mapId, version.id, { name: name.trim(), note: note.trim() }),
    onSuccess: () => {
      onClose();
      return refreshVersions(mapId);
    },
  });
  return (
    <Dialog
      title={t("versions.editTitle")}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("ui.cancel")}</Button>
          <Button variant="primary" type="submit" form={form} isPending={change.isPending}>
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
          if (!change.isPending) change.mutate();
        }}
      >
        <TextField
          label={t("versions.name")}
          description={version.cause === "saved" ? undefined : t("versions.nameKeeps")}
          value={name}
          onChange={setName}
          maxLength={MAX_VERSION_NAME_CHARS}
          isFocusedFirst
          error={change.isError ? problemSentence(change.error, t) : undefined}
        />
        <TextField
          label={t("versions.note")}
          value={note}
          onChange={setNote}
          maxLength={MAX_VERSION_NOTE_CHARS}
          lines={3}
        />
      </Form>
    </Dialog>
  );
}
