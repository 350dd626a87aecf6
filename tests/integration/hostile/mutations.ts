// Frames as a hostile client might come to send them: honest ones, damaged in every way, and plain noise. Repeated by a
// seed. Knows nothing of sockets.
import * as Y from "yjs";
import {
  createLink,
  createNode,
  deleteElements,
  moveNodes,
  setMapTitle,
  setNodeMember,
  setNodeTitle,
} from "#shared/map/edit.ts";
import { descriptionOf, rootMaps } from "#shared/map/read.ts";
import type { SeededRandom } from "../../fixtures/SeededRandom.ts";
import {
  awarenessFrame,
  savedFrame,
  stepOneFrame,
  stepTwoFrame,
  updateFrame,
} from "../../fixtures/syncFrames.ts";

/** Numbers at which something changes its meaning: ends, signs, bits for "more follows", content references. */
const TELLING_BYTES = [0, 1, 2, 3, 4, 7, 8, 10, 11, 31, 0x20, 0x40, 0x7f, 0x80, 0x81, 0xc0, 0xff];
const MAX_NOISE_BYTES = 64;
const UPDATES = 16;

type Change = (doc: Y.Doc, nodes: string[], random: SeededRandom) => void;

const CHANGES: readonly Change[] = [
  (doc, _nodes, random) => {
    const place = { parentId: null, x: random.whole(-9, 9), y: 0 };
    createNode({ doc, origin: null }, { id: random.word(22), kind: "note", place, title: "neu" });
  },
  (doc, nodes, random) => {
    const place = { parentId: random.pick(nodes), x: random.whole(-9, 9), y: 0 };
    moveNodes({ doc, origin: null }, new Map([[random.pick(nodes), place]]));
  },
  (doc, nodes, random) => {
    setNodeTitle({ doc, origin: null }, random.pick(nodes), random.word(random.whole(0, 30)));
  },
  (doc, _nodes, random) => setMapTitle({ doc, origin: null }, random.word(10)),
  (doc, nodes, random) => {
    setNodeMember({ doc, origin: null }, random.pick(nodes), "tags", random.word(3), true);
  },
  (doc, nodes, random) => {
    const [source, target] = [random.pick(nodes), random.pick(nodes)];
    createLink({ doc, origin: null }, { kind: "supports", source, target });
  },
  (doc, nodes, random) => {
    deleteElements({ doc, origin: null }, { nodes: [random.pick(nodes)], links: [] });
  },
  (doc, nodes, random) => {
    const text = new Y.XmlText();
    const paragraph = new Y.XmlElement("paragraph");
    descriptionOf(doc, random.pick(nodes))?.insert(0, [paragraph]);
    paragraph.insert(0, [text]);
    text.insert(0, random.word(9), { bold: true, link: { href: "https://example.org/" } });
  },
];

/** Updates of a map that a person might have made, to be sent as they are or damaged. Making them is what costs. */
export class Corpus {
  readonly #state: Uint8Array;
  readonly #random: SeededRandom;
  readonly #updates: Uint8Array[];

  constructor(state: Uint8Array, random: SeededRandom) {
    this.#state = state;
    this.#random = random;
    this.#updates = Array.from({ length: UPDATES }, () => honestUpdate(state, random));
  }

  /** A frame to send to the map. Four out of five are damaged. */
  frame(): Uint8Array {
    const random = this.#random;
    if (random.chance(0.05)) return random.bytes(random.whole(0, MAX_NOISE_BYTES));
    const roll = random.fraction();
    if (roll < 0.2) return this.#honest();
    if (roll < 0.4) return this.#damaged(this.#honest());
    // A whole frame around a damaged update: it gets past the first door.
    const update = this.#damaged(random.pick(this.#updates));
    return random.chance(0.3) ? stepTwoFrame(update) : updateFrame(update);
  }

  #honest(): Uint8Array {
    const random = this.#random;
    const roll = random.fraction();
    if (roll < 0.05) return stepOneFrame(Y.encodeStateVectorFromUpdate(this.#state));
    if (roll < 0.1) return savedFrame(random.whole(0, 2 ** 40));
    if (roll < 0.2) {
      const [clientId, clock] = [random.whole(1, 9), random.whole(0, 99)];
      return awarenessFrame({ clientId, clock, state: { cursor: { x: 1, y: 2 } } });
    }
    const update = random.pick(this.#updates);
    return roll < 0.3 ? stepTwoFrame(update) : updateFrame(update);
  }

  #damaged(bytes: Uint8Array): Uint8Array {
    const random = this.#random;
    let result = bytes;
    for (let times = random.whole(1, 3); times > 0; times--) {
      result = damage(result, random.pick(this.#updates), random);
    }
    return result;
  }
}

function honestUpdate(state: Uint8Array, random: SeededRandom): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = random.whole(1, 2 ** 31);
  const { nodes } = rootMaps(doc);
  Y.applyUpdate(doc, state);
  const before = Y.encodeStateVector(doc);
  const ids = [...nodes.keys()];
  doc.transact(() => {
    for (let times = random.whole(1, 3); times > 0; times--) random.pick(CHANGES)(doc, ids, random);
  });
  const update = Y.encodeStateAsUpdate(doc, before);
  doc.destroy();
  return update;
}

/** Damages a frame in one place; `other` is something to splice in. */
function damage(frame: Uint8Array, other: Uint8Array, random: SeededRandom): Uint8Array {
  const at = random.whole(0, Math.max(0, frame.length - 1));
  const head = frame.subarray(0, at);
  const tail = frame.subarray(at);
  switch (random.whole(0, 7)) {
    case 0:
      return changed(frame, at, (frame[at] ?? 0) ^ (1 << random.whole(0, 7)));
    case 1:
    case 2:
      return changed(frame, at, random.pick(TELLING_BYTES));
    case 3:
      return head;
    case 4:
      return Buffer.concat([head, random.bytes(random.whole(1, 4)), tail]);
    case 5:
      return Buffer.concat([head, tail.subarray(random.whole(1, 4))]);
    case 6:
      return Buffer.concat([head, tail.subarray(0, 9), tail]);
    default:
      return Buffer.concat([head, other.subarray(at)]);
  }
}

function changed(frame: Uint8Array, at: number, byte: number): Uint8Array {
  return frame.length === 0 ? Uint8Array.of(byte) : frame.with(at, byte & 0xff);
}
