// The controls of playing back: where one is, in words and on the track, and how to go on. Knows no canvas.
import { CloudOff, Pause, Play, SkipBack, SkipForward } from "lucide-react";
import { useEffect, useRef, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { Radio, RadioGroup } from "react-aria-components";
import type { Contributor } from "#shared/versions/api.ts";
import { problemSentence } from "../../app/problemSentence.ts";
import { useLanguage } from "../../i18n/useLanguage.ts";
import { Button } from "../../ui/Button.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { CourseSlider } from "./CourseSlider.tsx";
import { type Course, shownAt, type Speed, SPEEDS } from "./course.ts";
import styles from "./Player.module.css";
import { stepWords, stopWords } from "./playWords.ts";
import type { Step } from "./stepMarks.ts";
import type { Player as PlayerState } from "./usePlayer.ts";

export interface PlayerProps {
  course: Course;
  people: ReadonlyMap<string, Contributor>;
  player: PlayerState;
  /** What differs from the version before; null: not on the canvas yet. */
  step: Step | null;
  error: unknown;
  onRetry: () => void;
}

export function Player({ course, people, player, step, error, onRetry }: PlayerProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { at, isPlaying, isCalm } = player;
  const words = { t, language, people };
  const stop = course.stops[at];
  const index = shownAt(course, at);
  const seen = course.stops[course.shown[index] ?? -1];
  const isLast = at >= course.stops.length - 1;
  const root = useRef<HTMLElement>(null);
  useEffect(() => {
    root.current?.querySelector<HTMLElement>("input[type=range]")?.focus();
  }, []);
  if (stop === undefined || seen === undefined) return null;

  const stopText = stopWords(stop, words);
  const seenText = stopWords(seen, words);
  const stepText = index === 0 ? t("play.first") : stepWords(step, words);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!(event.target instanceof HTMLInputElement) || event.target.type !== "range") return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === " ") player.press();
    else if (event.key === "PageUp") player.step(1);
    else if (event.key === "PageDown") player.step(-1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <section
      ref={root}
      className={styles.player}
      aria-label={t("play.title")}
      onKeyDownCapture={onKeyDown}
    >
      <div className={styles.words}>
        <p className={styles.seen}>{seenText}</p>
        <p className={styles.passing}>{stop === seen ? stepText : stopText}</p>
        <p className={styles.count}>
          {seen.what === "now"
            ? null
            : t("play.position", { number: index + 1, count: course.shown.length - 1 })}
        </p>
      </div>
      {/* What the slider does not say itself. */}
      <p className="unseen" role="status">
        {stop === seen && step !== null ? t("play.said", { stop: seenText, step: stepText }) : ""}
      </p>
      <div className={styles.controls}>
        <div className={styles.buttons}>
          <IconButton
            label={t("play.previous")}
            icon={<SkipBack />}
            hintPlacement="top"
            isDisabled={at === 0}
            onPress={() => player.step(-1)}
          />
          {isCalm ? (
            <Button icon={<SkipForward size={18} />} isDisabled={isLast} onPress={player.press}>
              {t("play.next")}
            </Button>
          ) : (
            <>
              <Button
                variant="primary"
                icon={isPlaying ? <Pause size={18} /> : <Play size={18} />}
                onPress={player.press}
              >
                {t(isPlaying ? "play.pause" : "play.play")}
              </Button>
              <IconButton
                label={t("play.next")}
                icon={<SkipForward />}
                hintPlacement="top"
                isDisabled={isLast}
                onPress={() => player.step(1)}
              />
            </>
          )}
        </div>
        <CourseSlider course={course} at={at} text={stopText} onChange={player.goTo} />
        {isCalm ? null : <Speeds speed={player.speed} onChange={player.setSpeed} />}
      </div>
      {error === null ? null : (
        <p className={styles.problem} role="alert">
          <CloudOff aria-hidden="true" />
          {problemSentence(error, t)}
          <Button size="small" onPress={onRetry}>
            {t("ui.retry")}
          </Button>
        </p>
      )}
    </section>
  );
}

function Speeds({ speed, onChange }: { speed: Speed; onChange: (speed: Speed) => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const format = new Intl.NumberFormat(language);
  return (
    <RadioGroup
      className={styles.speeds ?? ""}
      aria-label={t("play.speed")}
      orientation="horizontal"
      value={String(speed)}
      onChange={(value) => {
        const chosen = SPEEDS.find((one) => String(one) === value);
        if (chosen !== undefined) onChange(chosen);
      }}
    >
      {SPEEDS.map((one) => (
        <Radio key={one} value={String(one)} className={styles.speed ?? ""}>
          {t("play.times", { number: format.format(one) })}
        </Radio>
      ))}
    </RadioGroup>
  );
}
