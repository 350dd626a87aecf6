// The map itself, while nothing is selected: its title, what is on it, what it lacks, how to begin.
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { findGaps } from "#shared/map/gaps.ts";
import { NODE_KINDS } from "#shared/map/kinds.ts";
import { setMapTitle } from "#shared/map/edit.ts";
import { MAX_TITLE_CHARS, type NodeId } from "#shared/map/schema.ts";
import { keyNames } from "../../app/keyNames.ts";
import { requestReveal } from "../../app/revealRequests.ts";
import { useLanguage } from "../../i18n/useLanguage.ts";
import { kindIcons } from "../../ui/kindIcons.ts";
import { useMapTitle, useMay, useShownMap } from "../session/sessionHooks.ts";
import { useSettled } from "../session/useSettled.ts";
import styles from "./Inspector.module.css";
import { SharedTextField } from "./SharedTextField.tsx";

const GAP_NAMES = ["questionsWithoutThesis", "contestedTheses", "unlinked"] as const;
const SETTLE_MS = 300;
const HINTS = ["makeNode", "makeLink", "find"] as const;

export function MapFacts() {
  const { t } = useTranslation();
  const session = useShownMap();
  const mayChange = useMay("map.change");
  const title = useMapTitle();
  const language = useLanguage();
  return (
    <section className={styles.panel} aria-labelledby="inspector-title">
      <h2 id="inspector-title" className={styles.title}>
        {t("inspector.map")}
      </h2>
      {mayChange ? (
        <SharedTextField
          label={t("inspector.title")}
          value={title}
          maxLength={MAX_TITLE_CHARS}
          write={(text, caret) => setMapTitle(session.merging("map title"), text, caret)}
        />
      ) : (
        <p className={styles.readTitle}>{title}</p>
      )}
      <Contents />
      {mayChange ? (
        <section>
          <h3 className={styles.subtitle}>{t("inspector.howToBegin")}</h3>
          <ul className={styles.hints}>
            {HINTS.map((hint) => (
              <li key={hint}>
                {t(`inspector.hint_${hint}`, { keys: keyNames("Mod+K", language) })}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </section>
  );
}

/** Counts and gaps may lag behind what is typed and moved on the map. */
function Contents() {
  const { t } = useTranslation();
  const { content, flow } = useShownMap();
  const all = useSettled(content.all, SETTLE_MS);
  const counts = useMemo(() => {
    const byKind = new Map<string, NodeId[]>();
    for (const { id, kind } of all.nodes.values()) {
      const ids = byKind.get(kind);
      if (ids === undefined) byKind.set(kind, [id]);
      else ids.push(id);
    }
    return byKind;
  }, [all]);
  const gaps = useMemo(() => findGaps(all), [all]);
  const show = (nodes: readonly NodeId[]) => {
    flow.select({ nodes });
    requestReveal({ nodes });
  };
  return (
    <>
      <section>
        <h3 className={styles.subtitle}>{t("inspector.onTheMap")}</h3>
        <p className={styles.soft}>
          {t("inspector.nodeCount", { count: all.nodes.size })}
          {" · "}
          {t("inspector.linkCount", { count: all.links.size })}
        </p>
        <ul className={styles.counts}>
          {NODE_KINDS.flatMap((kind) => {
            const ids = counts.get(kind);
            if (ids === undefined) return [];
            const Icon = kindIcons[kind];
            return (
              <li key={kind}>
                <button type="button" className={styles.count} onClick={() => show(ids)}>
                  <Icon aria-hidden="true" size={18} />
                  <span>{t(`nodeKinds.${kind}`)}</span>
                  <span className={styles.number}>{ids.length}</span>
                </button>
              </li>
            );
          })}
        </ul>
      </section>
      {all.nodes.size > 0 ? (
        <section>
          <h3 className={styles.subtitle}>{t("inspector.gaps")}</h3>
          <ul className={styles.counts}>
            {GAP_NAMES.map((gap) => (
              <li key={gap}>
                {gaps[gap].length === 0 ? (
                  <p className={styles.soft}>{t(`inspector.gap_${gap}`, { count: 0 })}</p>
                ) : (
                  <button type="button" className={styles.count} onClick={() => show(gaps[gap])}>
                    <span>{t(`inspector.gap_${gap}`, { count: gaps[gap].length })}</span>
                  </button>
                )}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}
