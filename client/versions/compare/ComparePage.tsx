// Two versions of a map compared, or a version with the map as it is: fetches both states and who did what between them,
// and shows what is different. The map as it is comes from its session, as on its own page.
import { GitCompareArrows } from "lucide-react";
import { useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { ServerProblem } from "../../app/askServer.ts";
import { Frame } from "../../app/Frame.tsx";
import { LoadingPage } from "../../app/LoadingPage.tsx";
import { problemSentence } from "../../app/problemSentence.ts";
import { SessionHold } from "../../app/SessionHold.ts";
import type { MapSession } from "../../map/session/MapSession.ts";
import { SessionContext } from "../../map/session/sessionHooks.ts";
import { useStore } from "../../map/session/useStore.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { useErasureNews } from "../erase/useErasureNews.ts";
import type { ComparedAddress } from "./Compared.ts";
import { CompareWorkspace } from "./CompareWorkspace.tsx";
import { useComparing } from "./useComparing.ts";

export function ComparePage(props: ComparedAddress) {
  const { mapId } = props;
  const [hold] = useState(() => new SessionHold(mapId));
  const session = useSyncExternalStore(hold.subscribe, hold.get);
  if (session === null) return <LoadingPage />;
  return <Opened key={session.doc.clientID} session={session} {...props} />;
}

function Opened({ session, ...props }: ComparedAddress & { session: MapSession }) {
  const phase = useStore(session.status, ({ phase: current }) => current);
  useErasureNews(session);
  const { shown, error, isOld, again, awaitChange } = useComparing(session, props);
  if (error !== null) return <NotShown mapId={props.mapId} error={error} />;
  if (phase === "ended") return <NotShown mapId={props.mapId} error={null} />;
  if (shown === null) return <LoadingPage />;
  return (
    <SessionContext key={shown.round} value={shown.comparing.map}>
      <CompareWorkspace
        session={session}
        compared={shown}
        isOld={isOld}
        onAgain={again}
        onRestored={awaitChange}
      />
    </SessionContext>
  );
}

function NotShown({ mapId, error }: { mapId: string; error: Error | null }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const isGone = error instanceof ServerProblem && error.status === 404;
  return (
    <Frame>
      <EmptyState
        level={1}
        icon={<GitCompareArrows />}
        title={t("compare.unavailable")}
        actions={
          <Button variant="primary" onPress={() => navigate(`/karte/${mapId}`)}>
            {t("past.back")}
          </Button>
        }
      >
        <p>
          {isGone
            ? t("compare.gone")
            : error === null
              ? t("compare.noNow")
              : problemSentence(error, t)}
        </p>
      </EmptyState>
    </Frame>
  );
}
