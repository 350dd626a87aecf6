// By which name somebody wants to be known here: asked on every way in.
import { useTranslation } from "react-i18next";
import { MAX_PERSON_NAME_CHARS } from "#shared/maps/api.ts";
import { TextField } from "../ui/TextField.tsx";

export interface OwnNameFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
}

export function OwnNameField(props: OwnNameFieldProps) {
  const { t } = useTranslation();
  return (
    <TextField
      {...props}
      description={t("people.nameExplained")}
      maxLength={MAX_PERSON_NAME_CHARS}
      autoComplete="name"
    />
  );
}
