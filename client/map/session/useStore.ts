// React's view of a Readable.
import { useSyncExternalStore } from "react";
import type { Readable } from "./Store.ts";

export function useStore<T>(store: Readable<T>): T;
/** With a selector the component renders only when the selected value changes; it must return a stable value. */
export function useStore<T, S>(store: Readable<T>, select: (value: T) => S): S;
export function useStore<T, S>(store: Readable<T>, select?: (value: T) => S): T | S {
  return useSyncExternalStore<T | S>(store.subscribe, () =>
    select === undefined ? store.get() : select(store.get()),
  );
}
