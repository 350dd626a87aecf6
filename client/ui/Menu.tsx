// A button that opens a list of actions or choices.
import type { ReactElement, ReactNode } from "react";
import {
  Header,
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuSection as AriaMenuSection,
  type MenuSectionProps as AriaMenuSectionProps,
  MenuTrigger,
  Popover,
  Separator,
} from "react-aria-components";
import { Check } from "lucide-react";
import { classes } from "./classes.ts";
import styles from "./Menu.module.css";

export interface MenuProps {
  /** A Button or IconButton. */
  trigger: ReactElement;
  label: string;
  placement?: "bottom start" | "bottom end" | "top start" | "top end";
  children: ReactNode;
}

export function Menu({ trigger, label, placement = "bottom end", children }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className={styles.popover ?? ""} placement={placement} offset={6}>
        <AriaMenu className={styles.menu ?? ""} aria-label={label}>
          {children}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

export interface MenuItemProps {
  id: string;
  label: string;
  icon?: ReactNode;
  keys?: string | undefined;
  isDanger?: boolean;
  isDisabled?: boolean;
  onAction?: () => void;
}

/** In a section with a selection the chosen one bears a tick in place of its icon. */
export function MenuItem({ id, label, icon, keys, isDanger = false, ...rest }: MenuItemProps) {
  return (
    <AriaMenuItem
      {...rest}
      id={id}
      textValue={label}
      className={classes(styles.item, isDanger && styles.danger)}
    >
      {({ isSelected }) => (
        <>
          <span className={styles.icon} aria-hidden="true">
            {isSelected ? <Check /> : icon}
          </span>
          <span>{label}</span>
          {keys === undefined ? null : <kbd className={styles.keys}>{keys}</kbd>}
        </>
      )}
    </AriaMenuItem>
  );
}

export interface MenuSectionProps extends Omit<
  AriaMenuSectionProps<object>,
  "className" | "style" | "children"
> {
  title: string;
  children: ReactNode;
}

export function MenuSection({ title, children, ...rest }: MenuSectionProps) {
  return (
    <AriaMenuSection {...rest} className={styles.section ?? ""}>
      <Header className={styles.title}>{title}</Header>
      {children}
    </AriaMenuSection>
  );
}

export function MenuLine() {
  return <Separator className={styles.line ?? ""} />;
}
