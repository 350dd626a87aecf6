// What is new, as a list beside the map: stepped through, gone to, left with Escape.
import { ChevronLeft, ChevronRight, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { commentsOf } from "../comments/store/commentsOf.ts";
import { panelShown } from "../comments/panel/panelShown.ts";
import { revealAnchor } from "../comments/thread/anchorName.ts";
import { isTyping, keyNames } from "../app/keyNames.ts";
import { useNow } from "../app/useNow.ts";
import { dayAndTime } from "../i18n/times.ts";
import { useLanguage } from "../i18n/useLanguage.ts";
import workspace from "../app/MapWorkspace.module.css";
import { inflate } from "../map/canvas/box.ts";
import { canvasOf } from "../map/canvas/canvasOf.ts";
import type { MapSession } from "../map/session/MapSession.ts";
import { useSession } from "../map/session/sessionHooks.ts";
import { useStore } from "../map/session/useStore.ts";
import { classes } from "../ui/classes.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { NEXT_KEYS, PREVIOUS_KEYS, stepOf } from "../versions/compare/stepKeys.ts";
import { historyShown } from "../versions/panel/historyShown.ts";
import { changeNewsOf } from "./ChangeNews.ts";
import { countWords } from "./changeWords.ts";
import type { Lens } from "./Lens.ts";
import { LensEntry } from "./LensEntry.tsx";
import styles from "./LensPanel.module.css";
import type { NewEntry } from "./newSince.ts";

/** Where comments and inspector stand; on a narrow window a sheet that leaves half of the map. */
export function LensSide({ lens }: { lens: Lens }) {
  const { t } = useTranslation();
  return (
    <aside className={classes(workspace.comments, styles.side)} aria-label={t("changes.sinceLast")}>
      <LensPanel lens={lens} />
    </aside>
  );
}

function LensPanel({ lens }: { lens: Lens }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow();
  const session = useSession();
  const current = useStore(lens.current);
  const heading = useRef<HTMLHeadingElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const { entries } = lens;
  const position = entries.findIndex(({ key }) => key === current) + 1;
  const close = (): void => changeNewsOf(session).close();
  const step = (by: 1 | -1): void => {
    const next = lens.neighbour(by);
    if (next !== undefined) goTo(session, lens, next);
  };

  useEffect(() => heading.current?.focus(), []);
  useAllInView(session, lens);
  useEffect(() => {
    list.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }, [current]);
  useOthersInPlace(session);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const by = stepOf(event);
      if (by !== null) {
        event.preventDefault();
        step(by);
      } else if (event.key === "Escape" && isForLens(session, event)) close();
    };
    window.addEventListener("keydown", onKeyDown, { capture: true });
    return () => window.removeEventListener("keydown", onKeyDown, { capture: true });
  });

  return (
    <div className={styles.panel} data-lens>
      <header className={styles.head}>
        <h2 ref={heading} tabIndex={-1} className={styles.title}>
          {t("changes.sinceWhen", { when: dayAndTime(lens.since, now, language) })}
        </h2>
        <IconButton label={t("changes.close")} keys="Esc" icon={<X />} onPress={close} />
      </header>
      <div className={styles.steps}>
        <p className={styles.counts}>{countWords(entries, language, t)}</p>
        <IconButton
          size="small"
          label={t("changes.previous")}
          keys={keyNames(PREVIOUS_KEYS, language)}
          icon={<ChevronLeft />}
          onPress={() => step(-1)}
        />
        <output className={styles.position}>
          {t("changes.position", {
            position: position === 0 ? "–" : position,
            count: entries.length,
          })}
        </output>
        <IconButton
          size="small"
          label={t("changes.next")}
          keys={keyNames(NEXT_KEYS, language)}
          icon={<ChevronRight />}
          onPress={() => step(1)}
        />
      </div>
      <ul ref={list} className={styles.list}>
        {entries.map((entry) => (
          <LensEntry
            key={entry.key}
            entry={entry}
            people={lens.people}
            isCurrent={entry.key === current}
            onGo={() => goTo(session, lens, entry)}
          />
        ))}
      </ul>
      {lens.isCut ? <p className={styles.note}>{t("changes.cut")}</p> : null}
    </div>
  );
}

/** Brings it into view and selects it; a discussion opens where nothing else is new. */
function goTo(session: MapSession, lens: Lens, { key, subject, looks, threads }: NewEntry): void {
  lens.current.set(key);
  const comments = commentsOf(session);
  if (subject.on === "node" || subject.on === "link") revealAnchor(session, subject);
  else if (subject.on === "thread") revealAnchor(session, subject.anchor);
  const [thread] = threads;
  if (thread !== undefined && looks.every((look) => look === "commented")) comments.open(thread);
  else comments.close();
}

/** Around what is new, in map units. */
const AIR = 60;

/** At first all of it is seen. */
function useAllInView(session: MapSession, lens: Lens): void {
  useEffect(() => {
    const show = (): void => {
      const { links, view } = canvasOf(session);
      const bounds = links.bounds(lens.nodes);
      if (bounds !== null) view?.show(inflate(bounds, AIR));
    };
    // The canvas learns its new width at the end of the first frame.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(show);
    });
    return () => cancelAnimationFrame(frame);
  }, [session, lens]);
}

/** Not while something lies above the map, or is in hand there: that ends first. */
function isForLens(session: MapSession, event: KeyboardEvent): boolean {
  const { tool, editing } = canvasOf(session);
  const isBusy =
    tool.get().mode !== "select" || editing.get() !== null || session.flow.isHolding.get();
  const isCovered = document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]');
  const isReading = commentsOf(session).opened.get() !== null;
  return !isBusy && !isReading && isCovered === null && !isTyping(event.target);
}

/** Whoever asks for comments or versions wants them where this stands. */
function useOthersInPlace(session: MapSession): void {
  useEffect(() => {
    const give = (): void => {
      if (panelShown.get() || historyShown.get()) changeNewsOf(session).close();
    };
    const stops = [panelShown.subscribe(give), historyShown.subscribe(give)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [session]);
}
