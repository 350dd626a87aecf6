// One open map: the document, its link to the server, what waits to be saved, what is drawn, who is here. Made outside
// React; knows nothing of how it is shown.
import * as Y from "yjs";
import { mayDo, type Role } from "#shared/access/policy.ts";
import type { Edit } from "#shared/map/edit.ts";
import { CLOSE } from "#shared/protocol/closeCodes.ts";
import type { Grant } from "#shared/protocol/presence.ts";
import { ContentStore } from "../binding/ContentStore.ts";
import { FlowStore } from "../binding/FlowStore.ts";
import { DeviceCopy } from "./DeviceCopy.ts";
import { HeldChanges, type UnsentChange } from "./HeldChanges.ts";
import { asUnsent, leftBehind, sendable } from "./leftBehind.ts";
import { LocalOrigin } from "./LocalOrigin.ts";
import { LostEdits } from "./LostEdits.ts";
import { type Granted, Outbox } from "./Outbox.ts";
import { PresenceStore } from "./PresenceStore.ts";
import { Restores } from "./Restores.ts";
import { SaveTracker } from "./SaveTracker.ts";
import { ServerLink } from "./ServerLink.ts";
import { Listeners, Value } from "./Store.ts";
import { UndoStack } from "./UndoStack.ts";

export interface SessionStatus {
  /**
   * `loading`: nothing to show yet. `live`: connected and in step. `offline`: shown and editable, not connected.
   * `ended`: the server closed for good, see `ended`.
   */
  phase: "loading" | "live" | "offline" | "ended";
  /** The close code of a terminal close. */
  ended: number | null;
  /** Changes that are not yet on the server's disk. */
  waiting: number;
  /** Changes that may not be sent any more, and are not in the map that is shown. */
  unsendable: number;
  /** Those of them that were made before content was erased from the map: they are never sent. */
  outdated: number;
  savedAt: number | null;
  /** The server says it cannot write at the moment. */
  storeFailing: boolean;
  /** This device cannot keep changes. */
  outboxFailing: boolean;
  /** Comments on the map that are not on the server; they wait for it like changes do. */
  waitingComments: number;
}

/** After these the copy of the map on this device goes, and what else is kept of it. */
export const FORGET_AFTER: ReadonlySet<number> = new Set([
  // It must not stay readable here.
  CLOSE.noAccess,
  CLOSE.noSuchMap,
  CLOSE.mapDeleted,
  // It holds what the server refuses, and every page to come would send that again. What waits stays in the outbox.
  CLOSE.tooLarge,
  CLOSE.invalidUpdate,
]);

export interface RoleChange {
  from: Role;
  to: Role;
}

/** What a session hands over when its document holds changes that may not be sent: the next begins without them. */
export interface TakeOver {
  /** What the person could do until now. */
  role: Role | null;
  held: readonly UnsentChange[];
  /** Content was erased for good, and this copy of the map may hold it. */
  isErased: boolean;
}

export interface MapSessionSetup {
  mapId: string;
  syncUrl: string;
  /** null: begins with what this device has. */
  takeOver: TakeOver | null;
  /** This session's document is not the map any more; another session has to take its place, and this one be closed. */
  onSuperseded: (takeOver: TakeOver) => void;
}

const FROM_THIS_DEVICE = Symbol("from this device's outbox");

