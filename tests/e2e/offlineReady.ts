// What a page has on the device before the network goes. Knows the service worker by the browser's own words alone.
import type { Page } from "playwright";
import { waitFor } from "../fixtures/waitFor.ts";

const WITHIN_MS = 60_000;

/** The worker has every file, and answers from now on: a network that goes sooner breaks off what is being fetched. */
export async function workerReady(page: Page): Promise<void> {
  await waitFor(
    "the service worker is active",
    () =>
      page.evaluate(async () => {
        const registration = await navigator.serviceWorker.getRegistration();
        return registration?.active?.state === "activated";
      }),
    WITHIN_MS,
  );
}
