// What the thread of the past can be asked to do: each job gets the database and its input, and decides nothing about who may.
import { writeTouches } from "../changes/writeTouches.ts";
import { eraseFromState, keepState, takeState } from "../states/stateJobs.ts";
import { copyVersion, drawVersion, restoreBasis } from "../versions/readVersionJobs.ts";
import { addVersion, markRestored, replaceState } from "../versions/writeVersionJobs.ts";

export const JOBS = {
  takeState,
  keepState,
  eraseFromState,
  addVersion,
  replaceState,
  markRestored,
  drawVersion,
  copyVersion,
  restoreBasis,
  writeTouches,
};
