// "Show me this": from the palette, the outline, a notice; the canvas moves there. Neither side knows the other.
import type { LinkId, NodeId } from "#shared/map/schema.ts";

export interface Reveal {
  nodes?: readonly NodeId[];
  links?: readonly LinkId[];
}

type Listener = (reveal: Reveal) => void;

const listeners = new Set<Listener>();

/** Asks the canvas to bring these into view. Selecting them is the caller's affair. */
export function requestReveal(reveal: Reveal): void {
  for (const listener of listeners) listener(reveal);
}

/** @returns how to stop listening. */
export function onReveal(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
