// React's view of the canvas and of the parts of a node that are drawn.
import { createContext, useCallback, useContext, useRef, useSyncExternalStore } from "react";
import type { MapNode, NodeId } from "#shared/map/schema.ts";
import { useShownMap } from "../session/sessionHooks.ts";
import type { Canvas } from "./Canvas.ts";
import type { OtherHere } from "./OthersAt.ts";

export const CanvasContext = createContext<Canvas | null>(null);

export function useCanvas(): Canvas {
  const canvas = useContext(CanvasContext);
  if (canvas === null) throw new Error("useCanvas outside of a CanvasContext");
  return canvas;
}

/** What a card shows of a node; not where it lies. */
export type ShownNode = Pick<
  MapNode,
  "id" | "kind" | "title" | "perspectives" | "status" | "certainty" | "size"
>;

function isShownAlike(a: ShownNode, b: MapNode): boolean {
  return (
    a.kind === b.kind &&
    a.title === b.title &&
    a.status === b.status &&
    a.certainty === b.certainty &&
    a.size?.width === b.size?.width &&
    a.size?.height === b.size?.height &&
    a.perspectives.length === b.perspectives.length &&
    a.perspectives.every((perspective, at) => perspective === b.perspectives[at])
  );
}

/** Renders only when something that is drawn changes: moving a node changes the node, but nothing in it. */
export function useShownNode(id: NodeId): ShownNode | undefined {
  const { content } = useShownMap();
  const last = useRef<ShownNode | undefined>(undefined);
  const subscribe = useCallback(
    (listener: () => void) => content.subscribeOne(id, listener),
    [content, id],
  );
  return useSyncExternalStore(subscribe, () => {
    const node = content.node(id);
    if (node === undefined) last.current = undefined;
    else if (last.current === undefined || !isShownAlike(last.current, node)) {
      const { kind, title, perspectives, status, certainty, size } = node;
      last.current = { id, kind, title, perspectives, status, certainty, size };
    }
    return last.current;
  });
}

export function useOthersAt(id: string): readonly OtherHere[] {
  const { othersAt } = useCanvas();
  const subscribe = useCallback(
    (listener: () => void) => othersAt.subscribe(id, listener),
    [othersAt, id],
  );
  return useSyncExternalStore(subscribe, () => othersAt.get(id));
}
