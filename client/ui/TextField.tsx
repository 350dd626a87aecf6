// A labelled field for words, on one line or several.
import type { Ref } from "react";
import {
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from "react-aria-components";
import styles from "./Field.module.css";

export interface TextFieldProps extends Omit<
  AriaTextFieldProps,
  "children" | "className" | "style"
> {
  label: string;
  description?: string | undefined;
  /** Why the value cannot be taken; marks the field as invalid. */
  error?: string | undefined;
  placeholder?: string;
  /** More than one: a field that takes line breaks. */
  lines?: number;
  inputRef?: Ref<HTMLInputElement>;
  /** In a dialog: where to write at once. (Elsewhere focus is moved only by the person.) */
  isFocusedFirst?: boolean;
}

export function TextField({
  label,
  description,
  error,
  placeholder,
  lines = 1,
  inputRef,
  isFocusedFirst = false,
  ...rest
}: TextFieldProps) {
  const hint = placeholder === undefined ? {} : { placeholder };
  return (
    <AriaTextField
      {...rest}
      {...(isFocusedFirst ? { autoFocus: true } : {})}
      isInvalid={error !== undefined}
      className={styles.field ?? ""}
    >
      <Label className={styles.label}>{label}</Label>
      {lines > 1 ? (
        <TextArea {...hint} rows={lines} className={styles.input ?? ""} />
      ) : (
        <Input {...hint} ref={inputRef ?? null} className={styles.input ?? ""} />
      )}
      {description === undefined ? null : (
        <Text slot="description" className={styles.description}>
          {description}
        </Text>
      )}
      <FieldError className={styles.error ?? ""}>{error}</FieldError>
    </AriaTextField>
  );
}
