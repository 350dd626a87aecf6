// Undo and redo of what this person did on this map, and of nothing else.
import * as Y from "yjs";
import { rootMaps } from "#shared/map/read.ts";
import { LocalOrigin } from "./LocalOrigin.ts";
import { Value } from "./Store.ts";

/** Pause after which typing begins a new step. */
const TYPING_PAUSE_MS = 1_000;

type StackItem = Y.UndoManager["undoStack"][number];

/** Whether anything that lives below this type was written by somebody else. */
function holdsForeignWriting(type: Y.AbstractType<unknown>, own: number): boolean {
  const isForeign = (item: Y.Item): boolean => {
    if (item.deleted) return false;
    if (item.id.client !== own) return true;
    return item.content instanceof Y.ContentType && holdsForeignWriting(item.content.type, own);
  };
  for (let item = type._start; item !== null; item = item.right) if (isForeign(item)) return true;
  for (const item of type._map.values()) if (isForeign(item)) return true;
  return false;
}

export class UndoStack {
  readonly state = new Value({ canUndo: false, canRedo: false });
  readonly #manager: Y.UndoManager;
  readonly #doc: Y.Doc;
  #lastMergeKey: string | null = null;
  #stack: StackItem[] = [];
  #steps: readonly StackItem[] = [];

  constructor(doc: Y.Doc, typingPauseMs: number = TYPING_PAUSE_MS) {
    this.#doc = doc;
    const { meta, nodes, links } = rootMaps(doc);
    const roots: ReadonlySet<unknown> = new Set([nodes, links]);
    this.#manager = new Y.UndoManager([meta, nodes, links], {
      trackedOrigins: new Set([LocalOrigin]),
      captureTimeout: typingPauseMs,
      // Undoing the creation of a node in which somebody else has written since would delete their words with it:
      // the node stays, with all that this person put there.
      deleteFilter: (item) => {
        const top = topItem(item, roots);
        if (top === null || !(top.content instanceof Y.ContentType)) return true;
        // A paragraph of a description goes with the words of those who wrote in it: it stays for them.
        if (item.content instanceof Y.ContentType && item !== top) {
          if (holdsForeignWriting(item.content.type, doc.clientID)) return false;
        }
        const step = this.#steps[this.#stack.length];
        const createdInStep = step !== undefined && Y.isDeleted(step.insertions, top.id);
        return !(createdInStep && holdsForeignWriting(top.content.type, doc.clientID));
      },
    });
    doc.on("beforeTransaction", this.#separateSteps);
    for (const event of ["stack-item-added", "stack-item-popped", "stack-cleared"] as const) {
      this.#manager.on(event, this.#publish);
    }
  }

  /** Makes changes with this origin undoable too: the rich text editor writes with an origin of its own. */
  track(origin: unknown): void {
    this.#manager.addTrackedOrigin(origin);
  }

  undo = (): void => {
    this.#lastMergeKey = null;
    this.#begin(this.#manager.undoStack);
    this.#manager.undo();
  };

  redo = (): void => {
    this.#lastMergeKey = null;
    this.#begin(this.#manager.redoStack);
    this.#manager.redo();
  };

  // The manager pops steps until one changes something, and does not tell the filter which one it is at. What was on
  // the stack at the begin, and how long the stack still is, does.
  #begin(stack: StackItem[]): void {
    this.#stack = stack;
    this.#steps = [...stack];
  }

  /** The next change begins a new step, whatever its origin. */
  endStep = (): void => {
    this.#lastMergeKey = null;
    this.#manager.stopCapturing();
  };

  clear(): void {
    this.#manager.clear();
  }

  destroy(): void {
    this.#doc.off("beforeTransaction", this.#separateSteps);
    this.#manager.destroy();
  }

  readonly #separateSteps = (transaction: Y.Transaction): void => {
    const origin: unknown = transaction.origin;
    const tracked = origin instanceof LocalOrigin || this.#manager.trackedOrigins.has(origin);
    if (!tracked || origin === this.#manager) return;
    const mergeKey = origin instanceof LocalOrigin ? origin.mergeKey : "rich text";
    if (mergeKey === null || mergeKey !== this.#lastMergeKey) this.#manager.stopCapturing();
    this.#lastMergeKey = mergeKey;
  };

  readonly #publish = (): void => {
    this.state.set({
      canUndo: this.#manager.undoStack.length > 0,
      canRedo: this.#manager.redoStack.length > 0,
    });
  };
}

/** The item directly under one of the roots that this one lies in, itself included; null where there is none. */
function topItem(item: Y.Item, roots: ReadonlySet<unknown>): Y.Item | null {
  let current: Y.Item | null = item;
  while (current !== null) {
    const parent: Y.AbstractType<unknown> | Y.ID | string | null = current.parent;
    if (!(parent instanceof Y.AbstractType)) return null;
    if (roots.has(parent)) return current;
    current = parent._item;
  }
  return null;
}
