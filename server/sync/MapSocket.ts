// A websocket that knows where it belongs, so that one set of listeners serves all of them: listeners made for each would be
// most of what the server keeps of somebody who is only looking. Knows no rights.
import { WebSocket } from "ws";
import type { Admission } from "./rightsCheck.ts";
import type { Room } from "./Room.ts";
import type { SocketWire } from "./SocketWire.ts";

/** A connection in its room. */
export interface Seat extends Admission {
  readonly room: Room;
  readonly wire: SocketWire;
}

export class MapSocket extends WebSocket {
  /** null until it has been let in. */
  seat: Seat | null = null;
}

/** The seat of the socket that a listener was called on; null: it has none. */
export function seatOf(socket: WebSocket): Seat | null {
  return socket instanceof MapSocket ? socket.seat : null;
}
