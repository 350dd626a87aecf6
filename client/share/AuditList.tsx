// Entries of the audit log, newest first, one sentence each under the day it happened.
import { useTranslation } from "react-i18next";
import { clockTime, longDate } from "../i18n/times.ts";
import { useLanguage } from "../i18n/useLanguage.ts";
import styles from "./AuditList.module.css";
import { type AuditEntry, auditSentence } from "./auditSentence.ts";

export interface AuditListProps {
  entries: readonly AuditEntry[];
  /** Names of people that are still known, by id. */
  names: Readonly<Record<string, string>>;
  /** Said beside each sentence, e.g. which map it was; empty: nothing. */
  besides?: (entry: AuditEntry) => string;
}

export function AuditList({ entries, names, besides }: AuditListProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <div className={styles.days}>
      {byDay(entries, (at) => longDate(at, language)).map(([day, ofDay]) => (
        <section key={day} className={styles.day}>
          <h3 className={styles.date}>{day}</h3>
          <ol className={styles.entries}>
            {ofDay.map((entry) => {
              const beside = besides?.(entry) ?? "";
              return (
                <li key={entry.id} className={styles.entry}>
                  <time className={styles.time} dateTime={new Date(entry.at).toISOString()}>
                    {clockTime(entry.at, language)}
                  </time>
                  <span className={styles.words}>
                    {auditSentence(entry, names, t)}
                    {beside === "" ? null : <span className={styles.beside}>{beside}</span>}
                  </span>
                </li>
              );
            })}
          </ol>
        </section>
      ))}
    </div>
  );
}

function byDay(
  entries: readonly AuditEntry[],
  dayOf: (at: number) => string,
): [string, AuditEntry[]][] {
  const days = new Map<string, AuditEntry[]>();
  for (const entry of entries) {
    const day = dayOf(entry.at);
    const ofDay = days.get(day);
    if (ofDay === undefined) days.set(day, [entry]);
    else ofDay.push(entry);
  }
  return [...days];
}
