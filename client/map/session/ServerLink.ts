// The socket to the map's room: the stock y-websocket provider, and this project's additions to its protocol. Says
// when everything sent so far is durable, who the server takes us for, and why it closed.
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import type { Awareness } from "y-protocols/awareness";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { mayDo } from "#shared/access/policy.ts";
import { CLOSE, isTerminal } from "#shared/protocol/closeCodes.ts";
import { CLIENT_PARAMS } from "#shared/protocol/clientParams.ts";
import {
  MESSAGE_CHANGED,
  MESSAGE_GRANT,
  MESSAGE_RESTORED,
  MESSAGE_SAVED,
  MESSAGE_STORE,
  MESSAGE_SYNC,
  PARAM_EPOCH,
  SYNC_STEP_1,
  SYNC_STEP_2,
  SYNC_UPDATE,
} from "#shared/protocol/messages.ts";
import { MAX_UPDATE_BYTES, MAX_UPDATE_STRUCTS } from "#shared/protocol/limits.ts";
import { grantSchema, type Grant } from "#shared/protocol/presence.ts";
import { restoredNewsSchema, type RestoredNews } from "#shared/versions/api.ts";
import { AheadSocket, isAhead } from "./AheadSocket.ts";
import { LineWatch, PATIENCE, type Patience } from "./LineWatch.ts";
import { splitUpdate } from "./splitUpdate.ts";

const MAX_BACKOFF_MS = 5_000;
/** One message to the server; some room for what is around the update. */
const UPDATE_LIMITS = { bytes: MAX_UPDATE_BYTES - 1_024, structs: MAX_UPDATE_STRUCTS };
/** An update with nothing in it. */
const NOTHING = Uint8Array.of(0, 0);

export interface LinkEvents {
  /** The server has everything up to this counter on disk. */
  onSaved(counter: number): void;
  /** Comes before anything is sent that was changed here. */
  onGrant(grant: Grant): void;
  onChanged(topic: string): void;
  /** Comes after the change that it tells of. */
  onRestored(news: RestoredNews): void;
  /** Whether the server can write the map. */
  onStore(working: boolean): void;
  onConnected(connected: boolean): void;
  onSynced(): void;
  /** A terminal close: it will not come back by itself. */
  onEnded(code: number): void;
}

export class ServerLink {
  readonly awareness: Awareness;
  /** Origin of everything that came from the server. */
  readonly origin: unknown;
  readonly #provider: WebsocketProvider;
  readonly #doc: Y.Doc;
  readonly #newestCounter: () => number;
  readonly #watch: LineWatch;
  readonly #patience: Patience;
  /** The server's first question on this connection is answered: from then on changes are sent as they are made. */
  #exchanged = false;
  /** What the server granted on this connection. */
  #mayChange = true;
  #asking = false;
  #asked = 0;
  #answered = 0;
  #storeWorking = true;
  #deadline: ReturnType<typeof setTimeout> | null = null;