export class MapSession {
  readonly mapId: string;
  readonly doc: Y.Doc;
  /** For single actions: each is one undo step. */
  readonly edit: Edit;
  readonly content: ContentStore;
  readonly flow: FlowStore;
  readonly undo: UndoStack;
  readonly presence: PresenceStore;
  readonly lostEdits: LostEdits;
  readonly status: Value<SessionStatus>;
  /** null until the server or an earlier visit has told: nothing may be changed meanwhile. */
  readonly role: Value<Role | null> = new Value<Role | null>(null);
  /** Set when the server has told another role than before, until somebody has read it. */
  readonly roleChange: Value<RoleChange | null> = new Value<RoleChange | null>(null);
  /** Undoing would mix what was with what is again. */
  readonly restores: Restores = new Restores(() => this.undo.clear());
  /** Set when the map had to be begun anew since content was erased for good, until it has been told. */
  readonly begunAnew: Value<boolean>;
  /** Comments that wait to be sent, and whether the device keeps none of them; set by whoever sends them. */
  readonly comments = new Value({ waiting: 0, outboxFailing: false });
  /** Client id of the person whose view is followed. */
  readonly following: Value<number | null> = new Value<number | null>(null);
  readonly #outbox: Outbox;
  readonly #saves: SaveTracker;
  readonly #held: HeldChanges;
  readonly #copy: DeviceCopy;
  readonly #link: ServerLink;
  readonly #changed = new Map<string, Listeners>();
  readonly #closing = new Listeners();
  #connected = false;
  #synced = false;
  #hasContent = false;
  #ended: number | null = null;
  #storeFailing = false;
  #closed = false;
  /** Of what is in the document (`Grant.epoch`); null: nothing is yet. */
  #epoch: number | null = null;
  #gaveWay = false;
  readonly #takeOver: TakeOver | null;
  readonly #onSuperseded: (takeOver: TakeOver) => void;

