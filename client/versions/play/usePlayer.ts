// Where on the course one is, and whether it goes on by itself. Whoever wants no motion steps.
import { useEffect, useState, useSyncExternalStore } from "react";
import { type Course, neighbour, placeOf, shownKeyAt, type Speed, stayMs } from "./course.ts";

export interface Player {
  at: number;
  isPlaying: boolean;
  speed: Speed;
  isCalm: boolean;
  goTo: (at: number) => void;
  /** To the version before or after; stops playing. */
  step: (way: 1 | -1) => void;
  /** Plays or pauses; who wants no motion goes to the next version. */
  press: () => void;
  setSpeed: (speed: Speed) => void;
}

/** @param drawnKey of the stop that is on the canvas: playing waits for what is asked for */
export function usePlayer(course: Course, drawnKey: string | null): Player {
  const [place, setPlace] = useState({ key: course.stops[0]?.key ?? "", at: 0 });
  const [wantsToPlay, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<Speed>(1);
  const isCalm = useCalm();
  const at = placeOf(course, place.key, place.at);
  const last = course.stops.length - 1;
  const isPlaying = wantsToPlay && !isCalm && at < last;
  const isReady = drawnKey === shownKeyAt(course, at);

  const put = (to: number): void => setPlace({ key: course.stops[to]?.key ?? "", at: to });
  useEffect(() => {
    if (!isPlaying || !isReady) return;
    const next = at + 1;
    const goOn = (): void => {
      setPlace({ key: course.stops[next]?.key ?? "", at: next });
      if (next >= last) setPlaying(false);
    };
    const timer = setTimeout(goOn, stayMs(course, at, speed));
    return () => clearTimeout(timer);
  }, [isPlaying, isReady, course, at, last, speed]);

  const step = (way: 1 | -1): void => {
    setPlaying(false);
    put(neighbour(course, at, way));
  };
  return {
    at,
    isPlaying,
    speed,
    isCalm,
    goTo: (to) => {
      setPlaying(false);
      put(to);
    },
    step,
    press: () => {
      if (isCalm) step(1);
      else if (isPlaying) setPlaying(false);
      else {
        if (at >= last) put(0);
        setPlaying(true);
      }
    },
    setSpeed,
  };
}

const CALM = "(prefers-reduced-motion: reduce)";

function useCalm(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = window.matchMedia(CALM);
      query.addEventListener("change", listener);
      return () => query.removeEventListener("change", listener);
    },
    () => window.matchMedia(CALM).matches,
  );
}
