// The first to open a map: the one who waits for the journal to be read and the document to be built. A large map's rows
// are handed to them as they lie on disk, before anything is built of them, so that both ends build at the same time.
import { MAX_FRAME_BYTES } from "#shared/protocol/limits.ts";
import { MESSAGE_SYNC, SYNC_STEP_1 } from "#shared/protocol/messages.ts";
import type { JournalRow } from "../store/JournalStore.ts";
import { encodeUpdate, type Outgoing } from "./frames.ts";
import type { MapSocket } from "./MapSocket.ts";

/** Below this, building takes a few milliseconds. */
const LARGE_MAP_BYTES = 262_144;
/** A client asks for the state as soon as it is connected. One that does not must not hold up the others. */
const FIRST_FRAME_WITHIN_MS = 100;
/** What a stock client has sent by the time its map is built: a question and its presence. */
const MAX_EARLY_FRAMES = 100;
/** More is left to wait in the socket: one first sync of the largest size. */
const MAX_EARLY_FRAME_BYTES = MAX_FRAME_BYTES;

/** The question of a client that has nothing yet. */
const NOTHING_YET = Buffer.from([MESSAGE_SYNC, SYNC_STEP_1, 1, 0]);

export class Newcomer {
  readonly #shakeHands: () => MapSocket | null;
  #websocket: MapSocket | null = null;
  #frames: { data: unknown; isBinary: boolean }[] = [];
  #frameBytes = 0;
  #onFrame: (() => void) | null = null;
  #hasRows = false;
  #rowBytes = 0;
  #rowsLeft: Promise<void> = Promise.resolve();

  /** `shakeHands` completes the upgrade; null: the socket is gone. */
  constructor(shakeHands: () => MapSocket | null) {
    this.#shakeHands = shakeHands;
  }

  /** The websocket, opened now if it was not yet. What comes in is kept until `takeFrames`. */
  websocket(): MapSocket | null {
    if (this.#websocket !== null) return this.#websocket;
    const websocket = this.#shakeHands();
    this.#websocket = websocket;
    websocket?.on("message", this.#keep);
    return websocket;
  }

  /** Sends what the journal holds, after a greeting, to a client that has nothing yet, if there is much of it. */
  async giveRows(rows: readonly JournalRow[], greeting: Outgoing | null): Promise<void> {
    const bytes = rows.reduce((sum, row) => sum + row.bytes.length, 0);
    if (bytes < LARGE_MAP_BYTES) return;
    const websocket = this.websocket();
    if (websocket === null || !(await this.#hasNothing())) return;
    if (websocket.readyState !== websocket.OPEN) return;
    if (greeting !== null) websocket.send(greeting.payload);
    for (const row of rows) websocket.send(encodeUpdate(row.bytes).payload);
    // The callback of what is sent last comes when all before it has left.
    this.#rowBytes = bytes;
    this.#rowsLeft = new Promise((resolve) => websocket.ping(undefined, false, () => resolve()));
    this.#hasRows = true;
    // The bytes leave before the long work begins.
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** How many bytes of rows may still be on their way, and when they have left. */
  get bulk(): { bytes: number; left: Promise<void> } {
    return { bytes: this.#rowBytes, left: this.#rowsLeft };
  }

  /**
   * What came in so far; from now on nothing is kept. `stateOf` encodes the question of a client that has all rows: it
   * stands for the one that was answered by them. null: ask as they did.
   */
  takeFrames(stateOf: (() => Uint8Array) | null): { data: unknown; isBinary: boolean }[] {
    this.#websocket?.off("message", this.#keep);
    const frames = this.#frames;
    this.#frames = [];
    const [first] = frames;
    if (!this.#hasRows || stateOf === null || first === undefined) return frames;
    return frames.with(0, { data: stateOf(), isBinary: true });
  }

  readonly #keep = (data: unknown, isBinary: boolean): void => {
    this.#frames.push({ data, isBinary });
    if (data instanceof Uint8Array) this.#frameBytes += data.length;
    const isFull =
      this.#frames.length >= MAX_EARLY_FRAMES || this.#frameBytes >= MAX_EARLY_FRAME_BYTES;
    if (isFull && this.#websocket?.isPaused === false) this.#websocket.pause();
    this.#onFrame?.();
  };

  async #hasNothing(): Promise<boolean> {
    if (this.#frames.length === 0) {
      await new Promise<void>((resolve) => {
        this.#onFrame = resolve;
        setTimeout(resolve, FIRST_FRAME_WITHIN_MS);
      });
      this.#onFrame = null;
    }
    const [first] = this.#frames;
    return first?.data instanceof Uint8Array && NOTHING_YET.equals(first.data);
  }
}
