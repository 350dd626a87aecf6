// The names and titles that are offered under a text field. The focus stays in the field; it says which one is meant.
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Avatar } from "../../ui/Avatar.tsx";
import { classes } from "../../ui/classes.ts";
import { kindIcons } from "../../ui/kindIcons.ts";
import styles from "./Composer.module.css";
import type { Suggestion } from "./useSuggestions.ts";

export interface SuggestionListProps {
  id: string;
  label: string;
  offered: readonly Suggestion[];
  active: number;
  onChoose: (suggestion: Suggestion) => void;
}

export function optionId(listId: string, index: number): string {
  return `${listId}-${index}`;
}

export function SuggestionList({ id, label, offered, active, onChoose }: SuggestionListProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [active, offered]);
  return (
    <>
      {offered.length === 0 ? null : (
        <div ref={list} id={id} role="listbox" aria-label={label} className={styles.offered}>
          {offered.map((suggestion, index) => (
            // oxlint-disable-next-line jsx-a11y/interactive-supports-focus, jsx-a11y/click-events-have-key-events -- the focus stays in the field, which has the keys
            <div
              key={suggestion.id}
              id={optionId(id, index)}
              role="option"
              aria-selected={index === active}
              className={classes(styles.option, index === active && styles.active)}
              // The field must not lose the focus.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onChoose(suggestion)}
            >
              <Picture suggestion={suggestion} />
              <span className={styles.optionName}>{suggestion.name}</span>
              <span className={styles.optionDetail}>{suggestion.detail}</span>
            </div>
          ))}
        </div>
      )}
      <output className="unseen">
        {offered.length === 0 ? "" : t("thread.offered", { count: offered.length })}
      </output>
    </>
  );
}

function Picture({ suggestion: { person, kind } }: { suggestion: Suggestion }) {
  if (person !== null) return <Avatar person={person} size="small" />;
  if (kind === null) return null;
  const Icon = kindIcons[kind];
  return <Icon aria-hidden="true" size={18} />;
}
