// Checks what a client says about itself, field by field. What is not of the shape of `PresenceReport` is left out;
// nothing a client sends here can be wrong enough to matter, since it is never stored.
import { isId } from "#shared/map/schema.ts";
import {
  MAX_GESTURE_NODES,
  MAX_SELECTION,
  type Gesture,
  type Point,
  type PresenceReport,
} from "#shared/protocol/presence.ts";

const MAX_POSITION = 1e9;
const MAX_ZOOM = 1_000;

function isPosition(value: unknown): value is number {
  return typeof value === "number" && Math.abs(value) <= MAX_POSITION;
}

function fieldsOf(value: unknown): Record<string, unknown> | null {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

function readPoint(value: unknown): Point | null {
  const fields = fieldsOf(value);
  if (fields === null) return null;
  const { x, y } = fields;
  return isPosition(x) && isPosition(y) ? { x, y } : null;
}

function readView(value: unknown): PresenceReport["view"] {
  const point = readPoint(value);
  const zoom = fieldsOf(value)?.["zoom"];
  const valid = typeof zoom === "number" && zoom > 0 && zoom <= MAX_ZOOM;
  return point !== null && valid ? { ...point, zoom } : null;
}

function readGesture(value: unknown): Gesture | null {
  const given = fieldsOf(fieldsOf(value)?.["nodes"]);
  if (given === null) return null;
  const entries = Object.entries(given);
  if (entries.length > MAX_GESTURE_NODES) return null;
  const nodes: Record<string, number[]> = {};
  for (const [id, place] of entries) {
    if (!isId(id) || !Array.isArray(place)) return null;
    if ((place.length !== 2 && place.length !== 4) || !place.every(isPosition)) return null;
    nodes[id] = place;
  }
  return { nodes };
}

function hasOnly(fields: Record<string, unknown>, keys: number): boolean {
  let count = 0;
  for (const _ in fields) count++;
  return count === keys;
}

function isPoint(value: unknown): boolean {
  const fields = fieldsOf(value);
  return (
    fields !== null && hasOnly(fields, 2) && isPosition(fields["x"]) && isPosition(fields["y"])
  );
}

function isView(value: unknown): boolean {
  const fields = fieldsOf(value);
  return fields !== null && hasOnly(fields, 3) && readView(fields) !== null;
}

function isGesture(value: unknown): boolean {
  const fields = fieldsOf(value);
  return fields !== null && hasOnly(fields, 1) && readGesture(fields) !== null;
}

/** Whether a parsed awareness state is a report just as it is: nothing missing in it, nothing beside it, nothing wrong. */
export function isPresenceReport(state: unknown): boolean {
  const fields = fieldsOf(state);
  if (fields === null || !hasOnly(fields, 5)) return false;
  const { cursor, selection, editing, gesture, view } = fields;
  return (
    (cursor === null || isPoint(cursor)) &&
    Array.isArray(selection) &&
    selection.length <= MAX_SELECTION &&
    selection.every(isId) &&
    (editing === null || isId(editing)) &&
    (gesture === null || isGesture(gesture)) &&
    (view === null || isView(view))
  );
}

/** The report in a parsed awareness state; null if the state is no object at all. */
export function readPresenceReport(state: unknown): PresenceReport | null {
  const fields = fieldsOf(state);
  if (fields === null) return null;
  const { cursor, selection, editing, gesture, view } = fields;
  return {
    cursor: readPoint(cursor),
    selection: Array.isArray(selection) ? selection.filter(isId).slice(0, MAX_SELECTION) : [],
    editing: isId(editing) ? editing : null,
    gesture: readGesture(gesture),
    view: readView(view),
  };
}
