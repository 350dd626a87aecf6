// The upper limit to aim for: a relay that does nothing but put together what arrived within one turn of the event
// loop. It speaks y-websocket frames: awareness entries of a turn become one awareness message, updates of a turn one
// merged update; each receiver gets at most two frames a turn. No checks, no document, nothing stored.
import { createServer } from "node:http";
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { WebSocketServer } from "ws";
import * as Y from "yjs";
import { HOST, PORT, ready } from "./listening.mjs";

class Room {
  sockets = new Set();
  updates = [];
  /** Latest entry by awareness client id: `[clock, state]`. */
  presence = new Map();
  scheduled = false;

  take(data) {
    const decoder = decoding.createDecoder(data);
    const type = decoding.readVarUint(decoder);
    if (type === 0 && decoding.readVarUint(decoder) === 2) {
      this.updates.push(decoding.readVarUint8Array(decoder));
    } else if (type === 1) {
      const inner = decoding.createDecoder(decoding.readVarUint8Array(decoder));
      for (let left = decoding.readVarUint(inner); left > 0; left--) {
        const id = decoding.readVarUint(inner);
        this.presence.set(id, [decoding.readVarUint(inner), decoding.readVarUint8Array(inner)]);
      }
    } else return;
    if (!this.scheduled) {
      this.scheduled = true;
      setImmediate(() => this.flush());
    }
  }

  flush() {
    this.scheduled = false;
    if (this.updates.length > 0) {
      const encoder = encoding.createEncoder();
      encoding.writeVarUint(encoder, 0);
      encoding.writeVarUint(encoder, 2);
      const merged = this.updates.length === 1 ? this.updates[0] : Y.mergeUpdates(this.updates);
      encoding.writeVarUint8Array(encoder, merged);
      this.updates = [];
      this.send(encoding.toUint8Array(encoder));
    }
    if (this.presence.size > 0) {
      const inner = encoding.createEncoder();
      encoding.writeVarUint(inner, this.presence.size);
      for (const [id, [clock, state]] of this.presence) {
        encoding.writeVarUint(inner, id);
        encoding.writeVarUint(inner, clock);
        encoding.writeVarUint8Array(inner, state);
      }
      this.presence.clear();
      const encoder = encoding.createEncoder();
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarUint8Array(encoder, encoding.toUint8Array(inner));
      this.send(encoding.toUint8Array(encoder));
    }
  }

  send(frame) {
    for (const socket of this.sockets) socket.send(frame);
  }
}

/** @type {Map<string, Room>} */
const rooms = new Map();
const http = createServer();
const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });

sockets.on("connection", (socket, request) => {
  const name = request.url ?? "/";
  const room = rooms.get(name) ?? new Room();
  rooms.set(name, room);
  room.sockets.add(socket);
  socket.on("message", (data) => room.take(new Uint8Array(data)));
  socket.on("error", (error) => console.error(error.message));
  socket.on("close", () => {
    room.sockets.delete(socket);
    if (room.sockets.size === 0) rooms.delete(name);
  });
});

http.listen(PORT, HOST, () => ready(http.address().port));
