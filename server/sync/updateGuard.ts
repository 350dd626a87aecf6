// Looks at every struct of an update before anything of it is applied. What passes can be applied whole: it decodes,
// lacks nothing, names nothing unknown, and every new value fits the map's schema.
//
// Why before: Yjs applies what it can of an update and keeps the rest pending, so a bad update would be stored in part.
import * as Y from "yjs";
import { CLOSE, type CloseCode } from "#shared/protocol/closeCodes.ts";
import {
  MAX_DELETED_LENGTH,
  MAX_UPDATE_CLIENTS,
  MAX_UPDATE_STRUCTS,
} from "#shared/protocol/limits.ts";
import {
  contentFault,
  roleAt,
  roleOf,
  rootRole,
  type ContentFault,
  type Role,
  type Spot,
} from "./updateContent.ts";

type DecodedUpdate = ReturnType<typeof Y.decodeUpdate>;
type Struct = DecodedUpdate["structs"][number];

/** The name of the case; it goes into the log and the close reason. */
export type UpdateFault =
  | "malformed"
  | "missing predecessor"
  | "too many structs"
  | "too long a deletion"
  | ContentFault;

/** How a connection is closed that sent such an update. */
export function closeCodeOf(fault: UpdateFault): CloseCode {
  if (fault === "missing predecessor") return CLOSE.outOfStep;
  return fault === "too many structs" ? CLOSE.tooLarge : CLOSE.invalidUpdate;
}

/** "gone": under something that was deleted for good; Yjs keeps nothing but its length. */
type Resolved = Spot | "gone";

/** The structs of one client in an update, one after the other from clock `start` to `end`. */
interface Run {
  start: number;
  end: number;
  structs: Struct[];
  resolved: Resolved[];
  /** How many are checked. */
  done: number;
}

/** The update's parts if it may be applied, or why not. */
export function checkUpdate(
  doc: Y.Doc,
  update: Uint8Array,
): DecodedUpdate | { refused: UpdateFault } {
  let decoded: DecodedUpdate;
  try {
    decoded = Y.decodeUpdate(update);
  } catch {
    return { refused: "malformed" };
  }
  const runs = collectRuns(doc, decoded.structs);
  if (typeof runs === "string") return { refused: runs };
  const fault = structsFault(doc, runs) ?? deletionsFault(doc, runs, decoded.ds);
  return fault === null ? decoded : { refused: fault };
}

/** Whether every struct and deletion of a checked update is in the document already. */
export function holdsNothingNew(doc: Y.Doc, { structs, ds }: DecodedUpdate): boolean {
  for (const { id, length } of structs) {
    if (id.clock + length > Y.getState(doc.store, id.client)) return false;
  }
  for (const [client, deletions] of ds.clients) {
    const stored = doc.store.clients.get(client) ?? [];
    for (const { clock, len } of deletions) {
      for (let at = Y.findIndexSS(stored, clock); ; at++) {
        const struct = stored[at];
        if (struct === undefined || struct.id.clock >= clock + len) break;
        if (!struct.deleted) return false;
      }
    }
  }
  return true;
}

function collectRuns(doc: Y.Doc, structs: readonly Struct[]): Map<number, Run> | UpdateFault {
  if (structs.length > MAX_UPDATE_STRUCTS) return "too many structs";
  const runs = new Map<number, Run>();
  let run: Run | null = null;
  let client = -1;
  for (const struct of structs) {
    const { clock } = struct.id;
    if (run === null || struct.id.client !== client) {
      client = struct.id.client;
      // Yjs would read a second list of the same client instead of the first.
      if (runs.has(client)) return "malformed";
      if (clock > Y.getState(doc.store, client)) return "missing predecessor";
      run = { start: clock, end: clock, structs: [], resolved: [], done: 0 };
      runs.set(client, run);
    }
    if (struct instanceof Y.Skip) return "missing predecessor";
    if (struct.length < 1) return "malformed";
    const isDeletion = !(struct instanceof Y.Item) || struct.content instanceof Y.ContentDeleted;
    if (isDeletion && struct.length > MAX_DELETED_LENGTH) return "too long a deletion";
    run.structs.push(struct);
    run.end = clock + struct.length;
  }
  return runs.size > MAX_UPDATE_CLIENTS ? "too many structs" : runs;
}

/** A struct of the update that was not looked at yet. */
interface Later {
  later: Y.ID;
}

/**
 * Checks struct after struct, each after those it builds on; what builds on itself never comes up. A run that has to
 * wait is taken up again when what it waits for was checked, and not before: however the structs of many clients build
 * on each other, each is looked at a few times at most.
 */
