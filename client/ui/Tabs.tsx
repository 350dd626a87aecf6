// Several sheets in one place, one of them in view.
import type { ReactNode } from "react";
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from "react-aria-components";
import styles from "./Tabs.module.css";

export interface Sheet<T extends string> {
  id: T;
  label: string;
  /** A number that says how much is behind it. */
  count?: number;
  content: ReactNode;
}

export interface TabsProps<T extends string> {
  label: string;
  sheets: readonly Sheet<T>[];
  selected: T;
  onSelect: (id: T) => void;
  /** The selected one has the focus when they appear. */
  isFocusedFirst?: boolean;
}

export function Tabs<T extends string>({
  label,
  sheets,
  selected,
  onSelect,
  isFocusedFirst = false,
}: TabsProps<T>) {
  return (
    <AriaTabs
      ref={isFocusedFirst ? focusSelected : null}
      className={styles.tabs ?? ""}
      selectedKey={selected}
      onSelectionChange={(key) => {
        const chosen = sheets.find((sheet) => sheet.id === key);
        if (chosen !== undefined) onSelect(chosen.id);
      }}
    >
      <TabList aria-label={label} className={styles.list ?? ""}>
        {sheets.map(({ id, label: text, count }) => (
          <Tab key={id} id={id} className={styles.tab ?? ""}>
            {text}
            {count === undefined || count === 0 ? null : (
              <span className={styles.count}>{count}</span>
            )}
          </Tab>
        ))}
      </TabList>
      {sheets.map(({ id, content }) => (
        <TabPanel key={id} id={id} className={styles.panel ?? ""}>
          {content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}

function focusSelected(tabs: HTMLElement | null): void {
  tabs?.querySelector<HTMLElement>("[role=tab][aria-selected=true]")?.focus();
}
