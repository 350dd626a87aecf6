// What people show each other while they are on a map. Never stored. The client writes `PresenceReport` into its
// awareness state; the server checks it field by field, adds `person` and `role`, and passes `Presence` on.
import { z } from "#shared/schemaLanguage.ts";
import { roleSchema, type Role } from "#shared/access/policy.ts";
import { personSchema, type Person } from "#shared/maps/api.ts";

/** A point of the map, in map units (a CSS pixel at zoom 1). */
export interface Point {
  x: number;
  y: number;
}

/** A drag or resize while it runs: absolute places in map units, so that receivers need no history. */
export interface Gesture {
  /** Node id → `[x, y]` or, while resizing, `[x, y, width, height]`. At most MAX_GESTURE_NODES nodes. */
  nodes: Record<string, number[]>;
}

export interface PresenceReport {
  cursor: Point | null;
  /** Ids of selected nodes and links; at most MAX_SELECTION. */
  selection: string[];
  /** The node or link whose text this person is editing. */
  editing: string | null;
  gesture: Gesture | null;
  /** What this person sees, for those who follow: centre and zoom. */
  view: { x: number; y: number; zoom: number } | null;
}

export interface Presence extends PresenceReport {
  person: Person;
  role: Role;
}

/** The content of MESSAGE_GRANT. */
export const grantSchema = z.object({
  person: personSchema,
  role: roleSchema,
  /** Of the map: rises when content is erased for good. */
  epoch: z.number().int().optional(),
});
export type Grant = z.infer<typeof grantSchema>;

export const MAX_GESTURE_NODES = 60;
export const MAX_SELECTION = 50;
