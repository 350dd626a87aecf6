// One version in the history: its picture, what it is called, when and by whom it was kept, who had a part in it.
import { Map as MapIcon } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Contributor } from "#shared/versions/api.ts";
import { clockTime, listOf } from "../../i18n/times.ts";
import { useLanguage } from "../../i18n/useLanguage.ts";
import { AvatarRow } from "../../ui/AvatarRow.tsx";
import { classes } from "../../ui/classes.ts";
import type { RowProps } from "./HeadingRow.tsx";
import type { TimelineRow } from "./timelineRows.ts";
import styles from "./Timeline.module.css";
import { pictureOf } from "./versionRequests.ts";
import { causeWords, contributorName, isAutomatic, versionTitle } from "./versionWords.ts";

export interface VersionRowProps extends RowProps<Extract<TimelineRow, { what: "version" }>> {
  mapId: string;
  people: ReadonlyMap<string, Contributor>;
}

export function VersionRow(props: VersionRowProps) {
  const { mapId, people, row, place, isActive, isShown, onChoose, onFocus } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const { version } = row;
  const title = versionTitle(version, t);
  const savedBy = version.byId === null ? undefined : people.get(version.byId);
  const contributors = version.contributors.flatMap((id) => people.get(id) ?? []);
  const names = contributors.map((person) => contributorName(person, t));
  const facts = [
    clockTime(version.at, language),
    savedBy === undefined ? null : contributorName(savedBy, t),
    version.cause === "saved" || version.name === "" ? null : causeWords(version, t),
  ];
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the tree listens to the keys of all its rows
    <div
      role="treeitem"
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.setSize}
      aria-selected={isShown}
      tabIndex={isActive ? 0 : -1}
      className={classes(
        styles.version,
        isAutomatic(version) && styles.automatic,
        row.level > 2 && styles.folded,
      )}
      style={place}
      title={[title, version.note].filter((words) => words !== "").join("\n")}
      onClick={onChoose}
      onFocus={onFocus}
    >
      <div className={styles.box}>
        <Picture address={pictureOf(mapId, version)} isEmpty={version.nodeCount === 0} />
        <div className={styles.words}>
          <span className={styles.name}>{title}</span>
          <span className={styles.facts}>{facts.filter((fact) => fact !== null).join(" · ")}</span>
          {version.note === "" ? null : <span className={styles.remark}>{version.note}</span>}
          <span className={styles.sum}>
            {names.length === 0 ? null : (
              <AvatarRow
                people={contributors}
                label={t("versions.contributors", { names: listOf(names, language) })}
              />
            )}
            <span className={styles.counts}>
              {t("maps.nodes", { count: version.nodeCount })}
              {" · "}
              {t("maps.links", { count: version.linkCount })}
            </span>
          </span>
        </div>
      </div>
    </div>
  );
}

function Picture({ address, isEmpty }: { address: string; isEmpty: boolean }) {
  const [isMissing, setMissing] = useState(false);
  return (
    <span className={styles.picture}>
      {isEmpty || isMissing ? (
        <MapIcon className={styles.noPicture} aria-hidden="true" />
      ) : (
        <img
          className={styles.image}
          src={address}
          alt=""
          loading="lazy"
          onError={() => setMissing(true)}
        />
      )}
    </span>
  );
}
