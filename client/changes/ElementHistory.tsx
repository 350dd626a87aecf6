// Who made the selected node or link, who changed what of it since, and when. Folded; asked for only while it is open.
import type { TFunction } from "i18next";
import { useQuery } from "@tanstack/react-query";
import { ChevronDown, CloudOff } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { Touches } from "#shared/versions/api.ts";
import { problemSentence } from "../app/problemSentence.ts";
import { clockTime, listOf, longDate, longDateTime } from "../i18n/times.ts";
import type { Language } from "../i18n/language.ts";
import { useLanguage } from "../i18n/useLanguage.ts";
import { useIsOpenMap, useSession } from "../map/session/sessionHooks.ts";
import { Value } from "../map/session/Store.ts";
import { useStore } from "../map/session/useStore.ts";
import { Spinner } from "../ui/Spinner.tsx";
import { elementChangesQuery } from "./changeQueries.ts";
import { fieldNames, personName } from "./changeWords.ts";
import styles from "./ElementHistory.module.css";
import { originOf, type Sitting, sittingsOf } from "./sittings.ts";

/** Lasts as long as the page: who looks at the history of one element often looks at the next one's. */
const isUnfolded = new Value(false);

export function ElementHistory({ id }: { id: string }) {
  return useIsOpenMap() ? <Folded id={id} /> : null;
}

function Folded({ id }: { id: string }) {
  const { t } = useTranslation();
  const isOpen = useStore(isUnfolded);
  const content = useId();
  return (
    <section className={styles.history}>
      <h3 className={styles.heading}>
        <button
          type="button"
          className={styles.fold}
          aria-expanded={isOpen}
          aria-controls={content}
          onClick={() => isUnfolded.set(!isOpen)}
        >
          <ChevronDown aria-hidden="true" />
          {t("changes.history")}
        </button>
      </h3>
      <div id={content} hidden={!isOpen} data-element-history>
        {isOpen ? <Content id={id} /> : null}
      </div>
    </section>
  );
}

function Content({ id }: { id: string }) {
  const { t } = useTranslation();
  const { mapId, status } = useSession();
  const isLive = useStore(status, ({ phase }) => phase === "live");
  const { data, error } = useQuery({ ...elementChangesQuery(mapId, id), enabled: isLive });
  return (
    <>
      {isLive ? null : (
        <p className={styles.note}>
          <CloudOff aria-hidden="true" />
          {data === undefined ? t("changes.offline") : t("changes.stale")}
        </p>
      )}
      {data === undefined ? (
        isLive && error === null ? (
          <Spinner />
        ) : isLive ? (
          <p className={styles.note}>{problemSentence(error, t)}</p>
        ) : null
      ) : (
        <History {...data} />
      )}
    </>
  );
}

function History({ touches, people, isCut }: Touches) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { created, changed } = originOf(touches);
  const name = (personId: string | null): string => personName(personId, people, t);
  const said = (touch: { personId: string | null; at: number }) => ({
    name: name(touch.personId),
    when: longDateTime(touch.at, language),
  });
  return (
    <div className={styles.content}>
      <p>
        {created === null ? t("changes.createdBefore") : t("changes.created", said(created))}
        {changed === null ? null : ` ${t("changes.changed", said(changed))}`}
      </p>
      <ol className={styles.sittings}>
        {sittingsOf(touches).map((sitting) => (
          <li key={`${sitting.at} ${sitting.personId ?? ""}`} className={styles.sitting}>
            <span className={styles.name}>{name(sitting.personId)}</span>
            <span>{whatWords(sitting, language, t)}</span>
            <time className={styles.time} dateTime={new Date(sitting.at).toISOString()}>
              {whenWords(sitting, language)}
            </time>
          </li>
        ))}
      </ol>
      {isCut ? <p className={styles.note}>{t("changes.cut")}</p> : null}
    </div>
  );
}

function whatWords({ what }: Sitting, language: Language, t: TFunction): string {
  const fields = what.filter((one) => one !== "created" && one !== "deleted");
  const words = [
    ...(what.includes("created") ? [t("changes.wasCreated")] : []),
    ...(what.includes("deleted") ? [t("changes.wasDeleted")] : []),
    ...(fields.length > 0
      ? [
          t("changes.wasChanged", {
            fields: listOf(fieldNames(fields, t), language),
          }),
        ]
      : []),
  ];
  return words.join("; ");
}

/** "12. März 2026 um 14:05", and until when, where it took longer. */
function whenWords({ from, at }: Sitting, language: Language): string {
  const [began, ended] = [longDateTime(from, language), longDateTime(at, language)];
  if (began === ended) return ended;
  const isSameDay = longDate(from, language) === longDate(at, language);
  return `${began} – ${isSameDay ? clockTime(at, language) : ended}`;
}
