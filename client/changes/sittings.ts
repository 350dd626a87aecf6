// What somebody did to an element in one sitting, of what the server noted of single fields. Pure.
import type { Touch } from "#shared/versions/api.ts";

/** Somebody who comes back within this time is still at it; as the server sees it (server/changes/Touches.ts). */
const SAME_SITTING_MS = 15 * 60 * 1_000;

export interface Sitting {
  /** null: the server by itself. */
  personId: string | null;
  /** `created`, `deleted`, or fields; each once, in the order in which they were come to last. */
  what: readonly string[];
  from: number;
  at: number;
}

/** @param touches of one element, newest first. @returns newest first */
export function sittingsOf(touches: readonly Touch[]): Sitting[] {
  const sittings: { personId: string | null; what: string[]; from: number; at: number }[] = [];
  for (const { personId, what, from, at } of touches) {
    const sitting = sittings.find(
      (other) => other.personId === personId && at >= other.from - SAME_SITTING_MS,
    );
    if (sitting === undefined) {
      sittings.push({ personId, what: [what], from, at });
      continue;
    }
    if (!sitting.what.includes(what)) sitting.what.push(what);
    sitting.from = Math.min(sitting.from, from);
  }
  return sittings;
}

export interface Origin {
  /** null: made before anybody noted it. */
  created: Touch | null;
  /** The last that was done to it since; null: nothing. */
  changed: Touch | null;
}

/** @param touches of one element, newest first */
export function originOf(touches: readonly Touch[]): Origin {
  const created = touches.findLast(({ what }) => what === "created") ?? null;
  const changed = touches.find(({ what }) => what !== "created") ?? null;
  return { created, changed };
}
