// The operator's texts while they are written; nothing is sent before it is said to.
import { useState } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { OperatorTexts } from "#shared/people/api.ts";
import { problemSentence } from "../app/problemSentence.ts";
import { OPERATORS_STYLE } from "../legal/OperatorText.tsx";
import { Markdown } from "../ui/Markdown.tsx";
import { Button } from "../ui/Button.tsx";
import { Select } from "../ui/Select.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { TextField } from "../ui/TextField.tsx";
import { toast } from "../ui/toast.ts";
import styles from "./AdminPage.module.css";
import { useSaveTexts } from "./adminQueries.ts";

const TEXTS = ["privacyDe", "privacyEn", "imprintDe", "imprintEn"] as const;
type TextName = (typeof TEXTS)[number];
/** As in the contract. */
const MAX_CHARS = 50_000;
const MAX_OPERATOR_CHARS = 200;
const LINES = 14;

export function TextsForm({ saved }: { saved: OperatorTexts }) {
  const { t } = useTranslation();
  const save = useSaveTexts();
  // What was touched; the rest follows what is saved.
  const [typed, setTyped] = useState<Partial<OperatorTexts>>({});
  const [which, setWhich] = useState<TextName>("privacyDe");
  const [view, setView] = useState<"write" | "preview">("write");
  const texts = { ...saved, ...typed };
  const isChanged = JSON.stringify(texts) !== JSON.stringify(saved);
  const text = texts[which];
  const label = t(`admin.text-${which}`);
  return (
    <Form
      className={styles.form ?? ""}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(texts, {
          onSuccess: () => {
            setTyped({});
            toast({ text: t("admin.saved") });
          },
          onError: (error) => toast({ text: problemSentence(error, t), tone: "danger" }),
        });
      }}
    >
      <TextField
        label={t("admin.operator")}
        placeholder={t("admin.operatorExample")}
        value={texts.operator}
        onChange={(operator) => setTyped({ ...typed, operator })}
        maxLength={MAX_OPERATOR_CHARS}
      />
      <Select
        label={t("admin.which")}
        options={TEXTS.map((id) => ({ id, label: t(`admin.text-${id}`) }))}
        value={which}
        onChange={setWhich}
      />
      <Tabs<"write" | "preview">
        label={label}
        selected={view}
        onSelect={setView}
        sheets={[
          {
            id: "write",
            label: t("admin.write"),
            content: (
              <div className={styles.text}>
                <TextField
                  label={label}
                  value={text}
                  onChange={(value) => setTyped({ ...typed, [which]: value })}
                  maxLength={MAX_CHARS}
                  lines={LINES}
                />
              </div>
            ),
          },
          {
            id: "preview",
            label: t("admin.preview"),
            content: (
              <div className={styles.preview} lang={which.endsWith("De") ? "de" : "en"}>
                {text.trim() === "" ? (
                  <p>{t("admin.nothingWritten")}</p>
                ) : (
                  <Markdown text={text} look={OPERATORS_STYLE} />
                )}
              </div>
            ),
          },
        ]}
      />
      <div className={styles.actions}>
        {isChanged ? <span className={styles.soft}>{t("admin.unsaved")}</span> : null}
        <Button type="submit" variant="primary" isDisabled={!isChanged} isPending={save.isPending}>
          {t("ui.save")}
        </Button>
      </div>
    </Form>
  );
}
