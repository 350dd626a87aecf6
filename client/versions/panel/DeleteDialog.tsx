// Asks before a version is deleted, and goes back to the map as it is.
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import type { Version } from "#shared/versions/api.ts";
import { problemSentence } from "../../app/problemSentence.ts";
import { longDateTime } from "../../i18n/times.ts";
import { useLanguage } from "../../i18n/useLanguage.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { toast } from "../../ui/toast.ts";
import type { VersionDialogProps } from "./EditDialog.tsx";
import { refreshVersions } from "./versionQueries.ts";
import { deleteVersion } from "./versionRequests.ts";
import { saysItsDate, versionTitle } from "./versionWords.ts";

export function DeleteDialog({ mapId, version, onClose }: VersionDialogProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [, navigate] = useLocation();
  const remove = (): void => {
    onClose();
    // First away from it: nobody looks at what is not there any more.
    navigate(`/karte/${mapId}`);
    void deleteNow(mapId, version, t);
  };
  const when = longDateTime(version.at, language);
  return (
    <Dialog
      title={t("versions.deleteTitle")}
      role="alertdialog"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("ui.cancel")}</Button>
          <Button variant="danger" onPress={remove}>
            {t("versions.deleteDo")}
          </Button>
        </>
      }
    >
      <p>
        {saysItsDate(version)
          ? t("versions.deleteDated", { name: version.name })
          : t("versions.deleteText", { name: versionTitle(version, t), when })}
      </p>
    </Dialog>
  );
}

async function deleteNow(mapId: string, { id }: Version, t: TFunction): Promise<void> {
  try {
    await deleteVersion(mapId, id);
    toast({ text: t("versions.deleted") });
    await refreshVersions(mapId);
  } catch (error) {
    toast({ text: problemSentence(error, t), tone: "danger" });
  }
}
