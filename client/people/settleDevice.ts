// Somebody other than last time uses this device: what it keeps of the last person's maps goes, unless something waits
// there that was never sent. Asked by HandOver, and before the first page is drawn; asked twice it is done once.
import { clearUnlessUnsent } from "./deviceMaps.ts";

let running: Promise<number> | null = null;

/** Answers how much waits on this device that was never sent; where that is nothing, the device keeps nothing any more. */
export function settleDevice(): Promise<number> {
  running ??= clearUnlessUnsent().finally(() => {
    running = null;
  });
  return running;
}
