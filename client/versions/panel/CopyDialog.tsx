// Makes a new map of a version, under a title of its own, and goes there.
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { MAX_MAP_TITLE_CHARS } from "#shared/maps/api.ts";
import { problemSentence } from "../../app/problemSentence.ts";
import { longDate } from "../../i18n/times.ts";
import { useLanguage } from "../../i18n/useLanguage.ts";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { TextField } from "../../ui/TextField.tsx";
import type { VersionDialogProps } from "./EditDialog.tsx";
import { copyVersion } from "./versionRequests.ts";

export interface CopyDialogProps extends VersionDialogProps {
  mapTitle: string;
}

export function CopyDialog({ mapId, version, mapTitle, onClose }: CopyDialogProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [, navigate] = useLocation();
  const [title, setTitle] = useState(() =>
    t("versions.copyName", { title: mapTitle, when: longDate(version.at, language) }).slice(
      0,
      MAX_MAP_TITLE_CHARS,
    ),
  );
  const copy = useMutation({
    mutationFn: () => copyVersion(mapId, version.id, title.trim()),
    onSuccess: ({ id }) => {
      onClose();
      navigate(`/karte/${id}`);
    },
  });
  const isUntitled = title.trim() === "";
  return (
    <FormDialog
      title={t("versions.copyTitle")}
      isOpen
      onClose={onClose}
      submit={t("versions.copyDo")}
      onSubmit={() => copy.mutate()}
      isIncomplete={isUntitled}
      isPending={copy.isPending}
    >
      <TextField
        label={t("maps.mapTitle")}
        description={t("versions.copyText")}
        value={title}
        onChange={setTitle}
        maxLength={MAX_MAP_TITLE_CHARS}
        isFocusedFirst
        error={copy.isError ? problemSentence(copy.error, t) : undefined}
      />
    </FormDialog>
  );
}
