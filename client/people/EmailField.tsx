// A mail address.
import { useTranslation } from "react-i18next";
import { TextField } from "../ui/TextField.tsx";

export interface EmailFieldProps {
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
  description?: string | undefined;
  /** For the browser's own suggestions; `webauthn`: passkeys are among them. */
  autoComplete?: "email" | "username" | "username webauthn";
  label?: string;
}

export function EmailField({ autoComplete = "email", label, ...rest }: EmailFieldProps) {
  const { t } = useTranslation();
  return (
    <TextField
      {...rest}
      label={label ?? t("entry.email")}
      type="email"
      inputMode="email"
      autoComplete={autoComplete}
      autoCorrect="off"
      spellCheck="false"
      maxLength={254}
    />
  );
}
