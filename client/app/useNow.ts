// The time as it goes by, for what is said about it.
import { useEffect, useState } from "react";

const LOOK_AT_THE_CLOCK_MS = 20_000;

/** Milliseconds since the epoch, at most some seconds old. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), LOOK_AT_THE_CLOCK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
