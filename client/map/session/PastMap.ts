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
  readonly doc = new Y.Doc();
  readonly edit: Edit = { doc: this.doc, origin: new LocalOrigin(null) };
  readonly content: ContentStore;
  readonly flow: FlowStore;
  readonly undo: UndoStack;
  readonly presence: PresenceStore;
  /** Whatever somebody may do on the map: its past can be looked at, nothing else. */
  readonly role = new Value<Role | null>("viewer");
  readonly following = new Value<number | null>(null);
  readonly #awareness: Awareness;

  /** `update`: the whole state as one Yjs update (V1). */
  constructor(mapId: string, update: Uint8Array) {
    this.mapId = mapId;
    Y.applyUpdate(this.doc, update);
    this.content = new ContentStore(this.doc);
    this.flow = new FlowStore(this.content);
    this.undo = new UndoStack(this.doc);
    this.#awareness = new Awareness(this.doc);
    this.presence = new PresenceStore(this.#awareness);
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
