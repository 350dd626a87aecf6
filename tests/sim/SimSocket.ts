// The network between one client and the server: a websocket to the client, a wire to the room. Frames keep their order
// and take their time; a cut takes with it whatever was under way, and each end learns of it later and by itself.
import type { CloseCode } from "#shared/protocol/closeCodes.ts";
import type { SeededRandom } from "../fixtures/SeededRandom.ts";
import type { Outgoing } from "../../server/sync/frames.ts";
import type { Wire } from "../../server/sync/Wire.ts";
import type { Scheduler } from "./Scheduler.ts";

/** Seen from the client, what a browser's WebSocket is; seen from the server, a wire. */
export interface ServerEnd {
  onFrame(frame: Uint8Array): void;
  onClosed(): void;
}

/**
 * Finds the other end of a new connection; null: nobody listens there. `accept` is to be called once the handshake is
 * certain and before anything is sent.
 */
export type Dial = (
  url: URL,
  wire: Wire,
  accept: () => void,
) => Promise<ServerEnd | { code: CloseCode } | null>;

const LATENCY_MS = 40;
const NOTICE_MS = 2_000;

export class SimSocket {
  readonly CONNECTING: number = 0;
  readonly OPEN: number = 1;
  readonly CLOSING: number = 2;
  readonly CLOSED: number = 3;
  readyState: number = 0;
  binaryType = "arraybuffer";
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  onerror: ((event: unknown) => void) | null = null;
  readonly #scheduler: Scheduler;
  readonly #random: SeededRandom;
  #end: ServerEnd | null = null;
  #cut = false;
  #endTold = false;
  #dialling = false;
  #paused = false;
  /** When the last frame of each direction arrives: the next may not overtake it. */
  #upAt = 0;
  #downAt = 0;
  #held: Uint8Array[] = [];
  #unsent = 0;

  constructor(url: string, dial: Dial, scheduler: Scheduler, random: SeededRandom) {
    this.#scheduler = scheduler;
    this.#random = random;
    void this.#connect(new URL(url), dial);
  }

  async #connect(url: URL, dial: Dial): Promise<void> {
    await this.#scheduler.wait(this.#random.fraction() * LATENCY_MS);
    if (this.#cut || this.readyState !== this.CONNECTING) return this.#closeHere(1006);
    this.#dialling = true;
    const end = await dial(url, this.#wire(), () =>
      this.#down(() => {
        if (this.readyState !== this.CONNECTING) return;
        this.readyState = this.OPEN;
        this.onopen?.();
      }),
    );
    if (end === null) return this.#closeHere(1006);
    if ("code" in end) return this.#closeHere(end.code);
    this.#end = end;
    if (this.#cut || this.readyState === this.CLOSED) this.#tellServer();
  }

  send(data: ArrayBufferLike | Uint8Array): void {
    if (this.readyState !== this.OPEN || this.#cut) return;
    const frame = Uint8Array.from(data instanceof Uint8Array ? data : new Uint8Array(data));
    this.#up(() => this.#deliver(frame));
  }

  /** The client hangs up: it hears nothing more, the server learns it once everything sent before has arrived. */
  close(): void {
    if (this.readyState === this.CLOSED) return;
    this.readyState = this.CLOSED;
    this.#up(() => this.#tellServer());
  }

  /** The cable is pulled. What is under way is lost; both ends notice some time later. */
  cut(): void {
    if (this.#cut) return;
    this.#cut = true;
    this.#scheduler.after(this.#random.fraction() * NOTICE_MS, () => this.#closeHere(1006));
    this.#scheduler.after(this.#random.fraction() * NOTICE_MS, () => this.#tellServer());
  }

  /** The server's process is gone: its end says nothing more, the client is told by its operating system. */
  serverDied(): void {
    if (this.#end === null && !this.#dialling) return;
    this.#end = null;
    this.#endTold = true;
    this.#down(() => this.#closeHere(1006));
  }

  #deliver(frame: Uint8Array): void {
    if (this.#paused) this.#held.push(frame);
    else if (!this.#endTold) this.#end?.onFrame(frame);
  }

  #tellServer(): void {
    if (this.#endTold || this.#end === null) return;
    this.#endTold = true;
    this.#end.onClosed();
  }

  #closeHere(code: number): void {
    if (this.readyState === this.CLOSED) return;
    this.readyState = this.CLOSED;
    this.onclose?.({ code, reason: "" });
  }

  #up(run: () => void): void {
    this.#upAt = this.#later(this.#upAt, run);
  }

  #down(run: () => void): void {
    this.#downAt = this.#later(this.#downAt, run);
  }

  #later(notBefore: number, run: () => void): number {
    const now = this.#scheduler.now();
    // What is sent while something else is under way mostly travels with it. Strictly behind the last one in any case:
    // events of the same moment have no order.
    const withTheLast = notBefore > now && this.#random.chance(0.7);
    const arrival = withTheLast ? 0 : now + this.#random.fraction() * LATENCY_MS;
    const at = Math.max(arrival, notBefore + 0.001);
    this.#scheduler.after(at - now, () => {
      if (!this.#cut) run();
    });
    return at;
  }

  #wire(): Wire {
    const unsent = (): number => this.#unsent;
    return {
      send: ({ payload }: Outgoing, onFlushed?: () => void) => {
        if (this.#endTold) return;
        const bytes = Uint8Array.from(payload);
        this.#unsent += bytes.length;
        this.#down(() => {
          this.#unsent -= bytes.length;
          onFlushed?.();
          if (this.readyState === this.OPEN) this.onmessage?.({ data: bytes.buffer });
        });
      },
      get unsentBytes() {
        return unsent();
      },
      close: (code: CloseCode) => {
        this.#down(() => this.#closeHere(code));
        this.#up(() => this.#tellServer());
      },
      pause: () => {
        this.#paused = true;
      },
      resume: () => {
        this.#paused = false;
        for (const frame of this.#held.splice(0)) this.#deliver(frame);
      },
    };
  }
}
