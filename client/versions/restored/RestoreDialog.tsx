// Asks before a version is restored, and says what that means for everybody.
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { problemSentence } from "../../app/problemSentence.ts";
import { longDateTime } from "../../i18n/times.ts";
import { useLanguage } from "../../i18n/useLanguage.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import type { VersionDialogProps } from "../panel/EditDialog.tsx";
import styles from "./RestoreDialog.module.css";
import { saysItsDate, versionTitle } from "../panel/versionWords.ts";
import { restore } from "./restore.ts";

export function RestoreDialog({ mapId, version, onClose }: VersionDialogProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [, navigate] = useLocation();
  const restoring = useMutation({
    mutationFn: () => restore(mapId, version, t),
    onSuccess: () => {
      onClose();
      navigate(`/karte/${mapId}`);
    },
  });
  const when = longDateTime(version.at, language);
  return (
    <Dialog
      title={t("versions.restoreTitle")}
      role="alertdialog"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("ui.cancel")}</Button>
          <Button
            variant="primary"
            isPending={restoring.isPending}
            onPress={() => restoring.mutate()}
          >
            {t("versions.restoreDo")}
          </Button>
        </>
      }
    >
      <p>
        {saysItsDate(version)
          ? t("versions.restoreDated", { name: version.name })
          : t("versions.restoreNamed", { name: versionTitle(version, t), when })}
      </p>
      <ul className={styles.list}>
        <li>{t("versions.restoreKept")}</li>
        <li>{t("versions.restoreNobody")}</li>
        <li>{t("versions.restoreStays")}</li>
      </ul>
      {restoring.isError ? (
        <p className={styles.problem} role="alert">
          {problemSentence(restoring.error, t)}
        </p>
      ) : null}
    </Dialog>
  );
}
