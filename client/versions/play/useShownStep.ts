// Brings what is asked for onto the canvas: the state of a version or of now, and what differs from the version before. The
// next ones are fetched ahead. What was asked for last wins.
import { type Dispatch, type SetStateAction, useEffect } from "react";
import type { MapSession } from "../../map/session/MapSession.ts";
import type { Course } from "./course.ts";
import { type PlayedMap, readState } from "./PlayedMap.ts";
import type { StateShelf } from "./StateShelf.ts";
import { type ReadState, type Step, stepBetween } from "./stepMarks.ts";

export interface ShownStep {
  /** Key of the stop that is on the canvas; null: none yet. */
  key: string | null;
  step: Step | null;
  /** Why what is asked for is not on it. */
  error: unknown;
}

/** So many versions ahead of the one that is seen. */
const AHEAD = 2;

export interface ShownStepSetup {
  session: MapSession;
  played: PlayedMap;
  shelf: StateShelf<ReadState>;
  course: Course;
  /** Which of `course.shown` is asked for. */
  index: number;
  /** Another number asks again. */
  attempt: number;
  setShown: Dispatch<SetStateAction<ShownStep>>;
}

export const NOTHING_SHOWN: ShownStep = { key: null, step: null, error: null };

export function useShownStep(setup: ShownStepSetup): void {
  const { session, played, shelf, course, index, attempt, setShown } = setup;
  const stateIds = [index - 1, index].map((one) => stateIdAt(course, one));
  const key = course.stops[course.shown[index] ?? -1]?.key ?? null;
  const [beforeId = null, stateId = null] = stateIds;
  useEffect(() => {
    let isWanted = true;
    const now = (): ReadState => readState(session.doc);
    const stateOf = (id: string): Promise<ReadState> | ReadState =>
      id === NOW ? now() : shelf.get(id);
    const show = async (): Promise<void> => {
      if (stateId === null) return;
      const [before, after] = await Promise.all([
        beforeId === null ? null : stateOf(beforeId),
        stateOf(stateId),
      ]);
      if (!isWanted) return;
      played.show(after);
      setShown({ key, step: stepBetween(before, after), error: null });
    };
    show().catch((error: unknown) => {
      if (isWanted) setShown((old) => ({ ...old, error }));
    });
    return () => {
      isWanted = false;
    };
  }, [session, played, shelf, key, beforeId, stateId, attempt, setShown]);
  useEffect(() => {
    for (let ahead = 1; ahead <= AHEAD; ahead++) {
      const id = stateIdAt(course, index + ahead);
      if (id !== null && id !== NOW) shelf.ahead(id);
    }
  }, [shelf, course, index]);
}

const NOW = "";

/** null: there is no such stop. */
function stateIdAt({ stops, shown }: Course, index: number): string | null {
  const stop = stops[shown[index] ?? -1];
  if (stop === undefined) return null;
  return stop.what === "version" ? stop.version.stateId : NOW;
}
