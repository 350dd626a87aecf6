// One thing that is new: what kind it is, what it is of, who did it and when.
import type { TFunction } from "i18next";
import { MessageSquareText } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Anchor } from "#shared/comments/api.ts";
import type { Contributor } from "#shared/versions/api.ts";
import { TimeAgo } from "../app/TimeAgo.tsx";
import { useAnchorName } from "../comments/thread/anchorName.ts";
import { listOf } from "../i18n/times.ts";
import type { Language } from "../i18n/language.ts";
import { useLanguage } from "../i18n/useLanguage.ts";
import item from "../versions/compare/ChangeItem.module.css";
import { lookIcons } from "../versions/compare/lookIcons.ts";
import { fieldNames, personName } from "./changeWords.ts";
import styles from "./LensPanel.module.css";
import type { NewEntry, NewSubject } from "./newSince.ts";

const MAP: Anchor = { on: "map" };

export interface LensEntryProps {
  entry: NewEntry;
  people: readonly Contributor[];
  isCurrent: boolean;
  onGo: () => void;
}

export function LensEntry({ entry, people, isCurrent, onGo }: LensEntryProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { subject, looks, fields, comments, at } = entry;
  const name = useName(subject);
  const who = listOf(
    entry.people.map((id) => personName(id, people, t)),
    language,
  );
  const facts = [
    ...(subject.on === "gone" ? titleWords(subject.titles, language, t) : []),
    ...(fields.length > 0 ? [listOf(fieldNames(fields, t), language)] : []),
    ...(comments > 0 ? [t("changes.newComments", { count: comments })] : []),
  ];
  return (
    <li
      className={item.item}
      aria-current={isCurrent ? "true" : undefined}
      data-new={looks.join(" ")}
    >
      <button type="button" className={styles.entry} onClick={onGo}>
        <span className={item.looks}>
          {looks.map((look) => {
            const Icon = look === "commented" ? MessageSquareText : lookIcons[look];
            return (
              <span key={look} className={item.look} data-look={look}>
                <Icon size={13} strokeWidth={2.5} aria-hidden="true" />
                {t(`changes.look-${look}`)}
              </span>
            );
          })}
        </span>
        <span className={styles.name}>{name}</span>
        {facts.length > 0 ? <span className={styles.facts}>{facts.join(" · ")}</span> : null}
        <span className={item.by}>
          {who} · <TimeAgo at={at} />
        </span>
      </button>
    </li>
  );
}

/** More could not be read at a glance. */
const MAX_TITLES = 12;

function titleWords(titles: readonly string[], language: Language, t: TFunction): string[] {
  if (titles.length === 0) return [];
  const shown = titles.slice(0, MAX_TITLES).map((title) => t("changes.goneTitle", { title }));
  const more = titles.length - shown.length;
  if (more > 0) shown.push(t("changes.goneMore", { count: more }));
  return [listOf(shown, language)];
}

function useName(subject: NewSubject): string {
  const { t } = useTranslation();
  const { name } = useAnchorName(anchorOf(subject), "");
  if (subject.on === "gone") return t("changes.gone", { count: subject.count });
  return subject.on === "map" ? t("changes.mapTitle") : name;
}

function anchorOf(subject: NewSubject): Anchor {
  if (subject.on === "thread") return subject.anchor;
  return subject.on === "node" || subject.on === "link" ? subject : MAP;
}
