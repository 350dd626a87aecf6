// The words that appear beside a button when it is pointed at or focused. Never the only place where something is said.
import type { ReactElement, ReactNode } from "react";
import { Tooltip, TooltipTrigger } from "react-aria-components";
import styles from "./Hint.module.css";

const DELAY_MS = 500;

export interface HintProps {
  text: ReactNode;
  /** Keys that do the same, as people read them: "Strg+Z". */
  keys?: string | undefined;
  placement?: "top" | "bottom" | "left" | "right";
  /** Something that can be focused. */
  children: ReactElement;
}

export function Hint({ text, keys, placement = "bottom", children }: HintProps) {
  return (
    <TooltipTrigger delay={DELAY_MS} closeDelay={80}>
      {children}
      <Tooltip className={styles.hint ?? ""} placement={placement} offset={6}>
        <span>{text}</span>
        {keys === undefined ? null : <kbd className={styles.keys}>{keys}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  );
}
