// A past state of a map, to be looked at: a document of its own that nobody is connected to and nothing is sent from.
import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import type { Role } from "#shared/access/policy.ts";
import type { Edit } from "#shared/map/edit.ts";
import { ContentStore } from "../binding/ContentStore.ts";
import { FlowStore } from "../binding/FlowStore.ts";
import { LocalOrigin } from "./LocalOrigin.ts";
import { PresenceStore } from "./PresenceStore.ts";
import type { ShownMap } from "./ShownMap.ts";
import { Value } from "./Store.ts";
import { UndoStack } from "./UndoStack.ts";

export class PastMap implements ShownMap {
  readonly mapId: string;
  readonly doc: Y.Doc;
  readonly edit: Edit;
  readonly content: ContentStore;
  readonly flow: FlowStore;
  readonly undo: UndoStack;
  readonly presence: PresenceStore;
  /** Whatever somebody may do on the map: its past can be looked at, nothing else. */
  readonly role = new Value<Role | null>("viewer");
  readonly following = new Value<number | null>(null);
  readonly #awareness: Awareness;

  /** `doc`: what is shown; it is destroyed with this. */
  constructor(mapId: string, doc: Y.Doc) {
    this.mapId = mapId;
    this.doc = doc;
    this.edit = { doc, origin: new LocalOrigin(null) };
    this.content = new ContentStore(this.doc);
    this.flow = new FlowStore(this.content);
    this.undo = new UndoStack(this.doc);
    this.#awareness = new Awareness(this.doc);
    this.presence = new PresenceStore(this.#awareness);
  }

  /** `update`: the whole state as one Yjs update (V1). */
  static of(mapId: string, update: Uint8Array): PastMap {
    return new PastMap(mapId, docOf(update));
  }

  merging(mergeKey: string): Edit {
    return { doc: this.doc, origin: new LocalOrigin(mergeKey) };
  }

  destroy(): void {
    this.presence.destroy();
    this.#awareness.destroy();
    this.undo.destroy();
    this.flow.destroy();
    this.content.destroy();
    this.doc.destroy();
  }
}

/** A document of its own with this state (a whole Yjs update, V1) in it. */
export function docOf(update: Uint8Array): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  return doc;
}
