// Loaded into every measured server before its own code (`node --expose-gc --import`): tells the bench, over the
// IPC channel, what memory is in use after a garbage collection, and for how long the main thread stood still at the most since
// it was asked last. Knows nothing of the server it sits in.
import { monitorEventLoopDelay } from "node:perf_hooks";
import { isMainThread } from "node:worker_threads";

const reportMemory = () => {
  globalThis.gc?.();
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  process.send?.({ memory: { rss, heapUsed, external } });
};

const RESOLUTION_MS = 1;
let delay = null;
const reportStall = () => {
  const stallMs = delay === null ? 0 : Math.max(0, delay.max / 1e6 - RESOLUTION_MS);
  if (delay === null) {
    delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
    delay.enable();
  }
  delay.reset();
  process.send?.({ stallMs });
};

if (isMainThread) {
  process.on("message", (message) => {
    if (message === "memory") reportMemory();
    if (message === "stall") reportStall();
  });
  process.channel?.unref();
}
