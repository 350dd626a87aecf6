// Words to take along: shown, selected with a click, copied with a button; by hand where the browser forbids that.
import { Check, Copy } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/Button.tsx";
import { TextField } from "../ui/TextField.tsx";
import styles from "./CopyField.module.css";

export interface CopyFieldProps {
  label: string;
  value: string;
  /** The one thing to do next. */
  isPrimary?: boolean;
}

export function CopyField({ label, value, isPrimary = false }: CopyFieldProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [outcome, setOutcome] = useState<"copied" | "byHand" | null>(null);
  const copy = async (): Promise<void> => {
    try {
      // Missing on pages that are not secure (plain http from another machine).
      await navigator.clipboard.writeText(value);
      setOutcome("copied");
    } catch {
      input.current?.focus();
      input.current?.select();
      setOutcome("byHand");
    }
  };
  return (
    <div className={styles.copy}>
      <div className={styles.row}>
        <TextField
          label={label}
          value={value}
          isReadOnly
          inputRef={input}
          onFocus={() => input.current?.select()}
        />
        <Button
          variant={isPrimary ? "primary" : "secondary"}
          icon={outcome === "copied" ? <Check size={18} /> : <Copy size={18} />}
          onPress={() => void copy()}
        >
          {t(outcome === "copied" ? "share.copied" : "share.copy")}
        </Button>
      </div>
      <output className={outcome === "byHand" ? styles.byHand : "unseen"}>
        {outcome === "byHand" ? t("share.copyByHand") : null}
        {outcome === "copied" ? t("share.copiedLong", { what: label }) : null}
      </output>
    </div>
  );
}
