// Puts together what is said on maps.
import type { Router } from "express";
import { commentRoutes } from "./commentRoutes.ts";
import { Comments } from "./Comments.ts";
import { exportRoutes, type ExportRoutesSetup } from "./export/exportRoutes.ts";
import type { ReadTalkSetup } from "./export/readTalk.ts";
import { TalkExports } from "./export/TalkExports.ts";
import { OwnMarks } from "./OwnMarks.ts";
import { pastRoutes } from "./past/pastRoutes.ts";
import type { SearchSetup } from "./search.ts";
import { Resolutions } from "./Resolutions.ts";
import { talkGate, type TalkGateSetup } from "./talkGate.ts";
import { TalkLimits } from "./TalkLimits.ts";
import { threadRoutes } from "./threadRoutes.ts";
import { Threads, type ThreadsSetup } from "./Threads.ts";

export type OpenCommentsSetup = ThreadsSetup &
  SearchSetup &
  Omit<TalkGateSetup, "limits"> &
  Pick<ExportRoutesSetup, "grantFor"> &
  Pick<ReadTalkSetup, "store">;

/** Routes by the path they answer under. */
export function openComments(setup: OpenCommentsSetup): readonly (readonly [string, Router])[] {
  const { db, titlesNow } = setup;
  const gate = talkGate({ ...setup, limits: new TalkLimits() });
  const marks = new OwnMarks(setup);
  const threads = new Threads(setup);
  const resolutions = new Resolutions(setup);
  const comments = new Comments(setup);
  const exports = new TalkExports(setup);
  return [
    ["/api/maps", threadRoutes({ gate, db, threads, resolutions, marks })],
    ["/api/maps", commentRoutes({ gate, db, titlesNow, comments, marks })],
    ["/api/maps", pastRoutes(gate, setup)],
    ["/api/maps", exportRoutes({ ...setup, gate, exports })],
  ];
}
