// The time as it goes by, for what is said about it. One clock for the whole page: lists say it in every row.
import { useSyncExternalStore } from "react";
import { Listeners } from "../map/session/Store.ts";

const LOOK_AT_THE_CLOCK_MS = 20_000;

const listeners = new Listeners();
let readers = 0;
let timer: ReturnType<typeof setInterval> | undefined;
let now = Date.now();

function look(): void {
  now = Date.now();
  listeners.notify();
}

function subscribe(listener: () => void): () => void {
  const unsubscribe = listeners.subscribe(listener);
  readers += 1;
  timer ??= setInterval(look, LOOK_AT_THE_CLOCK_MS);
  return () => {
    unsubscribe();
    readers -= 1;
    if (readers > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** While nobody reads it, it stands still: then it is looked at anew, once for all that begin together. */
function read(): number {
  if (readers === 0 && Date.now() - now > LOOK_AT_THE_CLOCK_MS) now = Date.now();
  return now;
}

/** Milliseconds since the epoch, at most some seconds old. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, read);
}
