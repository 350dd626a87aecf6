// Makes a new map of a version, under a title of its own, and goes there.
import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { MAX_MAP_TITLE_CHARS } from "#shared/maps/api.ts";
import { problemSentence } from "../../app/problemSentence.ts";
import { longDate } from "../../i18n/times.ts";
import { useLanguage } from "../../i18n/useLanguage.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { TextField } from "../../ui/TextField.tsx";
import type { VersionDialogProps } from "./EditDialog.tsx";
import styles from "./EditDialog.module.css";
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
  const form = useId();
  const copy = useMutation({
    mutationFn: () => copyVersion(mapId, version.id, title.trim()),
    onSuccess: ({ id }) => {
      onClose();
      navigate(`/karte/${id}`);
    },
  });
  const isUntitled = title.trim() === "";
  return (
    <Dialog
      title={t("versions.copyTitle")}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("ui.cancel")}</Button>
          <Button
            variant="primary"
            type="submit"
            form={form}
            isDisabled={isUntitled}
            isPending={copy.isPending}
          >
            {t("versions.copyDo")}
          </Button>
        </>
      }
    >
      <Form
        id={form}
        className={styles.form ?? ""}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isUntitled && !copy.isPending) copy.mutate();
        }}
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
      </Form>
    </Dialog>
  );
}
