// Asks for the name and the note of a version.
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  MAX_VERSION_NAME_CHARS,
  MAX_VERSION_NOTE_CHARS,
  type Version,
} from "#shared/versions/api.ts";
import { problemSentence } from "../../app/problemSentence.ts";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { TextField } from "../../ui/TextField.tsx";
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
  const change = useMutation({
    mutationFn: () => changeVersion(mapId, version.id, { name: name.trim(), note: note.trim() }),
    onSuccess: () => {
      onClose();
      return refreshVersions(mapId);
    },
  });
  return (
    <FormDialog
      title={t("versions.editTitle")}
      isOpen
      onClose={onClose}
      submit={t("ui.save")}
      onSubmit={() => change.mutate()}
      isPending={change.isPending}
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
    </FormDialog>
  );
}
