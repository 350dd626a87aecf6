// A button with an icon alone: its label is its name and its hint.
import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";
import { classes } from "./classes.ts";
import { Hint } from "./Hint.tsx";
import styles from "./IconButton.module.css";

export interface IconButtonProps extends Omit<
  AriaButtonProps,
  "children" | "className" | "style" | "aria-label"
> {
  label: string;
  icon: ReactNode;
  /** Keys that do the same, shown in the hint. */
  keys?: string | undefined;
  /** For something that is on or off. */
  isSelected?: boolean;
  size?: "medium" | "small";
  hintPlacement?: "top" | "bottom" | "left" | "right";
}

export function IconButton({
  label,
  icon,
  keys,
  isSelected,
  size = "medium",
  hintPlacement = "bottom",
  ...rest
}: IconButtonProps) {
  const pressed = isSelected === undefined ? {} : { "aria-pressed": isSelected };
  return (
    <Hint text={label} keys={keys} placement={hintPlacement}>
      <AriaButton
        {...rest}
        {...pressed}
        aria-label={label}
        className={classes(styles.button, styles[size], isSelected === true && styles.selected)}
      >
        {icon}
      </AriaButton>
    </Hint>
  );
}
