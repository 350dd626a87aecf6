// Where others are just putting nodes: presence turned around, by node, for what goes along with one while somebody drags
// it. A ghost that was let go of stands for its node until the change is here. Draws nothing.
import type { NodeId } from "#shared/map/schema.ts";
import type { PresenceStore } from "../session/PresenceStore.ts";
import { sameBox, type Box } from "./box.ts";
import type { LinkLayout } from "./LinkLayout.ts";

/** The end of a gesture may be here before the change that it ended in. */
const LINGER_MS = 250;

interface Ghost {
  box: Box;
  /** Since it was let go of: until when it stands for its node, and where that lay. */
  letGo: { timer: ReturnType<typeof setTimeout>; from: Box | undefined } | null;
}

/** `[x, y]` of a drag takes the node's own size, `[x, y, width, height]` of a resize brings one. */
export function ghostBox(own: Box | undefined, [x, y, width, height]: number[]): Box | null {
  if (x === undefined || y === undefined) return null;
  const size = width === undefined || height === undefined ? own : { width, height };
  return size === undefined ? null : { x, y, width: size.width, height: size.height };
}

export class GhostBoxes {
  readonly #presence: PresenceStore;
  readonly #links: LinkLayout;
  readonly #ghosts = new Map<NodeId, Ghost>();
  readonly #listeners = new Set<(id: NodeId) => void>();

  constructor(presence: PresenceStore, links: LinkLayout) {
    this.#presence = presence;
    this.#links = links;
    presence.subscribeAny(this.#read);
    links.subscribeBoxes(this.#onBoxes);
  }

  /** Undefined: nobody else is moving it. */
  box(id: NodeId): Box | undefined {
    return this.#ghosts.get(id)?.box;
  }

  /** Calls back with each node whose ghost comes, moves or goes. */
  onMoved(listener: (id: NodeId) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  // Called with every movement of every cursor: where nobody drags there is nothing to do.
  readonly #read = (): void => {
    const now = new Map<NodeId, Box>();
    for (const clientId of this.#presence.others.get()) {
      const gesture = this.#presence.get(clientId)?.gesture ?? null;
      for (const [id, numbers] of Object.entries(gesture?.nodes ?? {})) {
        const box = ghostBox(this.#links.box(id), numbers);
        if (box !== null) now.set(id, box);
      }
    }
    for (const [id, ghost] of this.#ghosts) {
      if (now.has(id) || ghost.letGo !== null) continue;
      const timer = setTimeout(() => this.#forget(id), LINGER_MS);
      ghost.letGo = { timer, from: this.#links.box(id) };
    }
    for (const [id, box] of now) {
      const before = this.#ghosts.get(id);
      if (before?.letGo) clearTimeout(before.letGo.timer);
      this.#ghosts.set(id, { box, letGo: null });
      if (before === undefined || !sameBox(before.box, box)) this.#tell(id);
    }
  };

  readonly #onBoxes = (): void => {
    for (const [id, { letGo }] of this.#ghosts) {
      if (letGo === null) continue;
      const now = this.#links.box(id);
      const isHere = now === undefined || letGo.from === undefined || !sameBox(now, letGo.from);
      if (isHere) this.#forget(id);
    }
  };

  #forget(id: NodeId): void {
    const ghost = this.#ghosts.get(id);
    if (ghost?.letGo) clearTimeout(ghost.letGo.timer);
    this.#ghosts.delete(id);
    this.#tell(id);
  }

  #tell(id: NodeId): void {
    for (const listener of Array.from(this.#listeners)) listener(id);
  }
}
