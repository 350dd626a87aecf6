// Something that is agreed to, or not. (A switch takes effect at once; this waits for the form to be sent.)
import { Check } from "lucide-react";
import { type ReactNode, useId } from "react";
import { Checkbox as AriaCheckbox } from "react-aria-components";
import styles from "./Checkbox.module.css";
import fieldStyles from "./Field.module.css";

export interface CheckboxProps {
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
  /** Why it cannot stay as it is. */
  error?: string | undefined;
  children: ReactNode;
}

export function Checkbox({ isSelected, onChange, error, children }: CheckboxProps) {
  const errorId = useId();
  const described = error === undefined ? {} : { "aria-describedby": errorId };
  return (
    <div className={fieldStyles.field}>
      <AriaCheckbox
        {...described}
        className={styles.checkbox ?? ""}
        isSelected={isSelected}
        onChange={onChange}
        isInvalid={error !== undefined}
      >
        <span className={styles.box} aria-hidden="true">
          <Check />
        </span>
        <span>{children}</span>
      </AriaCheckbox>
      {error === undefined ? null : (
        <p id={errorId} className={fieldStyles.error}>
          {error}
        </p>
      )}
    </div>
  );
}
