// Clients that ask and do not read, on real sockets.
import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { cutIdleClients } from "../../server/http/idleClients.ts";
import { waitFor } from "../fixtures/waitFor.ts";

const IDLE_MS = 1_000;
/** More than the buffers on both sides hold. */
const ANSWER = Buffer.alloc(32 * 1_048_576, "x");

const server = createServer((_request, response) => response.end(ANSWER));
const websockets = new WebSocketServer({ server });
let port = 0;
beforeEach(async () => {
  cutIdleClients(server, IDLE_MS);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  ({ port } = server.address() as AddressInfo);
});
afterEach(() => {
  websockets.close();
  server.closeAllConnections();
  server.close();
});

function connections(): Promise<number> {
  return new Promise((resolve, reject) => {
    server.getConnections((error, count) => (error === null ? resolve(count) : reject(error)));
  });
}

function ask(): Socket {
  const socket = connect({ port, host: "127.0.0.1" });
  socket.on("error", () => undefined);
  socket.write("GET / HTTP/1.1\r\nHost: here\r\n\r\n");
  return socket;
}

it("HI-20: who asks and reads nothing is cut; who reads slowly, and who has a websocket, is not", async () => {
  const silent = ask();
  silent.pause();
  const open = new WebSocket(`ws://127.0.0.1:${port}/`);
  await once(open, "open");
  const slow = ask();
  let read = 0;
  slow.on("data", (bytes: Buffer) => {
    read += bytes.length;
    slow.pause();
    setTimeout(() => slow.resume(), 2);
  });
  await waitFor("three are connected", async () => (await connections()) === 3);
  await waitFor("the slow one has all of it", () => read > ANSWER.length);
  await waitFor("the silent one is cut", async () => (await connections()) <= 2);
  expect(open.readyState).toBe(WebSocket.OPEN);
  const ponged = once(open, "pong");
  open.ping();
  await ponged;
  open.terminate();
  slow.destroy();
  silent.destroy();
});
