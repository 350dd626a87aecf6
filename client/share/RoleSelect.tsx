// A role to choose, each with a sentence on what it allows.
import { Check, ChevronDown } from "lucide-react";
import {
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
  Text,
} from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { Role } from "#shared/access/policy.ts";
import { classes } from "../ui/classes.ts";
import field from "../ui/Field.module.css";
import styles from "./RoleSelect.module.css";

/** `none`: for all members together, no role at all. */
export type RoleChoice = Role | "none";

export interface RoleSelectProps<T extends RoleChoice> {
  label: string;
  roles: readonly T[];
  value: T;
  onChange: (role: T) => void;
  /** `line`: in a row of a list, its label is only heard. */
  look?: "field" | "line";
  isDisabled?: boolean;
}

export function RoleSelect<T extends RoleChoice>({
  label,
  roles,
  value,
  onChange,
  look = "field",
  isDisabled = false,
}: RoleSelectProps<T>) {
  const { t } = useTranslation();
  const isLine = look === "line";
  const nameOf = (role: RoleChoice): string => t(`roles.${role}`);
  const textOf = (role: RoleChoice): string => t(`roles.${role}-text`);
  return (
    <Select
      className={classes(field.field, isLine && styles.line)}
      value={value}
      isDisabled={isDisabled}
      onChange={(key) => {
        const chosen = roles.find((role) => role === key);
        if (chosen !== undefined && chosen !== value) onChange(chosen);
      }}
    >
      <Label className={isLine ? "unseen" : field.label}>{label}</Label>
      <Button className={isLine ? classes(styles.quiet) : classes(field.input, field.choice)}>
        <SelectValue className={classes(isLine ? styles.name : field.value)}>
          {nameOf(value)}
        </SelectValue>
        <ChevronDown className={field.chevron} aria-hidden="true" />
      </Button>
      {isLine ? null : (
        <Text slot="description" className={field.description}>
          {textOf(value)}
        </Text>
      )}
      <Popover className={classes(field.popover, styles.popover)} offset={4}>
        <ListBox className={field.list ?? ""}>
          {roles.map((role) => (
            <ListBoxItem
              key={role}
              id={role}
              textValue={nameOf(role)}
              className={classes(field.option, styles.option)}
            >
              {({ isSelected }) => (
                <>
                  <span className={styles.words}>
                    <span>{nameOf(role)}</span>
                    <span className={styles.text}>{textOf(role)}</span>
                  </span>
                  {isSelected ? <Check className={field.tick} aria-hidden="true" /> : null}
                </>
              )}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
