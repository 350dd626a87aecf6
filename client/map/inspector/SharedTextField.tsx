// A labelled field for a short text that several people may edit at once: titles and labels.
import { useId } from "react";
import type { KeyboardEvent } from "react";
import { isModKey } from "../../app/keyNames.ts";
import fieldStyles from "../../ui/Field.module.css";
import { useShownMap } from "../session/sessionHooks.ts";
import styles from "./Inspector.module.css";
import { useSharedText } from "./useSharedText.ts";

export interface SharedTextFieldProps {
  label: string;
  value: string;
  maxLength: number;
  placeholder?: string;
  /** Which node or link others see me editing. */
  editing?: string;
  write: (text: string, caret: number) => void;
}

export function SharedTextField(props: SharedTextFieldProps) {
  const { label, value, maxLength, placeholder, editing, write } = props;
  const id = useId();
  const { presence, undo } = useShownMap();
  const { ref, ...handlers } = useSharedText(value, write);

  // The browser's own undo knows nothing of what others typed: undo is the map's.
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const native = event.nativeEvent;
    if (native.isComposing) return;
    if (isModKey(native, "z") || isModKey(native, "y")) {
      event.preventDefault();
      event.stopPropagation();
      if (event.shiftKey || isModKey(native, "y")) undo.redo();
      else undo.undo();
    } else if (event.key === "Enter") {
      event.preventDefault();
      event.currentTarget.blur();
    }
  };

  return (
    <div className={fieldStyles.field}>
      <label htmlFor={id} className={fieldStyles.label}>
        {label}
      </label>
      <textarea
        {...handlers}
        ref={ref}
        id={id}
        rows={1}
        maxLength={maxLength}
        placeholder={placeholder}
        className={`${fieldStyles.input} ${styles.sharedText}`}
        onKeyDown={onKeyDown}
        onFocus={() => editing !== undefined && presence.setEditing(editing)}
        onBlur={() => editing !== undefined && presence.setEditing(null)}
      />
    </div>
  );
}
