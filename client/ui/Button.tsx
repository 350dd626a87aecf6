// A button with words. `primary` at most once in a view.
import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";
import styles from "./Button.module.css";
import { classes } from "./classes.ts";
import { Spinner } from "./Spinner.tsx";

export interface ButtonProps extends Omit<
  AriaButtonProps,
  "children" | "className" | "style" | "isPending"
> {
  variant?: "primary" | "secondary" | "quiet" | "danger";
  size?: "medium" | "small";
  icon?: ReactNode;
  /** Shows that its work is under way. (React Aria's own announces a button that is gone by then.) */
  isPending?: boolean;
  children: ReactNode;
}

export function Button({
  variant = "secondary",
  size = "medium",
  icon,
  isPending = false,
  children,
  ...rest
}: ButtonProps) {
  return (
    <AriaButton {...rest} className={classes(styles.button, styles[variant], styles[size])}>
      {isPending ? <Spinner size={16} /> : icon}
      <span className={styles.label}>{children}</span>
    </AriaButton>
  );
}
