// Cuts a Yjs update (encoding V1) that is larger than the server takes into some that are not, each of which builds on
// nothing but those before it: a large paste, or a long time without network. Pure.
import * as encoding from "lib0/encoding";
import * as Y from "yjs";

type Decoded = ReturnType<typeof Y.decodeUpdate>;
type Struct = Decoded["structs"][number];

export interface UpdateLimits {
  bytes: number;
  structs: number;
}

interface Run {
  structs: Struct[];
  /** How many are in a part already. */
  done: number;
}

/** The update in parts, in the order in which they are to be applied; itself if it is small enough. */
export function splitUpdate(update: Uint8Array, limits: UpdateLimits): Uint8Array[] {
  // A struct takes three bytes at least.
  if (update.length <= Math.min(limits.bytes, 3 * limits.structs)) return [update];
  const { structs, ds } = Y.decodeUpdate(update);
  if (update.length <= limits.bytes && structs.length <= limits.structs) return [update];
  const parts: Struct[][] = [];
  let part: Struct[] = [];
  let bytes = 0;
  for (const struct of inOrder(structs)) {
    const length = bytesOf(struct);
    if (part.length > 0 && (part.length >= limits.structs || bytes + length > limits.bytes)) {
      parts.push(part);
      part = [];
      bytes = 0;
    }
    part.push(struct);
    bytes += length;
  }
  parts.push(part);
  // What the update deletes may be anywhere in it: it goes with the last part.
  return parts.map((each, at) => encodePart(each, at === parts.length - 1 ? ds : null));
}

/** The structs so that each comes after what it builds on. */
function inOrder(structs: readonly Struct[]): Struct[] {
  const runs = new Map<number, Run>();
  for (const struct of structs) {
    const run = runs.get(struct.id.client);
    if (run === undefined) runs.set(struct.id.client, { structs: [struct], done: 0 });
    else run.structs.push(struct);
  }
  const isThere = (id: Y.ID | null): boolean => {
    const run = id === null ? undefined : runs.get(id.client);
    const next = run?.structs[run.done];
    return id === null || next === undefined || id.clock < next.id.clock;
  };
  const ordered: Struct[] = [];
  for (let moved = true; moved;) {
    moved = false;
    for (const run of runs.values()) {
      for (; run.done < run.structs.length; run.done++) {
        const struct = run.structs[run.done];
        if (struct === undefined || !needsOf(struct).every(isThere)) break;
        ordered.push(struct);
        moved = true;
      }
    }
  }
  if (ordered.length < structs.length) throw new Error("an update builds on itself");
  return ordered;
}

function needsOf(struct: Struct): (Y.ID | null)[] {
  if (!(struct instanceof Y.Item)) return [];
  const parent: unknown = struct.parent;
  return [struct.origin, struct.rightOrigin, parent instanceof Y.ID ? parent : null];
}

function bytesOf(struct: Struct): number {
  const encoder = new Y.UpdateEncoderV1();
  struct.write(encoder, 0);
  return encoder.toUint8Array().length;
}

/** https://github.com/yjs/yjs/blob/main/src/utils/encoding.js: structs by client, then what is deleted by client. */
function encodePart(structs: readonly Struct[], ds: Decoded["ds"] | null): Uint8Array {
  const byClient = Map.groupBy(structs, ({ id }) => id.client);
  const encoder = new Y.UpdateEncoderV1();
  const to = encoder.restEncoder;
  encoding.writeVarUint(to, byClient.size);
  for (const [client, own] of byClient) {
    encoding.writeVarUint(to, own.length);
    encoder.writeClient(client);
    encoding.writeVarUint(to, own[0]?.id.clock ?? 0);
    for (const struct of own) struct.write(encoder, 0);
  }
  const deletions = ds === null ? [] : [...ds.clients];
  encoding.writeVarUint(to, deletions.length);
  for (const [client, ranges] of deletions) {
    encoding.writeVarUint(to, client);
    encoding.writeVarUint(to, ranges.length);
    for (const { clock, len } of ranges) {
      encoding.writeVarUint(to, clock);
      encoding.writeVarUint(to, len);
    }
  }
  return encoder.toUint8Array();
}
