// Time as the sync server uses it, so that simulations can hand in their own.

export interface Time {
  /** Milliseconds of a clock that only rises. */
  now(): number;
  /** Runs `run` once after `ms`. Returns how to cancel it. */
  after(ms: number, run: () => void): () => void;
}

/** Its timers do not keep a process alive: an open socket does. */
export const realTime: Time = {
  now: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms).unref();
    return () => clearTimeout(timer);
  },
};