  constructor({ mapId, syncUrl, takeOver, onSuperseded }: MapSessionSetup) {
    this.mapId = mapId;
    this.#takeOver = takeOver;
    this.#onSuperseded = onSuperseded;
    this.begunAnew = new Value(takeOver?.isErased ?? false);
    this.doc = new Y.Doc();
    this.edit = { doc: this.doc, origin: new LocalOrigin(null) };
    this.#outbox = new Outbox(mapId);
    this.#saves = new SaveTracker(this.#outbox);
    this.#held = new HeldChanges(this.#outbox);
    this.#copy = new DeviceCopy(this.doc, this.#outbox, this.#granted);
    this.#link = new ServerLink(syncUrl, mapId, this.doc, () => this.#saves.made, {
      onSaved: (counter) => this.#saves.confirm(counter),
      onGrant: this.#onGrant,
      onChanged: (topic) => this.#changed.get(topic)?.notify(),
      onRestored: (news) => this.restores.happened(news),
      onStore: (working) => this.#update(() => (this.#storeFailing = !working)),
      onConnected: (connected) =>
        this.#update(() => {
          this.#connected = connected;
          if (!connected) this.#synced = this.#storeFailing = false;
        }),
      onSynced: () => {
        // The map that is shown from now on is the one that came, not the one before it for a frame.
        this.flow.flush();
        this.#update(() => (this.#synced = this.#hasContent = true));
        this.#copy.begin();
        void this.#held.settle(this.doc);
        void this.#sendLeftBehind();
      },
      onEnded: this.#onEnded,
    });
    this.content = new ContentStore(this.doc);
    this.flow = new FlowStore(this.content);
    this.undo = new UndoStack(this.doc);
    this.presence = new PresenceStore(this.#link.awareness);
    this.lostEdits = new LostEdits(
      this.doc,
      this.content,
      this.#isOwn,
      () => this.#saves.state.get().waiting > 0,
    );
    this.status = new Value(this.#currentStatus());
    this.#saves.state.subscribe(() => this.#update(() => undefined));
    this.#held.count.subscribe(() => this.#update(() => undefined));
    this.comments.subscribe(() => this.#update(() => undefined));
    this.restores.knownAt.subscribe(() => this.#copy.changed());
    this.doc.on("beforeTransaction", this.#onTransaction);
    window.addEventListener("online", this.#link.reconnect);
    window.addEventListener("offline", this.#link.reconnect);
    void this.#start();
  }

  /** An edit that merges with the ones before it under the same key into one undo step: typing, a held key. */
  merging(mergeKey: string): Edit {
    return { doc: this.doc, origin: new LocalOrigin(mergeKey) };
  }

  /** Calls back when the server says that something beside the map has changed (`maps`, …). */
  onChanged(topic: string, listener: () => void): () => void {
    let listeners = this.#changed.get(topic);
    if (listeners === undefined) {
      listeners = new Listeners();
      this.#changed.set(topic, listeners);
    }
    return listeners.subscribe(listener);
  }

  /** Calls back when this session is closed: what was made for it ends with it. */
  onClose(listener: () => void): () => void {
    return this.#closing.subscribe(listener);
  }

  /** Closing the page now loses something, or leaves it on its way. */
  isLostWithPage(): boolean {
    const isOnItsWay = this.#saves.state.get().waiting + this.comments.get().waiting > 0;
    return isOnItsWay || this.#held.isLostWithPage;
  }

  /** What was not sent, as Yjs updates (V1) in the order they were made. */
  unsentUpdates(): Uint8Array[] {
    return [...this.#held.updates, ...this.#saves.waitingUpdates()];
  }

  /** What could not be sent is given up, here and on this device: what may not be, and all once the session has ended. */
  async discardUnsent(): Promise<void> {
    await this.#held.discard();
    if (this.#ended === null) return;
    // The copy of the map on this device holds the changes too.
    this.#forgetCopy();
    await this.#saves.discardWaiting();
  }

  retry = (): void => this.#link.reconnect();

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#closing.notify();
    window.removeEventListener("online", this.#link.reconnect);
    window.removeEventListener("offline", this.#link.reconnect);
    this.presence.destroy();
    this.#link.destroy();
    this.lostEdits.destroy();
    this.undo.destroy();
    this.flow.destroy();
    this.content.destroy();
    await this.#copy.close();
    this.doc.destroy();
    await this.#outbox.close();
  }

  /** First what this device knows, then the server: a page opened without network shows the map. */
  async #start(): Promise<void> {
    if (this.#takeOver !== null) this.#held.hold(this.#takeOver.held);
    // Nothing of it is here; what is to be kept from now on finds the device ready.
    else if (this.#link.isAhead) void this.#outbox.makeReady();
    else await this.#startFromDevice();
    if (!this.#closed) this.#link.connect();
  }

  async #startFromDevice(): Promise<void> {
    try {
      const { base, role, epoch, changes, restoredAt } = await this.#outbox.load();
      if (this.#closed) return;
      this.restores.knownAt.set(restoredAt);
      const kept = changes.map(asUnsent);
      if (epoch !== null) this.#become(epoch);
      // What was made before content was erased may hold it.
      const unsent = kept.filter((change) => change.epoch === epoch);
      this.#held.hold(kept.filter((change) => change.epoch !== epoch));
      if (base !== null) Y.applyUpdate(this.doc, base, FROM_THIS_DEVICE);
      // Who could only read last time is shown the map without what was never sent: it may not belong in there.
      if (role !== null && !mayDo(role, "map.change")) this.#held.hold(unsent);
      else this.#takeIn(unsent);
      if (base === null) return;
      if (this.role.get() === null) this.role.set(role);
      this.#update(() => (this.#hasContent = true));
    } catch {
      // Nothing can be kept here; the first change says so (SaveTracker).
    }
  }

  /** Puts changes that were made before into the document, to be sent with the next answer to the server. */
  #takeIn(changes: readonly UnsentChange[]): void {
    for (const { update } of changes) Y.applyUpdate(this.doc, update, FROM_THIS_DEVICE);
    this.#saves.adopt(changes);
  }

  /** Nobody else would send it until the map is opened anew. */
  async #sendLeftBehind(): Promise<void> {
    const left = await leftBehind(this.#outbox, this.#saves);
    const role = this.role.get();
    if (this.#closed || !this.#synced || role === null || !mayDo(role, "map.change")) return;
    const changes = sendable(left, this.doc, this.#epoch);
    this.#takeIn(changes);
    for (const { update } of changes) this.#link.send(update);
    this.#link.askForConfirmation();
  }

  readonly #onGrant = ({ person, role, epoch = 0 }: Grant): void => {
    this.#become(epoch);
    const before = this.role.get() ?? this.#takeOver?.role ?? null;
    const mayChange = mayDo(role, "map.change");
    if (!mayChange && this.#saves.state.get().waiting > 0) {
      this.#giveWay(before);
      return;
    }
    this.presence.me.set(person);
    this.role.set(role);
    if (before !== null && before !== role) this.roleChange.set({ from: before, to: role });
    if (mayChange) this.#takeIn(this.#held.release(epoch));
    else this.undo.clear();
  };

  /** What is in the document must not stay there, or not be shown: the map is begun anew, without what was not sent. */
  #giveWay(role: Role | null, isErased = false): void {
    if (this.#gaveWay || this.#closed) return;
    this.#gaveWay = true;
    this.#copy.forget();
    const held = [...this.#held.release(0), ...this.#saves.release()];
    this.#onSuperseded({ role, held, isErased });
  }

  /** What is in the document, and is changed in it, is of this epoch. */
  #become(epoch: number): void {
    this.#update(() => (this.#epoch = epoch));
    this.#link.setEpoch(epoch);
  }

  readonly #granted = (): Granted | null => {
    const role = this.role.get();
    if (role === null || this.#epoch === null) return null;
    return { role, epoch: this.#epoch, restoredAt: this.restores.knownAt.get() };
  };

  readonly #isOwn = (origin: unknown): boolean =>
    origin !== this.#link.origin && origin !== null && origin !== undefined;

  // While somebody listens for updates, Yjs writes out every transaction as one: from this person's first change on, and
  // not the whole map before its first picture.
  readonly #onTransaction = ({ origin }: Y.Transaction): void => {
    this.#copy.changed();
    if (this.#isFromElsewhere(origin)) return;
    this.doc.off("beforeTransaction", this.#onTransaction);
    this.doc.on("update", this.#onUpdate);
  };

  #isFromElsewhere(origin: unknown): boolean {
    return origin === this.#link.origin || origin === FROM_THIS_DEVICE;
  }

  readonly #onUpdate = (update: Uint8Array, origin: unknown): void => {
    this.#copy.changed();
    if (this.#isFromElsewhere(origin)) return;
    this.#saves.add(update, this.#epoch ?? 0);
    const role = this.role.get();
    if (role !== null && !mayDo(role, "map.change")) {
      // Nothing offers it, and still it was done: it must not be seen as done. Not in the midst of Yjs' transaction.
      queueMicrotask(() => this.#giveWay(role));
      return;
    }
    this.#link.send(update);
    this.#link.askForConfirmation();
  };

  readonly #onEnded = (code: number): void => {
    if (code === CLOSE.outdatedCopy) {
      this.#giveWay(this.role.get(), true);
      return;
    }
    this.#update(() => (this.#ended = code));
    if (FORGET_AFTER.has(code)) this.#forgetCopy();
  };

  /** The copy on this device holds the waiting changes too, and must not come back with them. */
  #forgetCopy(): void {
    this.#hasContent = false;
    this.#copy.forget();
  }

  #update(change: () => unknown): void {
    change();
    const next = this.#currentStatus();
    const before = this.status.get();
    const keys = Object.keys(next) as (keyof SessionStatus)[];
    if (keys.some((key) => next[key] !== before[key])) this.status.set(next);
  }

  #currentStatus(): SessionStatus {
    const { waiting, savedAt, ...saves } = this.#saves.state.get();
    const comments = this.comments.get();
    const phase =
      this.#ended !== null
        ? "ended"
        : this.#connected && this.#synced
          ? "live"
          : this.#hasContent
            ? "offline"
            : "loading";
    const { ended, storeFailing } = { ended: this.#ended, storeFailing: this.#storeFailing };
    const unsendable = this.#held.count.get();
    const outdated = this.#held.countBefore(this.#epoch ?? 0);
    return {
      phase,
      ended,
      waiting,
      unsendable,
      outdated,
      savedAt,
      storeFailing,
      outboxFailing: saves.outboxFailing || comments.outboxFailing,
      waitingComments: comments.waiting,
    };
  }
}
