// A connection's wire over a real websocket. Outgoing frames are already encoded, so they go straight to the TCP
// socket: `ws` would build the same two to ten bytes of header once more for every receiver. That is sound because
// `ws` itself only writes whole control frames, and without compression writes at once.
import type { Socket } from "node:net";
import type { WebSocket } from "ws";
import type { CloseCode } from "#shared/protocol/closeCodes.ts";
import type { Outgoing } from "./frames.ts";
import type { Wire } from "./Wire.ts";

/** How long a client may take to answer a close before its socket is cut. */
const CLOSE_TIMEOUT_MS = 3_000;
const MAX_UNANSWERED_PINGS = 3;

export class SocketWire implements Wire {
  readonly #websocket: WebSocket;
  readonly #socket: Socket;
  #unanswered = 0;
  /** Bytes that had come in at the last tick: whatever comes after a ping shows that the other end lives. */
  #heardBytes = 0;
  #paused = false;

  constructor(websocket: WebSocket, socket: Socket) {
    this.#websocket = websocket;
    this.#socket = socket;
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
    this.#paused = true;
    this.#websocket.pause();
  }

  resume(): void {
    this.#paused = false;
    this.#websocket.resume();
  }

  /** To be called at a steady pace: cuts a connection that leaves several pings unanswered. */
  tick(): void {
    // While nothing is read from the socket, no answer can be.
    if (this.#paused) return;
    const { bytesRead } = this.#socket;
    if (bytesRead !== this.#heardBytes) this.#unanswered = 0;
    this.#heardBytes = bytesRead;
    if (this.#unanswered >= MAX_UNANSWERED_PINGS) {
      this.#websocket.terminate();
      return;
    }
    this.#unanswered++;
    this.#websocket.ping();
  }
}
