// One open map: takes its session when it is mounted and shows what state it is in. Loaded only when a map is opened.
import { useState, useSyncExternalStore } from "react";
import { mapIdSchema } from "#shared/maps/api.ts";
import { commentsOf } from "../comments/store/commentsOf.ts";
import type { MapSession } from "../map/session/MapSession.ts";
import { openAhead } from "../map/session/openSession.ts";
import { SessionContext } from "../map/session/sessionHooks.ts";
import { useStore } from "../map/session/useStore.ts";
import { LoadingPage } from "./LoadingPage.tsx";
import { MapEnded } from "./MapEnded.tsx";
import { MapLoading } from "./MapLoading.tsx";
import { MapWorkspace } from "./MapWorkspace.tsx";
import { NotFoundPage } from "./NotFoundPage.tsx";
import { SessionHold } from "./SessionHold.ts";
import { usePageTitle } from "./usePageTitle.ts";

/** Begins to open a map while nothing of its page is drawn yet. */
export function openMapAhead(mapId: string): void {
  if (mapIdSchema.safeParse(mapId).success) openAhead(mapId);
}

export function MapPage({ mapId }: { mapId: string }) {
  return mapIdSchema.safeParse(mapId).success ? <Opened mapId={mapId} /> : <NotFoundPage />;
}

function Opened({ mapId }: { mapId: string }) {
  const [hold] = useState(() => new SessionHold(mapId));
  const session = useSyncExternalStore(hold.subscribe, hold.get);
  if (session === null) return <LoadingPage />;
  return (
    // A session that took the place of another shows another document: nothing of what was drawn of it is kept.
    <SessionContext key={session.doc.clientID} value={session}>
      <ByPhase session={session} />
    </SessionContext>
  );
}

function ByPhase({ session }: { session: MapSession }) {
  const phase = useStore(session.status, ({ phase: current }) => current);
  const title = useStore(session.content.title);
  usePageTitle(title);
  // From here on they are fetched beside the map.
  commentsOf(session);
  switch (phase) {
    case "loading":
      return <MapLoading />;
    case "ended":
      return <MapEnded />;
    case "live":
    case "offline":
      return <MapWorkspace />;
  }
}
