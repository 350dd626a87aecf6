// A switch: on or off, at once.
import type { ReactNode } from "react";
import { Switch } from "react-aria-components";
import styles from "./Field.module.css";

export interface ToggleProps {
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
  isDisabled?: boolean;
  children: ReactNode;
}

export function Toggle({ isSelected, onChange, isDisabled = false, children }: ToggleProps) {
  return (
    <Switch
      className={styles.toggle ?? ""}
      isSelected={isSelected}
      onChange={onChange}
      isDisabled={isDisabled}
    >
      <span className={styles.track} aria-hidden="true" />
      {children}
    </Switch>
  );
}
