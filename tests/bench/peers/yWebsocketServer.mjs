// @y/websocket-server as its own `src/server.js` starts it (same ws, same hooks), in memory, or with y-leveldb
// bound the way its README's predecessor did it when DATA_DIR is set: every update is stored as it comes.
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { setPersistence, setupWSConnection } from "@y/websocket-server/utils";
import { DATA_DIR, HOST, PORT, ready } from "./listening.mjs";

const require = createRequire(import.meta.resolve("@y/websocket-server/utils"));
const WebSocket = require("ws");

if (DATA_DIR !== "") {
  const { LeveldbPersistence } = await import("y-leveldb");
  const Y = await import("yjs");
  const store = new LeveldbPersistence(DATA_DIR);
  setPersistence({
    provider: store,
    bindState: async (name, doc) => {
      const stored = await store.getYDoc(name);
      const fresh = Y.encodeStateAsUpdate(doc);
      store.storeUpdate(name, fresh);
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(stored));
      doc.on("update", (update) => {
        store.storeUpdate(name, update);
      });
    },
    writeState: async () => {},
  });
}

const http = createServer((_request, response) => response.end("okay"));
const sockets = new WebSocket.Server({ noServer: true });
sockets.on("connection", setupWSConnection);
http.on("upgrade", (request, socket, head) => {
  sockets.handleUpgrade(request, socket, head, (ws) => sockets.emit("connection", ws, request));
});
http.listen(PORT, HOST, () => ready(http.address().port));