  constructor(
    url: string,
    mapId: string,
    doc: Y.Doc,
    newestCounter: () => number,
    events: LinkEvents,
    patience = PATIENCE,
  ) {
    this.#patience = patience;
    this.#newestCounter = newestCounter;
    this.#provider = new WebsocketProvider(url, mapId, doc, {
      connect: false,
      // Other tabs hear of a change from the server, once it is on disk, like everybody else.
      disableBc: true,
      maxBackoffTime: MAX_BACKOFF_MS,
      params: { ...CLIENT_PARAMS },
      WebSocketPolyfill: AheadSocket,
      shouldReconnect: ({ code }) => !isTerminal(code) && !this.#lacksForGood(code),
    });
    // What is changed here goes out by `send`: when it is known that it may.
    doc.off("update", this.#provider._updateHandler);
    this.#doc = doc;
    this.awareness = this.#provider.awareness;
    this.origin = this.#provider;
    this.#watch = new LineWatch(this.#provider, this.reconnect, patience);
    this.#handleAdditions(events);
    this.#provider.on("status", ({ status }) => {
      this.#exchanged = false;
      this.#stopWaiting();
      if (status === "connected") {
        // Peers ignore a state with a clock they have seen, and ours did not move while we were away.
        this.awareness.setLocalState(this.awareness.getLocalState());
      }
      if (status !== "connecting") events.onConnected(status === "connected");
    });
    this.#provider.on("sync", (synced) => {
      if (synced) events.onSynced();
    });
    this.#provider.on("connection-close", (event) => {
      // The server is there and waits for us: no reason to hold back.
      const isCalledBack =
        event?.code === CLOSE.rightsChanged || event?.code === CLOSE.contentErased;
      if (isCalledBack) this.#provider.wsUnsuccessfulReconnects = 0;
    });
    this.#provider.on("closed", ({ code }) => {
      events.onEnded(this.#lacksForGood(code) ? CLOSE.invalidUpdate : code);
    });
  }

  /** Of the copy of the map that is in the document (`Grant.epoch`): every connection from now on says so. */
  setEpoch(epoch: number): void {
    this.#provider.params[PARAM_EPOCH] = String(epoch);
  }

  /** The map is on its way already, and this device keeps nothing of it. */
  get isAhead(): boolean {
    return isAhead(this.#provider.url);
  }

  connect(): void {
    this.#provider.connect();
  }

  /** The network has changed: do not wait for a timeout to notice. */
  reconnect = (): void => {
    if (!this.#provider.shouldConnect) return;
    this.#provider.disconnect();
    this.#provider.connect();
  };

  /** Sends a change of this person. While there is no connection the first answer on the next one will hold it. */
  send(update: Uint8Array): void {
    if (!this.#exchanged || !this.#mayChange) return;
    for (const part of splitUpdate(update, UPDATE_LIMITS)) this.#sendSync(SYNC_UPDATE, part);
  }

  /** Asks the server to confirm all changes made so far; many calls in one turn are one question. */
  askForConfirmation(): void {
    if (this.#asking) return;
    this.#asking = true;
    queueMicrotask(() => {
      this.#asking = false;
      this.#sendCounter();
    });
  }

  destroy(): void {
    this.#stopWaiting();
    this.#watch.stop();
    this.#provider.destroy();
  }

  /**
   * Changes of an earlier page build on some that neither this device nor the server has: the device lost them before they
   * were sent (storage cleared, a full disk). Coming back would be refused again and again.
   */
  #lacksForGood(code: number): boolean {
    const { pendingStructs, pendingDs } = this.#doc.store;
    return code === CLOSE.outOfStep && (pendingStructs !== null || pendingDs !== null);
  }

  #sendSync(step: number, bytes: Uint8Array): void {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, MESSAGE_SYNC);
    encoding.writeVarUint(encoder, step);
    encoding.writeVarUint8Array(encoder, bytes);
    this.#provider.ws?.send(encoding.toUint8Array(encoder));
  }

  /** Answers the server's first question with what it lacks: nothing, where nothing may be changed. */
  #answer(stateVector: Uint8Array): void {
    const lacking = this.#mayChange ? Y.encodeStateAsUpdate(this.#doc, stateVector) : NOTHING;
    const parts = splitUpdate(lacking, UPDATE_LIMITS);
    const last = parts.pop() ?? NOTHING;
    for (const part of parts) this.#sendSync(SYNC_UPDATE, part);
    this.#sendSync(SYNC_STEP_2, last);
    this.#exchanged = true;
    this.askForConfirmation();
  }

  #sendCounter(): void {
    const { ws, wsconnected } = this.#provider;
    // Before the server's first question is answered, changes from before the connection are not yet on their way.
    if (!this.#exchanged || !wsconnected || ws === null) return;
    const counter = this.#newestCounter();
    if (counter <= this.#asked) return;
    this.#asked = counter;
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, MESSAGE_SAVED);
    encoding.writeVarUint(encoder, counter);
    ws.send(encoding.toUint8Array(encoder));
    this.#deadline ??= setTimeout(this.#giveUp, this.#patience.answerMs);
  }

  readonly #giveUp = (): void => {
    this.#deadline = null;
    if (this.#answered >= this.#asked) return;
    // A slow line is not a dead one: while the first sync is still coming down, or changes are still going up, a new
    // connection would begin all of it again.
    const isBusy = !this.#provider.synced || (this.#provider.ws?.bufferedAmount ?? 0) > 0;
    // A server that says it cannot write is alive; it answers when it can.
    if (isBusy || !this.#storeWorking)
      this.#deadline = setTimeout(this.#giveUp, this.#patience.answerMs);
    else this.reconnect();
  };

  #stopWaiting(): void {
    if (this.#deadline !== null) clearTimeout(this.#deadline);
    this.#deadline = null;
    this.#asked = 0;
    this.#answered = 0;
  }

  #handleAdditions(events: LinkEvents): void {
    const handlers = this.#provider.messageHandlers;
    const handleSync = handlers[MESSAGE_SYNC];
    if (handleSync === undefined) throw new Error("y-websocket has no handler for sync messages");
    handlers[MESSAGE_SYNC] = (encoder, decoder, provider, emitSynced, type) => {
      if (decoding.peekVarUint(decoder) !== SYNC_STEP_1) {
        handleSync(encoder, decoder, provider, emitSynced, type);
        return;
      }
      decoding.readVarUint(decoder);
      this.#answer(decoding.readVarUint8Array(decoder));
    };
    handlers[MESSAGE_SAVED] = (_encoder, decoder) => {
      this.#answered = decoding.readVarUint(decoder);
      if (this.#deadline !== null) clearTimeout(this.#deadline);
      this.#deadline =
        this.#answered < this.#asked ? setTimeout(this.#giveUp, this.#patience.answerMs) : null;
      events.onSaved(this.#answered);
    };
    handlers[MESSAGE_CHANGED] = (_encoder, decoder) => {
      events.onChanged(decoding.readVarString(decoder));
    };
    handlers[MESSAGE_RESTORED] = (_encoder, decoder) => {
      const news = restoredNewsSchema.safeParse(JSON.parse(decoding.readVarString(decoder)));
      if (news.success) events.onRestored(news.data);
    };
    handlers[MESSAGE_STORE] = (_encoder, decoder) => {
      this.#storeWorking = decoding.readVarUint(decoder) === 1;
      events.onStore(this.#storeWorking);
    };
    handlers[MESSAGE_GRANT] = (_encoder, decoder) => {
      const grant = grantSchema.safeParse(JSON.parse(decoding.readVarString(decoder)));
      if (!grant.success) return;
      this.#mayChange = mayDo(grant.data.role, "map.change");
      events.onGrant(grant.data);
    };
  }
}
