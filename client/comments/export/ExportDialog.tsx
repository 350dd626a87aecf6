// Asks in which form the comments are wanted as a file, and fetches it. What stands under whose name is said before.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  EXPORT_FORMATS,
  EXPORT_STATES,
  type ExportFormat,
  type ExportState,
} from "#shared/comments/api.ts";
import { useLanguage } from "../../i18n/useLanguage.ts";
import { useSession } from "../../map/session/sessionHooks.ts";
import { useStore } from "../../map/session/useStore.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Select } from "../../ui/Select.tsx";
import { act } from "../thread/act.ts";
import { exportComments } from "./exportComments.ts";
import { exportShown } from "./exportShown.ts";

export function ExportDialog() {
  const { t } = useTranslation();
  const language = useLanguage();
  const session = useSession();
  const isOpen = useStore(exportShown);
  const [format, setFormat] = useState<ExportFormat>("xlsx");
  const [state, setState] = useState<ExportState>("all");
  const [isPending, setPending] = useState(false);
  const close = (): void => exportShown.set(false);
  const save = async (): Promise<void> => {
    setPending(true);
    const named = { language, suffix: t("comments.title") };
    const isDone = await act(exportComments(session, { format, state }, named), t);
    setPending(false);
    if (isDone) close();
  };
  return (
    <Dialog
      title={t("comments.exportTitle")}
      isOpen={isOpen}
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{t("ui.cancel")}</Button>
          <Button variant="primary" isPending={isPending} onPress={() => void save()}>
            {t("comments.exportSave")}
          </Button>
        </>
      }
    >
      <p>{t("comments.exportText")}</p>
      <Select
        label={t("comments.exportState")}
        value={state}
        onChange={setState}
        options={EXPORT_STATES.map((id) => ({ id, label: t(`comments.filter-${id}`) }))}
      />
      <Select
        label={t("comments.exportFormat")}
        value={format}
        onChange={setFormat}
        options={EXPORT_FORMATS.map((id) => ({ id, label: t(`comments.format-${id}`) }))}
      />
    </Dialog>
  );
}
