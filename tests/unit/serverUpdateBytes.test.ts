// Updates that no page makes: cut, with gaps, in circles, with other bytes. What is let through is applied whole.
import * as encoding from "lib0/encoding";
import * as Y from "yjs";
import { describe, expect, it } from "vitest";
import { createNode } from "#shared/map/edit.ts";
import { readMap, rootMaps } from "#shared/map/read.ts";
import { checkUpdate, holdsNothingNew } from "../../server/sync/updateGuard.ts";
import { copyOf, faultOf, starterDoc, updateOf } from "../fixtures/guardedUpdates.ts";

const NODE = "start-n01";
const doc = starterDoc();
const nodeIn = (copy: Y.Doc) => rootMaps(copy).nodes.get(NODE) as Y.Map<unknown>;
const textOf = (copy: Y.Doc) => nodeIn(copy).get("title") as Y.Text;

/** An update of one client with one struct that `write` writes after the header, and no deletions. */
function rawUpdate(client: number, clock: number, write: (encoder: encoding.Encoder) => void) {
  return encoding.encode((encoder) => {
    for (const number of [1, 1, client, clock]) encoding.writeVarUint(encoder, number);
    write(encoder);
    encoding.writeVarUint(encoder, 0);
  });
}

/**
 * Letters of a title by so many clients, each behind one of the client that comes next in the update: round after round,
 * from the last client to the first.
 */
function updateOfRings(clients: number, rounds: number): Uint8Array {
  return encoding.encode((encoder) => {
    const write = (...numbers: number[]) => {
      for (const number of numbers) encoding.writeVarUint(encoder, number);
    };
    write(clients);
    for (let client = 1; client <= clients; client++) {
      write(rounds, client, 0);
      for (let round = 0; round < rounds; round++) {
        if (client === clients && round === 0) {
          // The title itself: a shared type (7) under a key (bit 6) of a root.
          encoding.writeUint8(encoder, 0x27);
          write(1);
          encoding.writeVarString(encoder, "meta");
          encoding.writeVarString(encoder, "title");
          write(2);
          continue;
        }
        const [of, clock] = client === clients ? [1, round - 1] : [client + 1, round];
        // A string (4): in the title, or behind (bit 8) a letter.
        const isFirst = of === clients && clock === 0;
        encoding.writeUint8(encoder, isFirst ? 0x04 : 0x84);
        if (isFirst) write(0);
        write(of, clock);
        encoding.writeVarString(encoder, "x");
      }
    }
    write(0);
  });
}