function structsFault(doc: Y.Doc, runs: Map<number, Run>): UpdateFault | null {
  const ready = [...runs.keys()];
  const waiting = new Map<number, { client: number; clock: number }[]>();
  for (let client = ready.pop(); client !== undefined; client = ready.pop()) {
    const run = runs.get(client);
    if (run === undefined) continue;
    let checkedTo = run.end;
    for (; run.done < run.structs.length; run.done++) {
      const struct = run.structs[run.done];
      if (struct === undefined) break;
      const resolved = resolve(doc, runs, struct);
      if (typeof resolved === "object" && "fault" in resolved) return resolved.fault;
      if (typeof resolved === "object" && "later" in resolved) {
        const { client: of, clock } = resolved.later;
        const others = waiting.get(of);
        if (others === undefined) waiting.set(of, [{ client, clock }]);
        else others.push({ client, clock });
        checkedTo = struct.id.clock;
        break;
      }
      run.resolved.push(resolved);
    }
    const due = waiting.get(client)?.filter(({ clock }) => clock < checkedTo) ?? [];
    if (due.length === 0) continue;
    const rest = waiting.get(client)?.filter(({ clock }) => clock >= checkedTo) ?? [];
    waiting.set(client, rest);
    for (const other of due) ready.push(other.client);
  }
  for (const run of runs.values()) {
    if (run.done < run.structs.length) return "missing predecessor";
  }
  return null;
}

/** Where a struct goes, or what it has to wait for. */
function resolve(doc: Y.Doc, runs: Map<number, Run>, struct: Struct): Found {
  if (!(struct instanceof Y.Item)) return "gone";
  const left = struct.origin === null ? null : neighbour(doc, runs, struct.origin);
  const right = struct.rightOrigin === null ? null : neighbour(doc, runs, struct.rightOrigin);
  const named = struct.parent as unknown;
  const spot =
    typeof named === "string"
      ? rootSpot(named, struct.parentSub)
      : named instanceof Y.ID
        ? childSpot(doc, runs, named, struct.parentSub)
        : null;
  for (const found of [left, right, spot]) {
    if (isUnresolved(found)) return found;
  }
  // Yjs passes over what it has, but only after it has looked for what that builds on.
  if (struct.id.clock + struct.length <= Y.getState(doc.store, struct.id.client)) return "gone";
  // As Item.getMissing does it: what lies beside or in something that was deleted for good goes the same way.
  if (left === "gone" || right === "gone" || spot === "gone") return "gone";
  const at = spot ?? left ?? right;
  if (at === null || isUnresolved(at)) return { fault: "malformed" };
  const fault = contentFault(at, struct.content);
  return fault === null ? at : { fault };
}

function rootSpot(name: string, key: string | null): Spot | { fault: UpdateFault } {
  const role = rootRole(name);
  return role === null ? { fault: "unknown root" } : { role, key };
}

type Unresolved = Later | { fault: UpdateFault };
type Found = Resolved | Unresolved;

function isUnresolved(found: object | string | null): found is Unresolved {
  return typeof found === "object" && found !== null && ("later" in found || "fault" in found);
}

/** The struct under this id, in the document or in the update. */
function find(
  doc: Y.Doc,
  runs: Map<number, Run>,
  id: Y.ID,
): { stored: Struct } | { struct: Struct; resolved: Resolved } | Unresolved {
  if (id.clock < Y.getState(doc.store, id.client)) {
    return { stored: Y.getItem(doc.store, id) };
  }
  const run = runs.get(id.client);
  if (run === undefined || id.clock < run.start || id.clock >= run.end) {
    return { fault: "missing predecessor" };
  }
  const at = indexOfClock(run.structs, id.clock);
  const struct = run.structs[at];
  const resolved = run.resolved[at];
  if (struct === undefined || resolved === undefined) return { later: id };
  return { struct, resolved };
}

function indexOfClock(structs: readonly Struct[], clock: number): number {
  let low = 0;
  let high = structs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((structs[middle]?.id.clock ?? Infinity) <= clock) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The spot of a left or right neighbour: what lies beside it lies in the same type under the same key. */
function neighbour(doc: Y.Doc, runs: Map<number, Run>, id: Y.ID): Found {
  const found = find(doc, runs, id);
  if (isUnresolved(found)) return found;
  if ("resolved" in found) return found.resolved;
  if (!(found.stored instanceof Y.Item)) return "gone";
  const parent: unknown = found.stored.parent;
  const role = parent instanceof Y.AbstractType ? roleOf(parent) : null;
  return role === null ? "gone" : { role, key: found.stored.parentSub };
}

/** The spot under `key` (null: in the list) of the type that the struct `id` holds. */
function childSpot(doc: Y.Doc, runs: Map<number, Run>, id: Y.ID, key: string | null): Found {
  const found = find(doc, runs, id);
  if (isUnresolved(found)) return found;
  const struct = "stored" in found ? found.stored : found.struct;
  if (!(struct instanceof Y.Item) || struct.content instanceof Y.ContentDeleted) return "gone";
  if (!(struct.content instanceof Y.ContentType)) return { fault: "wrong content" };
  let role: Role | null;
  if ("stored" in found) role = roleOf(struct.content.type);
  else role = found.resolved === "gone" ? null : roleAt(found.resolved, struct.content.type);
  return role === null ? "gone" : { role, key };
}

function deletionsFault(
  doc: Y.Doc,
  runs: Map<number, Run>,
  ds: DecodedUpdate["ds"],
): UpdateFault | null {
  for (const [client, deletions] of ds.clients) {
    const end = Math.max(Y.getState(doc.store, client), runs.get(client)?.end ?? 0);
    let deletedTo = 0;
    for (const { clock, len } of deletions) {
      // Yjs writes them rising and apart. Overlapping ones would make it walk the same structs again for each of them.
      if (len < 1 || clock < deletedTo) return "malformed";
      deletedTo = clock + len;
      if (deletedTo > end) return "missing predecessor";
    }
  }
  return null;
}
