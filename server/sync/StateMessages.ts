// Answers to first sync requests: what a client lacks of a document. Knows no connections.
import * as Y from "yjs";
import { encodeStepTwo, type Outgoing } from "./frames.ts";

export class StateMessages {
  readonly #doc: Y.Doc;
  /** The answer to a client that has nothing yet. Many may join at once, and all get the same bytes. */
  #whole: Outgoing | null = null;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
    doc.on("update", () => {
      this.#whole = null;
    });
  }

  /** What a client with this state vector lacks; null if that is no state vector. */
  answerTo(stateVector: Uint8Array): Outgoing | null {
    if (stateVector.length === 1 && stateVector[0] === 0) {
      this.#whole ??= encodeStepTwo(Y.encodeStateAsUpdate(this.#doc));
      return this.#whole;
    }
    try {
      return encodeStepTwo(Y.encodeStateAsUpdate(this.#doc, stateVector));
    } catch {
      return null;
    }
  }
}
