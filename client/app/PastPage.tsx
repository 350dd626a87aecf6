// A past state of a map, to be looked at: fetched once, shown by the same canvas, inspector and outline as the map itself.
// Kept states never change, so nothing is listened to.
import { useQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useSearch } from "wouter";
import type { PastMoment } from "../comments/store/commentViews.ts";
import { pastCommentsOf } from "../comments/store/pastComments.ts";
import { mapThen } from "../comments/thread/mapThen.ts";
import type { MapSession } from "../map/session/MapSession.ts";
import { SessionContext } from "../map/session/sessionHooks.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { versionIn } from "../versions/panel/versionAddress.ts";
import { ServerProblem } from "./askServer.ts";
import { Frame } from "./Frame.tsx";
import { LoadingPage } from "./LoadingPage.tsx";
import { threadIn } from "./pastAddress.ts";
import { PastHold } from "./PastHold.ts";
import { pastStateQuery } from "./pastState.ts";
import { PastWorkspace, type PastWorkspaceProps } from "./PastWorkspace.tsx";
import { problemSentence } from "./problemSentence.ts";
import { SessionHold } from "./SessionHold.ts";

export interface PastPageProps {
  mapId: string;
  stateId: string;
}

export function PastPage({ mapId, stateId }: PastPageProps) {
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
    return <NoState mapId={mapId} error={error} onRetry={() => void refetch()} />;
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

interface NoStateProps {
  mapId: string;
  error: Error;
  onRetry: () => void;
}

function NoState({ mapId, error, onRetry }: NoStateProps) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const isGone = error instanceof ServerProblem && error.status === 404;
  return (
    <Frame>
      <EmptyState
        level={1}
        icon={<History />}
        title={t("past.unavailable")}
        actions={
          <>
            <Button variant="primary" onPress={() => navigate(`/karte/${mapId}`)}>
              {t("past.back")}
            </Button>
            {isGone ? null : <Button onPress={onRetry}>{t("ui.retry")}</Button>}
          </>
        }
      >
        <p>{isGone ? t("past.gone") : problemSentence(error, t)}</p>
      </EmptyState>
    </Frame>
  );
}
