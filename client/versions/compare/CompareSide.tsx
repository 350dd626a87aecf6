// The list of changes with what one does with it: stepping, filtering, choosing what is restored.
import { ChevronLeft, ChevronRight, GitCompareArrows, RotateCcw } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { ALL_CHANGES, type ChangeEntry } from "#shared/versions/changeList.ts";
import { factsOf } from "#shared/versions/changeListFacts.ts";
import { saidOf } from "#shared/versions/changeListSentences.ts";
import { keyNames } from "../../app/keyNames.ts";
import { useLanguage } from "../../i18n/useLanguage.ts";
import { useStore } from "../../map/session/useStore.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import type { Chosen } from "../erase/eraseQueries.ts";
import { ChangeEntries } from "./ChangeEntries.tsx";
import { ChangeFilters } from "./ChangeFilters.tsx";
import type { Comparing } from "./Comparing.ts";
import { useCompareWords } from "./compareContext.ts";
import { looksNames } from "./compareWords.ts";
import styles from "./CompareSide.module.css";
import { stepOf, NEXT_KEYS, PREVIOUS_KEYS } from "./stepKeys.ts";

export interface CompareSideProps {
  comparing: Comparing;
  /** null: nothing can be restored from here. */
  onRestore: (() => void) | null;
  /** null: they may not erase anything. */
  onErase: ((chosen: Chosen) => void) | null;
  isPeopleCut: boolean;
  onGo: (entry: ChangeEntry) => void;
}

export function CompareSide(props: CompareSideProps) {
  const { comparing, onRestore, onErase, isPeopleCut, onGo } = props;
  const { t } = useTranslation();
  const { entries } = comparing.list;
  const shown = useStore(comparing.shown);
  if (entries.length === 0) {
    return (
      <div className={styles.side}>
        <EmptyState icon={<GitCompareArrows />} title={t("compare.none")}>
          <p>{t("compare.noneText")}</p>
        </EmptyState>
      </div>
    );
  }
  return (
    <div className={styles.side}>
      <Head comparing={comparing} onGo={onGo} />
      <ChangeFilters comparing={comparing} />
      {shown.length === 0 ? (
        <div className={styles.empty}>
          <p>{t("compare.noneFiltered")}</p>
          <Button size="small" onPress={() => comparing.filter.set(ALL_CHANGES)}>
            {t("compare.resetFilter")}
          </Button>
        </div>
      ) : (
        <ChangeEntries comparing={comparing} isChoosable={onRestore !== null} onGo={onGo} />
      )}
      {isPeopleCut ? <p className={styles.note}>{t("compare.peopleCut")}</p> : null}
      {onRestore === null ? null : (
        <Choosing comparing={comparing} onRestore={onRestore} onErase={onErase} />
      )}
    </div>
  );
}

function Head({ comparing, onGo }: Pick<CompareSideProps, "comparing" | "onGo">) {
  const { t } = useTranslation();
  const language = useLanguage();
  const shown = useStore(comparing.shown);
  const current = useStore(comparing.current);
  const [said, setSaid] = useState("");
  const spoken = useSpoken(comparing);
  const position = shown.findIndex(({ key }) => key === current) + 1;
  const count = comparing.list.entries.length;

  const step = (by: 1 | -1): void => {
    const next = comparing.neighbour(by);
    if (next === undefined) return;
    onGo(next);
    setSaid(spoken(next));
  };
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const by = stepOf(event);
      if (by === null) return;
      event.preventDefault();
      step(by);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  });

  return (
    <div className={styles.head}>
      <h2 className={styles.title}>
        {shown.length === count
          ? t("compare.count", { count })
          : t("compare.countOf", { shown: shown.length, count })}
      </h2>
      <IconButton
        label={t("compare.previous")}
        keys={keyNames(PREVIOUS_KEYS, language)}
        icon={<ChevronLeft />}
        isDisabled={shown.length === 0}
        onPress={() => step(-1)}
      />
      <span className={styles.position}>
        {position === 0 ? "–" : t("compare.step", { position, count: shown.length })}
      </span>
      <IconButton
        label={t("compare.next")}
        keys={keyNames(NEXT_KEYS, language)}
        icon={<ChevronRight />}
        isDisabled={shown.length === 0}
        onPress={() => step(1)}
      />
      <output className="unseen" data-step-said>
        {said}
      </output>
    </div>
  );
}

/** One change in plain words, for those who listen. */
function useSpoken(comparing: Comparing): (entry: ChangeEntry) => string {
  const { t } = useTranslation();
  const words = useCompareWords();
  return (entry) => {
    const shown = comparing.shown.get();
    const { said, by } = saidOf(factsOf(entry, comparing.list.sides), entry.subject.on, words);
    const text = said
      .map((one) => {
        const sentence = one.sentence.map((run) => run.text).join("");
        return one.by === null ? sentence : `${sentence}, ${one.by}`;
      })
      .join(". ");
    return t("compare.stepSaid", {
      position: shown.indexOf(entry) + 1,
      count: shown.length,
      looks: looksNames(t, entry).join(", "),
      subject: words.subject(entry),
      text: by === null ? text : `${text}, ${by}`,
    });
  };
}

interface ChoosingProps extends Pick<CompareSideProps, "comparing" | "onErase"> {
  onRestore: () => void;
}

function Choosing({ comparing, onRestore, onErase }: ChoosingProps) {
  const { t } = useTranslation();
  const chosen = useStore(comparing.chosen);
  const shown = useStore(comparing.shown);
  const entries = [...chosen].flatMap((key) => comparing.entry(key) ?? []);
  const idsOf = (on: "node" | "link"): string[] =>
    entries.flatMap(({ id, subject }) => (subject.on === on ? [id] : []));
  const erasable = { nodes: idsOf("node"), links: idsOf("link") };
  const isAll = shown.length > 0 && shown.every(({ key }) => chosen.has(key));
  return (
    <div className={styles.choosing} {...(chosen.size === 0 ? { "data-none": "" } : {})}>
      <p className={styles.chosen} aria-live="polite">
        {t("compare.chosen", { count: chosen.size })}
      </p>
      <Button
        size="small"
        variant="quiet"
        onPress={() => comparing.choose(isAll ? chosen : shown.map(({ key }) => key), !isAll)}
      >
        {t(isAll ? "compare.chooseNone" : "compare.chooseAll")}
      </Button>
      {onErase === null ? null : (
        <Button
          size="small"
          variant="quiet"
          isDisabled={erasable.nodes.length + erasable.links.length === 0}
          onPress={() => onErase(erasable)}
        >
          {t("erase.ask")}
        </Button>
      )}
      <Button
        size="small"
        variant="primary"
        icon={<RotateCcw size={16} />}
        isDisabled={chosen.size === 0}
        onPress={onRestore}
      >
        {t("compare.restoreChosen")}
      </Button>
    </div>
  );
}
