// A menu that opens at a point of the window rather than at a button.
import { useRef, type ReactNode } from "react";
import { Menu, Popover } from "react-aria-components";
import menuStyles from "../../ui/Menu.module.css";
import type { Point } from "#shared/protocol/presence.ts";
import styles from "./MapCanvas.module.css";

export interface PopoverAtProps {
  /** In pixels of the window; null: closed. */
  at: Point | null;
  label: string;
  onClose: () => void;
  children: ReactNode;
}

export function PopoverAt({ at, label, onClose, children }: PopoverAtProps) {
  const anchor = useRef<HTMLSpanElement>(null);
  return (
    <>
      <span
        ref={anchor}
        className={styles.anchor}
        style={at === null ? {} : { left: at.x, top: at.y }}
      />
      <Popover
        className={menuStyles.popover ?? ""}
        triggerRef={anchor}
        isOpen={at !== null}
        onOpenChange={(isOpen) => {
          if (!isOpen) onClose();
        }}
        placement="bottom start"
        offset={4}
      >
        <Menu
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- a menu takes the focus when it opens
          autoFocus="first"
          className={menuStyles.menu ?? ""}
          aria-label={label}
          onClose={onClose}
        >
          {children}
        </Menu>
      </Popover>
    </>
  );
}
