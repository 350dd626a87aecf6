// Cuts connections on which nothing moves any more: somebody who asks for much and reads none of it would hold the answer, a
// socket and a file open for ever. Knows sockets, not what is asked.
import type { Server } from "node:http";

/** Longer than anything here takes to be answered. A websocket, once it is one, has pings of its own. */
const IDLE_MS = 5 * 60_000;

export function cutIdleClients(server: Server, idleMs = IDLE_MS): void {
  server.setTimeout(idleMs, (socket) => socket.destroy());
}
