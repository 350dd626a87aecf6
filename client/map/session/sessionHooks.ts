// React's view of the open map.
import { createContext, useCallback, useContext, useSyncExternalStore } from "react";
import { mayDo, type Action } from "#shared/access/policy.ts";
import type { LinkId, MapLink, MapNode, NodeId } from "#shared/map/schema.ts";
import type { Presence } from "#shared/protocol/presence.ts";
import type { Selection } from "../binding/FlowStore.ts";
import { MapSession, type SessionStatus } from "./MapSession.ts";
import type { ShownMap } from "./ShownMap.ts";
import { useStore } from "./useStore.ts";

export const SessionContext = createContext<ShownMap | null>(null);

/** The map that is shown: the open one, or a past state of it. */
export function useShownMap(): ShownMap {
  const map = useContext(SessionContext);
  if (map === null) throw new Error("useShownMap outside of a SessionContext");
  return map;
}

/** The open map; throws where a past state is shown. */
export function useSession(): MapSession {
  const map = useShownMap();
  if (!(map instanceof MapSession)) throw new Error("useSession without an open map");
  return map;
}

/** Whether it is the map as it is now that is shown: only there is anybody, or anything to be said. */
export function useIsOpenMap(): boolean {
  return useShownMap() instanceof MapSession;
}

/** Renders only when this node's content changes; undefined once it is gone. */
export function useNode(id: NodeId): MapNode | undefined {
  const { content } = useShownMap();
  const subscribe = useCallback(
    (listener: () => void) => content.subscribeOne(id, listener),
    [content, id],
  );
  return useSyncExternalStore(subscribe, () => content.node(id));
}

export function useLink(id: LinkId): MapLink | undefined {
  const { content } = useShownMap();
  const subscribe = useCallback(
    (listener: () => void) => content.subscribeOne(id, listener),
    [content, id],
  );
  return useSyncExternalStore(subscribe, () => content.link(id));
}

export function useMapTitle(): string {
  return useStore(useShownMap().content.title);
}

export function useStatus(): SessionStatus {
  return useStore(useSession().status);
}

export function useSelection(): Selection {
  return useStore(useShownMap().flow.selection);
}

/** Whether this person may do this on this map: what may not be done is not offered. */
export function useMay(action: Action): boolean {
  return useStore(useShownMap().role, (role) => mayDo(role, action));
}

export function usePresence(clientId: number): Presence | null {
  const { presence } = useShownMap();
  const subscribe = useCallback(
    (listener: () => void) => presence.subscribeOne(clientId, listener),
    [presence, clientId],
  );
  return useSyncExternalStore(subscribe, () => presence.get(clientId));
}
