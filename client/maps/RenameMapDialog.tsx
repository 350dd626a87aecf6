// Asks for a map's new title.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { MAX_MAP_TITLE_CHARS, type MapSummary } from "#shared/maps/api.ts";
import { problemSentence } from "../app/problemSentence.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { TextField } from "../ui/TextField.tsx";
import { useRenameMap } from "./mapQueries.ts";

export interface RenameMapDialogProps {
  map: MapSummary;
  isOpen: boolean;
  onClose: () => void;
}

export function RenameMapDialog({ map, isOpen, onClose }: RenameMapDialogProps) {
  const { t } = useTranslation();
  // `null`: not touched yet, shows the title as it is now.
  const [typed, setTyped] = useState<string | null>(null);
  const rename = useRenameMap();
  const title = typed ?? map.title;
  const close = () => {
    setTyped(null);
    rename.reset();
    onClose();
  };
  return (
    <FormDialog
      title={t("maps.renameTitle")}
      isOpen={isOpen}
      onClose={close}
      submit={t("ui.save")}
      onSubmit={() => rename.mutate({ id: map.id, title: title.trim() }, { onSuccess: close })}
      isIncomplete={title.trim() === ""}
      isPending={rename.isPending}
    >
      <TextField
        label={t("maps.mapTitle")}
        value={title}
        onChange={setTyped}
        maxLength={MAX_MAP_TITLE_CHARS}
        isFocusedFirst
        error={rename.isError ? problemSentence(rename.error, t) : undefined}
      />
    </FormDialog>
  );
}