describe("updates that cannot be applied whole", () => {
  const edit = updateOf(doc, (copy) =>
    createNode(
      { doc: copy, origin: null },
      { kind: "note", place: { parentId: null, x: 0, y: 0 }, title: "Neu" },
    ),
  );

  it("SY-8: no cut of an update passes", () => {
    for (let length = 0; length < edit.length; length++) {
      expect(faultOf(doc, edit.slice(0, length)), `cut to ${length} bytes`).not.toBeNull();
    }
  });

  it("SY-10: an update whose predecessor is missing is refused, and so is one with a gap inside", () => {
    const client = copyOf(doc);
    const updates: Uint8Array[] = [];
    client.on("update", (update: Uint8Array) => updates.push(update));
    for (const letter of "abc") textOf(client).insert(0, letter);
    const [first, second, third] = updates as [Uint8Array, Uint8Array, Uint8Array];
    expect(faultOf(doc, second)).toBe("missing predecessor");
    expect(faultOf(doc, Y.mergeUpdates([first, third]))).toBe("missing predecessor");
    expect(faultOf(doc, Y.mergeUpdates([first, second, third]))).toBeNull();
  });

  it("SY-10: a deletion of something unknown is refused", () => {
    const update = encoding.encode((encoder) => {
      for (const number of [0, 1, 77, 1, 0, 5]) encoding.writeVarUint(encoder, number);
    });
    expect(faultOf(doc, update)).toBe("missing predecessor");
  });

  it("SY-8: deletions that overlap, each of which would walk the same structs again, are refused", () => {
    const deletions = (...ranges: [number, number][]) =>
      encoding.encode((encoder) => {
        for (const number of [0, 1, doc.clientID, ranges.length, ...ranges.flat()]) {
          encoding.writeVarUint(encoder, number);
        }
      });
    expect(faultOf(doc, deletions([0, 2], [5, 2]))).toBeNull();
    expect(faultOf(doc, deletions([0, 4], [0, 4]))).toBe("malformed");
    expect(faultOf(doc, deletions([5, 2], [0, 2]))).toBe("malformed");
  });

  it("SY-8: a deleted stretch of 2^50 is refused", () => {
    const update = rawUpdate(99, 0, (encoder) => {
      encoding.writeUint8(encoder, 0);
      encoding.writeVarUint(encoder, 2 ** 50);
    });
    expect(faultOf(doc, update)).toBe("too long a deletion");
  });

  it("SY-8: a deleted stretch of no length is refused", () => {
    const update = rawUpdate(99, 0, (encoder) => {
      encoding.writeUint8(encoder, 0);
      encoding.writeVarUint(encoder, 0);
    });
    expect(faultOf(doc, update)).toBe("malformed");
  });

  it("SY-8: an unknown kind of content is refused", () => {
    const update = rawUpdate(99, 0, (encoder) => {
      encoding.writeUint8(encoder, 11);
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarString(encoder, "nodes");
    });
    expect(faultOf(doc, update)).toBe("malformed");
  });

  it("SY-10: structs that build on each other in a circle are refused", () => {
    const circle = encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 2);
      for (const [client, other] of [
        [51, 52],
        [52, 51],
      ] as const) {
        for (const number of [1, client, 0]) encoding.writeVarUint(encoder, number);
        // A string (4) with an origin to its left (bit 8).
        encoding.writeUint8(encoder, 0x84);
        for (const number of [other, 0]) encoding.writeVarUint(encoder, number);
        encoding.writeVarString(encoder, "x");
      }
      encoding.writeVarUint(encoder, 0);
    });
    expect(faultOf(doc, circle)).toBe("missing predecessor");
  });

  it("SY-8: structs of many clients that build on each other the longest way round are checked without delay", () => {
    const longestWay = updateOfRings(300, 99);
    const begunAt = performance.now();
    expect(faultOf(doc, longestWay)).toBeNull();
    // A pass over all clients for each struct took eight seconds.
    expect(performance.now() - begunAt).toBeLessThan(3_000);
  });

  it("SY-8: whatever passes leaves nothing pending, whichever byte of a real update is another one", () => {
    const live = copyOf(doc);
    for (let seed = 1; seed < edit.length; seed++) {
      // One byte of it is another one.
      const mixed = Buffer.from(edit);
      mixed[seed] = ((mixed[seed] ?? 0) * 31 + seed) % 256;
      if (faultOf(live, mixed) !== null) continue;
      Y.applyUpdate(live, mixed);
      expect(live.store.pendingStructs, `byte ${seed}`).toBeNull();
      expect(live.store.pendingDs, `byte ${seed}`).toBeNull();
      expect(() => readMap(live)).not.toThrow();
    }
  });
});

describe("what is nothing new", () => {
  it("SY-7: a first sync of what the server has is nothing new, with one letter more it is", () => {
    const decodedOf = (update: Uint8Array) => {
      const outcome = checkUpdate(doc, update);
      if ("refused" in outcome) throw new Error(outcome.refused);
      return outcome;
    };
    expect(holdsNothingNew(doc, decodedOf(Y.encodeStateAsUpdate(copyOf(doc))))).toBe(true);
    const typed = updateOf(doc, (copy) => textOf(copy).insert(0, "x"));
    expect(holdsNothingNew(doc, decodedOf(typed))).toBe(false);
    const deleted = updateOf(doc, (copy) => textOf(copy).delete(0, 1));
    expect(holdsNothingNew(doc, decodedOf(deleted))).toBe(false);
  });
});
