// Where the life of a map is played back: who may see it, whether there is anything to see, and what is missing otherwise.
import { useQuery } from "@tanstack/react-query";
import { CloudOff, History, Save } from "lucide-react";
import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { mayDo } from "#shared/access/policy.ts";
import { mapIdSchema } from "#shared/maps/api.ts";
import { InsteadOfPast } from "../../app/InsteadOfPast.tsx";
import { LoadingPage } from "../../app/LoadingPage.tsx";
import { MapEnded } from "../../app/MapEnded.tsx";
import { MapLoading } from "../../app/MapLoading.tsx";
import { NotFoundPage } from "../../app/NotFoundPage.tsx";
import { problemSentence } from "../../app/problemSentence.ts";
import { SessionHold } from "../../app/SessionHold.ts";
import { usePageTitle } from "../../app/usePageTitle.ts";
import { useLanguage } from "../../i18n/useLanguage.ts";
import type { MapSession } from "../../map/session/MapSession.ts";
import { SessionContext, useMapTitle, useSession } from "../../map/session/sessionHooks.ts";
import { useStore } from "../../map/session/useStore.ts";
import { Button } from "../../ui/Button.tsx";
import { saveNow } from "../panel/saveNow.ts";
import { useFollowedVersions, useVersionList } from "../panel/versionQueries.ts";
import { courseOf } from "./course.ts";
import { PlayedHold } from "./PlayedHold.ts";
import { activityQuery } from "./playQueries.ts";
import { PlayWorkspace } from "./PlayWorkspace.tsx";

export function PlayPage({ mapId }: { mapId: string }) {
  return mapIdSchema.safeParse(mapId).success ? <Opened mapId={mapId} /> : <NotFoundPage />;
}

function Opened({ mapId }: { mapId: string }) {
  const [hold] = useState(() => new SessionHold(mapId));
  const session = useSyncExternalStore(hold.subscribe, hold.get);
  if (session === null) return <LoadingPage />;
  return (
    <SessionContext key={session.doc.clientID} value={session}>
      <ByPhase session={session} />
    </SessionContext>
  );
}

function ByPhase({ session }: { session: MapSession }) {
  const { t } = useTranslation();
  const phase = useStore(session.status, ({ phase: current }) => current);
  const role = useStore(session.role);
  const title = useMapTitle();
  usePageTitle(`${title} – ${t("play.title")}`);
  if (phase === "ended") return <MapEnded />;
  if (phase === "loading" || role === null) return <MapLoading />;
  if (!mayDo(role, "versions.read")) {
    return (
      <InsteadOfPast mapId={session.mapId} icon={<History />} title={t("play.notForYou")}>
        {t("play.notForYouText")}
      </InsteadOfPast>
    );
  }
  return <Course session={session} />;
}

function Course({ session }: { session: MapSession }) {
  const { t } = useTranslation();
  const { mapId } = session;
  useFollowedVersions(session);
  const list = useVersionList(mapId);
  const activity = useQuery(activityQuery(mapId));
  const { hasNextPage, isFetching, fetchNextPage, error: listError } = list;
  useEffect(() => {
    if (hasNextPage && !isFetching && listError === null) void fetchNextPage();
  }, [hasNextPage, isFetching, listError, fetchNextPage]);
  const course = useMemo(
    () => courseOf(list.versions, activity.data?.spans ?? []),
    [list.versions, activity.data],
  );
  const people = useMemo(() => {
    const known = new Map(list.people);
    for (const person of activity.data?.people ?? []) known.set(person.id, person);
    return known;
  }, [list.people, activity.data]);

  const error = listError ?? activity.error;
  const isWhole = list.data !== undefined && !hasNextPage && activity.data !== undefined;
  if (!isWhole && error !== null) {
    const retry = (): void => {
      if (list.data === undefined) void list.refetch();
      else if (hasNextPage) void fetchNextPage();
      if (activity.error !== null) void activity.refetch();
    };
    return (
      <InsteadOfPast
        mapId={mapId}
        title={t("versions.failedTitle")}
        icon={<CloudOff />}
        action={<Button onPress={retry}>{t("ui.retry")}</Button>}
      >
        {problemSentence(error, t)}
      </InsteadOfPast>
    );
  }
  if (!isWhole) return <LoadingPage />;
  if (course.stops.length === 0) {
    return (
      <InsteadOfPast
        mapId={mapId}
        icon={<History />}
        title={t("play.empty")}
        action={<SaveFirst />}
      >
        {t("play.emptyText")}
      </InsteadOfPast>
    );
  }
  return <Played session={session} course={course} people={people} />;
}

function Played(props: Omit<Parameters<typeof PlayWorkspace>[0], "played">) {
  const [hold] = useState(() => new PlayedHold(props.session));
  const played = useSyncExternalStore(hold.subscribe, hold.get);
  if (played === null) return <LoadingPage />;
  return (
    <SessionContext value={played.map}>
      <PlayWorkspace {...props} played={played} />
    </SessionContext>
  );
}

function SaveFirst() {
  const { t } = useTranslation();
  const language = useLanguage();
  const session = useSession();
  const [isSaving, setSaving] = useState(false);
  const save = (): void => {
    if (isSaving) return;
    setSaving(true);
    void saveNow(session, t, language).finally(() => setSaving(false));
  };
  return (
    <Button icon={<Save size={18} />} isPending={isSaving} onPress={save}>
      {t("versions.save")}
    </Button>
  );
}
