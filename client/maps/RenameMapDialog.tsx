// Asks for a map's new title.
import { useId, useState } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { MAX_MAP_TITLE_CHARS, type MapSummary } from "#shared/maps/api.ts";
import { problemSentence } from "../app/problemSentence.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
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
  const form = useId();
  const title = typed ?? map.title;
  const close = () => {
    setTyped(null);
    rename.reset();
    onClose();
  };
  return (
    <Dialog
      title={t("maps.renameTitle")}
      isOpen={isOpen}
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{t("ui.cancel")}</Button>
          <Button
            variant="primary"
            type="submit"
            form={form}
            isDisabled={title.trim() === ""}
            isPending={rename.isPending}
          >
            {t("ui.save")}
          </Button>
        </>
      }
    >
      <Form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (title.trim() === "") return;
          rename.mutate({ id: map.id, title: title.trim() }, { onSuccess: close });
        }}
      >
        <TextField
          label={t("maps.mapTitle")}
          value={title}
          onChange={setTyped}
          maxLength={MAX_MAP_TITLE_CHARS}
          isFocusedFirst
          error={rename.isError ? problemSentence(rename.error, t) : undefined}
        />
      </Form>
    </Dialog>
  );
}
