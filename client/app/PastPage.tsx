// A past state of a map, to be looked at: fetched once, shown by the same canvas, inspector and outline as the map itself.
// Kept states never change, so nothing is listened to.
import { useQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useSearch } from "wouter";
import type { PastMoment } from "../comments/store/commentViews.ts";
import { pastCommentsOf } from "../comments/store/pastComments.ts";
import { mapThen } from "../comments/thread/mapThen.ts";
import type { MapSession } from "../map/session/MapSession.ts";
import { SessionContext } from "../map/session/sessionHooks.ts";
import { versionIn } from "../versions/panel/versionAddress.ts";
import { NotToBeHad } from "./InsteadOfPast.tsx";
import { LoadingPage } from "./LoadingPage.tsx";
import { threadIn } from "./pastAddress.ts";
import { PastHold } from "./PastHold.ts";
import { pastStateQuery } from "./pastState.ts";
import { PastWorkspace, type PastWorkspaceProps } from "./PastWorkspace.tsx";
import { SessionHold } from "./SessionHold.ts";

export interface PastPageProps {
  mapId: string;
  stateId: string;
}

export function PastPage({ mapId, stateId }: PastPageProps) {
  const { t } = useTranslation();
  // What led here from the open map; null: a link from elsewhere.
  const [then] = useState(() => {
    const asked = mapThen.get();
    return asked?.stateId === stateId ? asked : null;
  });
  const search = useSearch();
  const versionId = versionIn(search);
  const moment = momentOf(stateId, versionId, threadIn(search));
  const isHeld = then !== null || versionId !== null;
  const session = useHeldMap(mapId, isHeld);
  const { data, error, refetch } = useQuery(pastStateQuery(mapId, stateId));
  if (error !== null) {
    return (
      <NotToBeHad
        mapId={mapId}
        icon={<History />}
        title={t("past.unavailable")}
        error={error}
        gone={t("past.gone")}
        onRetry={() => void refetch()}
      />
    );
  }
  if (data === undefined || (isHeld && session === null)) return <LoadingPage />;
  return (
    <Shown
      // What was said belongs to the moment: several may have the same state.
      key={`${stateId} ${moment.id}`}
      mapId={mapId}
      update={data.bytes}
      moment={moment}
      at={then?.at ?? data.lastModified}
      elementId={then?.elementId ?? null}
      session={session}
      versionId={versionId}
    />
  );
}

interface ShownProps extends PastWorkspaceProps {
  mapId: string;
  update: Uint8Array;
  /** Up to where comments are told. */
  moment: PastMoment;
}

/** Looked at as a version, as what a thread was begun on, or as neither. */
function momentOf(stateId: string, versionId: string | null, threadId: string | null): PastMoment {
  if (versionId !== null) return { what: "versions", id: versionId };
  return threadId === null ? { what: "states", id: stateId } : { what: "threads", id: threadId };
}

function Shown({ mapId, update, moment, ...shown }: ShownProps) {
  const { session } = shown;
  const [hold] = useState(() => new PastHold(mapId, update, session));
  const past = useSyncExternalStore(hold.subscribe, hold.get);
  useEffect(() => {
    if (past === null || session === null) return;
    // What is deleted while somebody looks at it is gone there too.
    return session.onChanged("comments", () => void pastCommentsOf(past, moment).feed.ask());
  }, [past, session, moment]);
  if (past === null) return <LoadingPage />;
  pastCommentsOf(past, moment);
  return (
    <SessionContext value={past}>
      <PastWorkspace {...shown} />
    </SessionContext>
  );
}

/** Whoever looks back from an open map finds it as they left it: what was open in it, and where they were. */
function useHeldMap(mapId: string, isHeld: boolean): MapSession | null {
  const hold = useMemo(() => (isHeld ? new SessionHold(mapId) : NO_HOLD), [mapId, isHeld]);
  return useSyncExternalStore(hold.subscribe, hold.get);
}

const NO_HOLD: Pick<SessionHold, "subscribe" | "get"> = {
  subscribe: () => () => undefined,
  get: () => null,
};
