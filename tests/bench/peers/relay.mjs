// A bare `ws` relay: every message goes as it is to all the others of its room. No document, no memory of anything:
// the least a server can do for each message.
import { createServer } from "node:http";
import { WebSocketServer } from "ws";
import { HOST, PORT, ready } from "./listening.mjs";

/** @type {Map<string, Set<import("ws").WebSocket>>} */
const rooms = new Map();
const http = createServer();
const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });

sockets.on("connection", (socket, request) => {
  const name = request.url ?? "/";
  const room = rooms.get(name) ?? new Set();
  rooms.set(name, room.add(socket));
  socket.on("message", (data) => {
    for (const other of room) if (other !== socket) other.send(data);
  });
  socket.on("error", (error) => console.error(error.message));
  socket.on("close", () => {
    room.delete(socket);
    if (room.size === 0) rooms.delete(name);
  });
});

http.listen(PORT, HOST, () => ready(http.address().port));
