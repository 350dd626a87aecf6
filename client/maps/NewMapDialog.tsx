// A new map: its title, and whether it begins empty or with the starter map.
import { FileText, Network } from "lucide-react";
import { useId, useState } from "react";
import { Form, Label, Radio, RadioGroup } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { type CreateMap, MAX_MAP_TITLE_CHARS } from "#shared/maps/api.ts";
import { problemSentence } from "../app/problemSentence.ts";
import { useLanguage } from "../i18n/useLanguage.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { TextField } from "../ui/TextField.tsx";
import { useCreateMap } from "./mapQueries.ts";
import styles from "./NewMapDialog.module.css";

type Beginning = CreateMap["from"];

const icons = { empty: <FileText />, starter: <Network /> };

export function NewMapDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [, navigate] = useLocation();
  const [title, setTitle] = useState("");
  const [from, setFrom] = useState<Beginning>("empty");
  const create = useCreateMap();
  const form = useId();
  const close = () => {
    setTitle("");
    setFrom("empty");
    create.reset();
    onClose();
  };
  const submit = () => {
    if (title.trim() === "" || create.isPending) return;
    create.mutate(
      { title: title.trim(), from, language },
      { onSuccess: (map) => navigate(`/karte/${map.id}`) },
    );
  };
  return (
    <Dialog
      title={t("maps.new")}
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
            isPending={create.isPending}
          >
            {t("maps.create")}
          </Button>
        </>
      }
    >
      <Form
        id={form}
        className={styles.form ?? ""}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextField
          label={t("maps.mapTitle")}
          placeholder={t("maps.titleExample")}
          value={title}
          onChange={setTitle}
          maxLength={MAX_MAP_TITLE_CHARS}
          isFocusedFirst
          error={create.isError ? problemSentence(create.error, t) : undefined}
        />
        <RadioGroup
          className={styles.group ?? ""}
          value={from}
          onChange={(value) => setFrom(value === "starter" ? "starter" : "empty")}
        >
          <Label className={styles.label}>{t("maps.beginWith")}</Label>
          <div className={styles.choices}>
            {(["empty", "starter"] as const).map((id) => (
              <Radio key={id} value={id} className={styles.choice ?? ""}>
                <span className={styles.icon} aria-hidden="true">
                  {icons[id]}
                </span>
                <span className={styles.name}>{t(`maps.from-${id}`)}</span>
                <span className={styles.text}>{t(`maps.from-${id}-text`)}</span>
              </Radio>
            ))}
          </div>
        </RadioGroup>
      </Form>
    </Dialog>
  );
}
