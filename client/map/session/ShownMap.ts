// What canvas, inspector and outline need of a map to show it: an open one has it, and so has a past state of it.
import type { MapSession } from "./MapSession.ts";

export type ShownMap = Pick<
  MapSession,
  | "mapId"
  | "doc"
  | "edit"
  | "merging"
  | "content"
  | "flow"
  | "undo"
  | "presence"
  | "role"
  | "following"
>;
