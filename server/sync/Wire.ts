// What a connection needs of its socket. The real one is SocketWire.ts; tests and simulations bring their own.
import type { CloseCode } from "#shared/protocol/closeCodes.ts";
import type { Outgoing } from "./frames.ts";

export interface Wire {
  /** Sends one message; `onFlushed` once the operating system has taken it. Does nothing after a close. */
  send(message: Outgoing, onFlushed?: () => void): void;
  /** Bytes sent but not yet taken by the operating system: the reader is that far behind. */
  readonly unsentBytes: number;
  /** Says goodbye with a code and a short reason (no payload in it). */
  close(code: CloseCode, reason: string): void;
  /** Stops reading from the socket, and goes on again: TCP slows the sender down. */
  pause(): void;
  resume(): void;
}
