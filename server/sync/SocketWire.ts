// A connection's wire over a real websocket. Outgoing frames are already encoded, so they go straight to the TCP
// socket: `ws` would build the same two to ten bytes of header once more for every receiver. That is sound because
// `ws` itself only writes whole control frames, and without compression writes at once.
import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import type { CloseCode } from "#shared/protocol/closeCodes.ts";
import type { Outgoing } from "./frames.ts";
import type { Wire } from "./Wire.ts";

/** How long a client may take to answer a close before its socket is cut. */
const CLOSE_TIMEOUT_MS = 3_000;

export class SocketWire implements Wire {
  readonly #websocket: WebSocket;
  readonly #socket: Duplex;
  /** A pong, or any message, has come since the last ping. */
  #heard = true;

  constructor(websocket: WebSocket, socket: Duplex) {
    this.#websocket = websocket;
    this.#socket = socket;
    websocket.on("pong", () => {
      this.#heard = true;
    });
  }

  get unsentBytes(): number {
    return this.#socket.writableLength;
  }

  send({ frame }: Outgoing, onFlushed?: () => void): void {
    if (this.#websocket.readyState !== this.#websocket.OPEN || !this.#socket.writable) return;
    if (onFlushed === undefined) this.#socket.write(frame);
    else this.#socket.write(frame, onFlushed);
  }

  close(code: CloseCode, reason: string): void {
    this.#websocket.resume();
    this.#websocket.close(code, reason);
    setTimeout(() => this.#websocket.terminate(), CLOSE_TIMEOUT_MS).unref();
  }

  pause(): void {
    this.#websocket.pause();
  }

  resume(): void {
    this.#websocket.resume();
  }

  /** To be called at a steady pace: cuts a connection that did not answer the last ping. */
  tick(): void {
    if (!this.#heard) {
      this.#websocket.terminate();
      return;
    }
    this.#heard = false;
    this.#websocket.ping();
  }
}
