// Loaded into every measured server before its own code (`node --expose-gc --import`): tells the bench, over the
// IPC channel, what memory is in use after a garbage collection. Knows nothing of the server it sits in.
const report = () => {
  globalThis.gc?.();
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  process.send?.({ memory: { rss, heapUsed, external } });
};
process.on("message", (message) => {
  if (message === "memory") report();
});
process.channel?.unref();
