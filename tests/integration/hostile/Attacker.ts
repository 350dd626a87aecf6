// Somebody who has a socket to a map and sends what they like. Knows websockets, not the protocol on them.
import { once } from "node:events";
import { request } from "node:http";
import { WebSocket } from "ws";
import { cookieFor, type As } from "../../fixtures/people.ts";

export class Attacker {
  /** What the server has sent. */
  readonly received: Uint8Array[] = [];
  /** The code with which the socket was closed, once it was. */
  closedWith: number | null = null;
  /** Called at every message and at the close. */
  onEvent: () => void = () => undefined;
  readonly #socket: WebSocket;

  /** Joins a map; throws if the handshake is refused. `query` goes behind the address. */
  static async join(syncUrl: string, mapId: string, query = "", as?: As): Promise<Attacker> {
    const cookie = cookieFor(syncUrl, as);
    const headers = cookie === null ? {} : { cookie };
    const attacker = new Attacker(new WebSocket(`${syncUrl}/${mapId}${query}`, { headers }));
    await once(attacker.#socket, "open");
    return attacker;
  }

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.binaryType = "nodebuffer";
    socket.on("message", (data) => {
      if (data instanceof Uint8Array) this.received.push(data);
      this.onEvent();
    });
    socket.on("close", (code) => {
      this.closedWith = code;
      this.onEvent();
    });
    // A server that hangs up in the midst of a frame is an error here, and what is wanted.
    socket.on("error", () => undefined);
  }

  send(frame: Uint8Array | string): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(frame);
  }

  /** Reads nothing from now on, as somebody whose machine hangs. */
  stopReading(): void {
    this.#socket.pause();
  }

  readAgain(): void {
    this.#socket.resume();
  }

  close(): void {
    this.#socket.terminate();
  }
}

/**
 * The status with which an upgrade is answered; 101 if it is let in. The path goes out as it stands here: a client of
 * good manners would put `..` and the like in order.
 */
export function upgradeStatus(
  url: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(url, {
      path,
      headers: {
        connection: "Upgrade",
        upgrade: "websocket",
        "sec-websocket-version": "13",
        "sec-websocket-key": Buffer.alloc(16).toString("base64"),
        ...headers,
      },
    });
    asked.on("upgrade", (_response, socket) => {
      socket.destroy();
      resolve(101);
    });
    asked.on("response", ({ statusCode }) => {
      asked.destroy();
      resolve(statusCode ?? 0);
    });
    asked.on("error", reject);
    asked.end();
  });
}
