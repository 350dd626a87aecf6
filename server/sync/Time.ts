// Time as the sync server uses it, so that simulations can hand in their own.

export interface Time {
  /** Milliseconds of a clock that only rises. */
  now(): number;
  /** Runs `run` once after `ms`. Returns how to cancel it. */
  after(ms: number, run: () => void): () => void;
}

export const realTime: Time = {
  now: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
