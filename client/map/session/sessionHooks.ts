// React's view of the open map.
import { createContext, useCallback, useContext, useSyncExternalStore } from "react";
import { mayDo, type Action } from "#shared/access/policy.ts";
import type { LinkId, MapLink, MapNode, NodeId } from "#shared/map/schema.ts";
import type { Presence } from "#shared/protocol/presence.ts";
import type { Selection } from "../binding/FlowStore.ts";
import type { MapSession, SessionStatus } from "./MapSession.ts";
import { useStore } from "./useStore.ts";

export const SessionContext = createContext<MapSession | null>(null);

export function useSession(): MapSession {
  const session = useContext(SessionContext);
  if (session === null) throw new Error("useSession outside of a SessionContext");
  return session;
}

/** Renders only when this node's content changes; undefined once it is gone. */
export function useNode(id: NodeId): MapNode | undefined {
  const { content } = useSession();
  const subscribe = useCallback(
    (listener: () => void) => content.subscribeOne(id, listener),
    [content, id],
  );
  return useSyncExternalStore(subscribe, () => content.node(id));
}

export function useLink(id: LinkId): MapLink | undefined {
  const { content } = useSession();
  const subscribe = useCallback(
    (listener: () => void) => content.subscribeOne(id, listener),
    [content, id],
  );
  return useSyncExternalStore(subscribe, () => content.link(id));
}

export function useMapTitle(): string {
  return useStore(useSession().content.title);
}

export function useStatus(): SessionStatus {
  return useStore(useSession().status);
}

export function useSelection(): Selection {
  return useStore(useSession().flow.selection);
}

/** Whether this person may do this on this map: what may not be done is not offered. */
export function useMay(action: Action): boolean {
  return useStore(useSession().role, (role) => mayDo(role, action));
}

export function usePresence(clientId: number): Presence | null {
  const { presence } = useSession();
  const subscribe = useCallback(
    (listener: () => void) => presence.subscribeOne(clientId, listener),
    [presence, clientId],
  );
  return useSyncExternalStore(subscribe, () => presence.get(clientId));
}
