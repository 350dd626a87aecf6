// One value of one node or link: a field renders when its own value changes, and not when its neighbour's does.
import { useCallback, useSyncExternalStore } from "react";
import type { MapNode, NodeId } from "#shared/map/schema.ts";
import type { Touched } from "../binding/ContentStore.ts";
import { useShownMap } from "../session/sessionHooks.ts";

type Plain = string | number | boolean | null | undefined;

/** `select` gives a plain value (lists joined to a string), so that equal is equal. undefined: the node is gone. */
export function useNodeValue<T extends Plain>(
  id: NodeId,
  select: (node: MapNode) => T,
): T | undefined {
  const { content } = useShownMap();
  const subscribe = useCallback(
    (listener: () => void) => content.subscribeOne(id, listener),
    [content, id],
  );
  return useSyncExternalStore(subscribe, () => {
    const node = content.node(id);
    return node === undefined ? undefined : select(node);
  });
}

/** What `find` gives, asked again only after changes that `concerns` lets through. */
export function useFound<T extends Plain>(
  find: () => T,
  concerns: (touched: Touched) => boolean,
): T {
  const { content } = useShownMap();
  const subscribe = useCallback(
    (listener: () => void) =>
      content.onTouched((touched) => {
        if (concerns(touched)) listener();
      }),
    [content, concerns],
  );
  return useSyncExternalStore(subscribe, find);
}

/** The same for ids. */
export function useFoundIds(
  find: () => readonly string[],
  concerns: (touched: Touched) => boolean,
): string[] {
  const found = useFound(() => find().join(" "), concerns);
  return found === "" ? [] : found.split(" ");
}
