// A websocket client with nothing in it: frames go out masked, frames that come in are handed on as a range of one
// shared buffer. Exists because a full client (`ws`, an EventEmitter and a Buffer a frame) costs more than some of the
// servers that are measured with it.
import { connect, type Socket } from "node:net";

/** Called for each binary frame; the range is valid during the call only. `at` is `performance.now()` of the read. */
export type OnFrame = (bytes: Buffer, start: number, end: number, at: number) => void;

const READ_BUFFER = Buffer.alloc(4 * 1024 * 1024);
const MASK = Buffer.from([0x5a, 0xc3, 0x17, 0x88]);
const OPCODE_BINARY = 2;
const OPCODE_CLOSE = 8;
const OPCODE_PING = 9;
const OPCODE_PONG = 10;

/** Where to connect to, and what to show there. */
export interface Door {
  port: number;
  /** The cookie of somebody who may come in; null where nobody asks. */
  cookie: string | null;
}

export class RawSocket {
  /** Set once the server closed: its close code, or 1006 when it just went away. */
  closedWith: number | null = null;
  private readonly socket: Socket;
  private rest: Buffer | null = null;
  private upgraded = false;
  private readonly onFrame: OnFrame;
  private readonly opened = Promise.withResolvers<void>();

  constructor({ port, cookie }: Door, path: string, onFrame: OnFrame) {
    this.onFrame = onFrame;
    this.socket = connect({
      port,
      host: "127.0.0.1",
      noDelay: true,
      onread: {
        buffer: READ_BUFFER,
        callback: (length) => {
          this.take(READ_BUFFER, length);
          return true;
        },
      },
    });
    this.socket.write(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        // As every browser says it.
        `Origin: http://127.0.0.1:${port}\r\n` +
        (cookie === null ? "" : `Cookie: ${cookie}\r\n`) +
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n",
    );
    this.socket.on("error", (error) => this.opened.reject(error));
    this.socket.on("close", () => {
      this.closedWith ??= 1006;
      this.opened.reject(new Error(`closed with ${this.closedWith}`));
    });
  }

  /** Resolves once the server has agreed to speak websocket. */
  whenOpen(): Promise<void> {
    return this.opened.promise;
  }

  send(payload: Uint8Array, opcode: number = OPCODE_BINARY): void {
    const length = payload.length;
    const header = length < 126 ? 2 : length < 65_536 ? 4 : 10;
    const frame = Buffer.allocUnsafe(header + 4 + length);
    frame[0] = 0x80 | opcode;
    if (header === 2) frame[1] = 0x80 | length;
    else if (header === 4) {
      frame[1] = 0x80 | 126;
      frame.writeUInt16BE(length, 2);
    } else {
      frame[1] = 0x80 | 127;
      frame.writeBigUInt64BE(BigInt(length), 2);
    }
    frame.set(MASK, header);
    const body = header + 4;
    for (let i = 0; i < length; i++) frame[body + i] = (payload[i] ?? 0) ^ (MASK[i & 3] ?? 0);
    this.socket.write(frame);
  }

  close(): void {
    this.socket.destroy();
  }

  private take(chunk: Buffer, length: number): void {
    const at = performance.now();
    let bytes = chunk;
    let end = length;
    if (this.rest !== null) {
      bytes = Buffer.concat([this.rest, chunk.subarray(0, length)]);
      end = bytes.length;
      this.rest = null;
    }
    let start = 0;
    if (!this.upgraded) {
      const head = bytes.subarray(0, end).indexOf("\r\n\r\n");
      if (head >= 0) {
        const status = bytes.toString("latin1", 0, 12);
        if (!status.endsWith(" 101")) throw new Error(`upgrade refused: ${status}`);
        this.upgraded = true;
        start = head + 4;
        this.opened.resolve();
      } else start = 0;
    }
    if (this.upgraded) start = this.readFrames(bytes, start, end, at);
    if (start < end) this.rest = Buffer.from(bytes.subarray(start, end));
  }

  /** Returns where the first incomplete frame begins. */
  private readFrames(bytes: Buffer, from: number, end: number, at: number): number {
    let start = from;
    while (start + 2 <= end) {
      const opcode = (bytes[start] ?? 0) & 15;
      let length = (bytes[start + 1] ?? 0) & 127;
      let body = start + 2;
      if (length === 126) {
        if (body + 2 > end) break;
        length = bytes.readUInt16BE(body);
        body += 2;
      } else if (length === 127) {
        if (body + 8 > end) break;
        length = Number(bytes.readBigUInt64BE(body));
        body += 8;
      }
      if (body + length > end) break;
      if (opcode === OPCODE_BINARY) this.onFrame(bytes, body, body + length, at);
      else if (opcode === OPCODE_PING) this.send(bytes.subarray(body, body + length), OPCODE_PONG);
      else if (opcode === OPCODE_CLOSE)
        this.closedWith = length >= 2 ? bytes.readUInt16BE(body) : 1005;
      else throw new Error(`unexpected websocket opcode ${opcode}`);
      start = body + length;
    }
    return start;
  }
}
