// A password, unseen unless one asks to see it: on a phone nobody types ten letters blindly.
import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { FieldError, Input, Label, Text, TextField } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { IconButton } from "../ui/IconButton.tsx";
import fieldStyles from "../ui/Field.module.css";
import styles from "./PasswordField.module.css";

export interface PasswordFieldProps {
  label: string;
  /** For the browser's own keeper of passwords. */
  use: "current" | "new" | "other";
  value: string;
  onChange: (value: string) => void;
  description?: string | undefined;
  error?: string | undefined;
}

const AUTOCOMPLETE = {
  current: "current-password",
  new: "new-password",
  // A link's password is nobody's own.
  other: "off",
} as const;

export function PasswordField({
  label,
  use,
  value,
  onChange,
  description,
  error,
}: PasswordFieldProps) {
  const { t } = useTranslation();
  const [isSeen, setSeen] = useState(false);
  return (
    <TextField
      className={fieldStyles.field ?? ""}
      type={isSeen ? "text" : "password"}
      autoComplete={AUTOCOMPLETE[use]}
      autoCorrect="off"
      spellCheck="false"
      value={value}
      onChange={onChange}
      maxLength={256}
      isInvalid={error !== undefined}
    >
      <Label className={fieldStyles.label}>{label}</Label>
      <div className={styles.row}>
        <Input className={fieldStyles.input ?? ""} autoCapitalize="none" />
        <IconButton
          label={t(isSeen ? "entry.hidePassword" : "entry.showPassword")}
          icon={isSeen ? <EyeOff /> : <Eye />}
          onPress={() => setSeen(!isSeen)}
        />
      </div>
      {description === undefined ? null : (
        <Text slot="description" className={fieldStyles.description}>
          {description}
        </Text>
      )}
      <FieldError className={fieldStyles.error ?? ""}>{error}</FieldError>
    </TextField>
  );
}
