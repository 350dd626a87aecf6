// Short messages at the edge of the window, from anywhere, also from outside of React. Drawn by ToastRegion.
import { UNSTABLE_ToastQueue as ToastQueue } from "react-aria-components";

export interface Toast {
  /** The sentence, in the language of the page. */
  text: string;
  tone?: "plain" | "danger";
  action?: { label: string; run: () => void };
  /** Until somebody closes it. */
  stays?: true;
}

const SHOWN_MS = 6_000;
/** Somebody who wants to undo needs time to read and to get there, and so does whoever is told what went wrong. */
const SHOWN_LONG_MS = 12_000;
const MAX_SHOWN = 3;

export const toasts = new ToastQueue<Toast>({ maxVisibleToasts: MAX_SHOWN });

/** @returns closes it before its time. */
export function toast(content: Toast): () => void {
  const isLong = content.action !== undefined || content.tone === "danger";
  const timeout = isLong ? SHOWN_LONG_MS : SHOWN_MS;
  const key = toasts.add(content, content.stays === true ? {} : { timeout });
  return () => toasts.close(key);
}
