// Gives up attempts to connect that come to nothing. A line that has stopped carrying anything without being closed (another
// network, a box on the way that has forgotten us) leaves a browser waiting for minutes, also when the line is long good
// again. Knows the stock provider, nothing of what goes over it.
import type { WebsocketProvider } from "y-websocket";

export interface Patience {
  /** How long the first attempt to connect may take. Each that fails makes the next one's time longer. */
  connectMs: number;
  maxConnectMs: number;
  /** Without an answer to a counter for this long, the connection is taken for dead and made anew. */
  answerMs: number;
}

export const PATIENCE: Patience = { connectMs: 10_000, maxConnectMs: 30_000, answerMs: 10_000 };

/** The provider gives up a connection on which nothing has come for so long (`messageReconnectTimeout`). */
const SILENCE_MS = 30_000;
/** A map that takes longer to come, as one message over a slow line, is given up to eight times as long. */
const MAX_DOUBLINGS = 3;
const CHECK_MS = 5_000;

export class LineWatch {
  readonly #provider: WebsocketProvider;
  readonly #retry: () => void;
  readonly #patience: Patience;
  /** Attempts to connect that came to nothing, one after the other. */
  #attempts = 0;
  #connecting: ReturnType<typeof setTimeout> | null = null;
  /** Connections that were silent before the map was there, one after the other. */
  #silences = 0;
  #coming: ReturnType<typeof setInterval> | null = null;

  /** `retry`: gives up the attempt that is being made, and begins another. */
  constructor(provider: WebsocketProvider, retry: () => void, patience: Patience) {
    this.#provider = provider;
    this.#retry = retry;
    this.#patience = patience;
    provider.on("status", ({ status }) => {
      this.stop();
      if (status === "connecting") this.#watchConnecting();
      if (status === "connected") this.#waitForMap();
    });
    provider.on("sync", (synced) => {
      if (!synced) return;
      this.stop();
      this.#silences = 0;
    });
    provider.on("connection-close", (event) => {
      const { wsconnected, synced, wsLastMessageReceived } = provider;
      const isSilent = event === null && Date.now() - wsLastMessageReceived > SILENCE_MS;
      if (wsconnected && !synced && isSilent) this.#silences++;
      if (!wsconnected) this.stop();
    });
  }

  stop(): void {
    if (this.#connecting !== null) clearTimeout(this.#connecting);
    if (this.#coming !== null) clearInterval(this.#coming);
    this.#connecting = this.#coming = null;
  }

  #watchConnecting(): void {
    const { connectMs, maxConnectMs } = this.#patience;
    this.#connecting = setTimeout(
      () => {
        this.#attempts++;
        this.#retry();
      },
      Math.min(connectMs * 2 ** this.#attempts, maxConnectMs),
    );
  }

  /** The browser tells nothing of a message before it is there as a whole: what comes slowly looks like silence. */
  #waitForMap(): void {
    this.#attempts = 0;
    const doublings = Math.min(this.#silences, MAX_DOUBLINGS);
    const until = Date.now() + SILENCE_MS * (2 ** doublings - 1);
    this.#coming = setInterval(() => {
      if (Date.now() < until) this.#provider.wsLastMessageReceived = Date.now();
    }, CHECK_MS);
  }
}
