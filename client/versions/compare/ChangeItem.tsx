// One change in the list: what kind it is, what it is of, what is different, who did it and when; to be gone to, and to be
// chosen for restoring.
import { memo, useMemo } from "react";
import { Button as AriaButton, Checkbox } from "react-aria-components";
import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ChangeEntry } from "#shared/versions/changeList.ts";
import { factsOf } from "#shared/versions/changeListFacts.ts";
import { saidOf } from "#shared/versions/changeListSentences.ts";
import { useStore } from "../../map/session/useStore.ts";
import type { Comparing } from "./Comparing.ts";
import { useCompareWords } from "./compareContext.ts";
import styles from "./ChangeItem.module.css";
import { lookIcons } from "./lookIcons.ts";
import { SentenceText } from "./SentenceText.tsx";

export interface ChangeItemProps {
  comparing: Comparing;
  entry: ChangeEntry;
  /** Counted from 1, among those of its group. */
  position: number;
  setSize: number;
  isChoosable: boolean;
  onGo: (entry: ChangeEntry) => void;
}

export const ChangeItem = memo(function ChangeItem({
  comparing,
  entry,
  position,
  setSize,
  isChoosable,
  onGo,
}: ChangeItemProps) {
  const { t } = useTranslation();
  const words = useCompareWords();
  const isCurrent = useStore(comparing.current, (key) => key === entry.key);
  const subject = words.subject(entry);
  const { said, by } = useMemo(
    () => saidOf(factsOf(entry, comparing.list.sides), entry.subject.on, words),
    [entry, comparing, words],
  );
  return (
    <li
      className={styles.item}
      data-change-item={entry.key}
      data-look={entry.look}
      aria-setsize={setSize}
      aria-posinset={position}
      aria-current={isCurrent ? "true" : undefined}
    >
      {isChoosable ? <Choice comparing={comparing} entry={entry} subject={subject} /> : null}
      <div className={styles.body}>
        <AriaButton className={styles.subject ?? ""} onPress={() => onGo(entry)}>
          <span className={styles.looks}>
            {entry.looks.map((look) => {
              const Icon = lookIcons[look];
              return (
                <span key={look} className={styles.look} data-look={look}>
                  <Icon size={13} strokeWidth={2.5} aria-hidden="true" />
                  {t(`compare.look-${look}`)}
                </span>
              );
            })}
          </span>
          <span className={styles.name}>{subject}</span>
        </AriaButton>
        <ul className={styles.facts}>
          {said.map((one, index) => (
            <li key={index}>
              <SentenceText sentence={one.sentence} />
              {one.by === null ? null : <span className={styles.by}>, {one.by}</span>}
            </li>
          ))}
        </ul>
        {by === null ? null : <p className={styles.by}>{by}</p>}
      </div>
    </li>
  );
});

function Choice({
  comparing,
  entry,
  subject,
}: Pick<ChangeItemProps, "comparing" | "entry"> & { subject: string }) {
  const { t } = useTranslation();
  const isChosen = useStore(comparing.chosen, (keys) => keys.has(entry.key));
  return (
    <Checkbox
      className={styles.choice ?? ""}
      aria-label={t("compare.choose", { subject })}
      isSelected={isChosen}
      onChange={(chosen) => comparing.choose([entry.key], chosen)}
    >
      <span className={styles.box} aria-hidden="true">
        <Check />
      </span>
    </Checkbox>
  );
}
