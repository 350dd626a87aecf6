// Two versions of a map compared, or a version with the map as it is: fetches both states and who did what between them,
// and shows what is different. The map as it is comes from its session, as on its own page.
import { GitCompareArrows } from "lucide-react";
import { useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { InsteadOfPast, NotToBeHad } from "../../app/InsteadOfPast.tsx";
import { LoadingPage } from "../../app/LoadingPage.tsx";
import { SessionHold } from "../../app/SessionHold.ts";
import type { MapSession } from "../../map/session/MapSession.ts";
import { SessionContext } from "../../map/session/sessionHooks.ts";
import { useStore } from "../../map/session/useStore.ts";
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
  const { t } = useTranslation();
  const phase = useStore(session.status, ({ phase: current }) => current);
  useErasureNews(session);
  const { shown, error, retry, isOld, again, awaitChange } = useComparing(session, props);
  const instead = {
    mapId: props.mapId,
    icon: <GitCompareArrows />,
    title: t("compare.unavailable"),
  };
  if (error !== null) {
    return <NotToBeHad {...instead} error={error} gone={t("compare.gone")} onRetry={retry} />;
  }
  if (phase === "ended") return <InsteadOfPast {...instead}>{t("compare.noNow")}</InsteadOfPast>;
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
