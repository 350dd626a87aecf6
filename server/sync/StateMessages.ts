// Answers to first sync requests: what a client lacks of a document. Knows no connections.
import * as Y from "yjs";
import { MAX_UPDATE_CLIENTS } from "#shared/protocol/limits.ts";
import { ByteReader } from "./ByteReader.ts";
import { encodeStepTwo, type Outgoing } from "./frames.ts";
import type { Time } from "./Time.ts";

/** For how long the whole state is kept for the next who joins: many come at once, or nobody does. */
const KEPT_MS = 10_000;

export class StateMessages {
  readonly #doc: Y.Doc;
  readonly #time: Time;
  /** The answer to a client that has nothing yet; all get the same bytes. */
  #whole: Outgoing | null = null;

  /** `whole`: the document's state as one update, if that is at hand already. */
  constructor(doc: Y.Doc, whole: Uint8Array | null, time: Time) {
    this.#doc = doc;
    this.#time = time;
    if (whole !== null) this.#keep(encodeStepTwo(whole));
    doc.on("update", () => {
      this.#whole = null;
    });
  }

  /** What a client with this state vector lacks; null if that is no state vector. */
  answerTo(stateVector: Uint8Array): Outgoing | null {
    if (stateVector.length === 1 && stateVector[0] === 0) {
      return this.#whole ?? this.#keep(encodeStepTwo(Y.encodeStateAsUpdate(this.#doc)));
    }
    // Reading a state vector of millions of clients would take seconds. An honest one names those of the document, and a
    // few that made changes without network.
    const named = new ByteReader(stateVector).varUint();
    if (named > this.#doc.store.clients.size + MAX_UPDATE_CLIENTS) return null;
    try {
      return encodeStepTwo(Y.encodeStateAsUpdate(this.#doc, stateVector));
    } catch {
      return null;
    }
  }

  #keep(whole: Outgoing): Outgoing {
    this.#whole = whole;
    this.#time.after(KEPT_MS, () => {
      if (this.#whole === whole) this.#whole = null;
    });
    return whole;
  }
}
