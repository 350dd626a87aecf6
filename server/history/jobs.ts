// What the thread of the past can be asked to do: each job gets the database and its input, and decides nothing about who may.
import { foldTouches } from "../changes/foldTouches.ts";
import { writeTouches } from "../changes/writeTouches.ts";
import { eraseFromState, extendState, takeState } from "../states/stateJobs.ts";
import { copyVersion, drawVersion, makeRestore } from "../versions/readVersionJobs.ts";
import { addVersion, markRestored, replaceState } from "../versions/writeVersionJobs.ts";

export const JOBS = {
  takeState,
  extendState,
  eraseFromState,
  addVersion,
  replaceState,
  markRestored,
  drawVersion,
  copyVersion,
  makeRestore,
  writeTouches,
  foldTouches,
};
