// A value that changes often, for readers that may lag behind a little.
import { useEffect, useState } from "react";
import type { Readable } from "./Store.ts";

/** At most one render in `pauseMs`, and always the last value. */
export function useSettled<T>(store: Readable<T>, pauseMs: number): T {
  const [value, setValue] = useState(store.get);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const take = (): void => {
      timer = null;
      setValue(() => store.get());
    };
    take();
    const stop = store.subscribe(() => {
      timer ??= setTimeout(take, pauseMs);
    });
    return () => {
      stop();
      if (timer !== null) clearTimeout(timer);
    };
  }, [store, pauseMs]);
  return value;
}
