// A new map: its title, and whether it begins empty or with the starter map.
import { FileText, Network } from "lucide-react";
import { useState } from "react";
import { Label, Radio, RadioGroup } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { type CreateMap, MAX_MAP_TITLE_CHARS } from "#shared/maps/api.ts";
import { problemSentence } from "../app/problemSentence.ts";
import { useLanguage } from "../i18n/useLanguage.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
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
  const close = () => {
    setTitle("");
    setFrom("empty");
    create.reset();
    onClose();
  };
  const submit = () => {
    create.mutate(
      { title: title.trim(), from, language },
      { onSuccess: (map) => navigate(`/karte/${map.id}`) },
    );
  };
  return (
    <FormDialog
      title={t("maps.new")}
      isOpen={isOpen}
      onClose={close}
      submit={t("maps.create")}
      onSubmit={submit}
      isIncomplete={title.trim() === ""}
      isPending={create.isPending}
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
    </FormDialog>
  );
}
