// One of several, in a labelled field that opens a list.
import { Check, ChevronsUpDown } from "lucide-react";
import type { ReactNode } from "react";
import {
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
} from "react-aria-components";
import { classes } from "./classes.ts";
import styles from "./Field.module.css";

export interface SelectOption<T extends string> {
  id: T;
  label: string;
  icon?: ReactNode;
}

export interface SelectProps<T extends string> {
  label: string;
  options: readonly SelectOption<T>[];
  value: T | null;
  onChange: (value: T) => void;
  /** Shown while nothing is chosen. */
  placeholder?: string;
  isDisabled?: boolean;
}

export function Select<T extends string>({
  label,
  options,
  value,
  onChange,
  placeholder,
  isDisabled = false,
}: SelectProps<T>) {
  return (
    <AriaSelect
      className={styles.field ?? ""}
      value={value}
      isDisabled={isDisabled}
      {...(placeholder === undefined ? {} : { placeholder })}
      onChange={(key) => {
        const chosen = options.find((option) => option.id === key);
        if (chosen !== undefined) onChange(chosen.id);
      }}
    >
      <Label className={styles.label}>{label}</Label>
      <Button className={classes(styles.input, styles.choice)}>
        <SelectValue className={styles.value ?? ""} />
        <ChevronsUpDown className={styles.chevron} aria-hidden="true" />
      </Button>
      <Popover className={styles.popover ?? ""} offset={4}>
        <ListBox className={styles.list ?? ""}>
          {options.map(({ id, label: text, icon }) => (
            <ListBoxItem key={id} id={id} textValue={text} className={styles.option ?? ""}>
              {({ isSelected }) => (
                <>
                  {icon}
                  <span>{text}</span>
                  {isSelected ? <Check className={styles.tick} aria-hidden="true" /> : null}
                </>
              )}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
