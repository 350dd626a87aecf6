// The versions of a map as this page knows them: fetched by pages when they are looked at, and anew once the server says
// that they have changed.
import {
  infiniteQueryOptions,
  type InfiniteData,
  useInfiniteQuery,
  useQuery,
} from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import type { Contributor, Version, Versions } from "#shared/versions/api.ts";
import { pastStates } from "../../app/pastState.ts";
import { queryClient } from "../../app/queryClient.ts";
import type { MapSession } from "../../map/session/MapSession.ts";
import { fetchVersion, fetchVersions } from "./versionRequests.ts";

const versionsKey = (mapId: string): string[] => ["versions", mapId];

function listQuery(mapId: string) {
  return infiniteQueryOptions({
    queryKey: [...versionsKey(mapId), "list"],
    queryFn: ({ pageParam }) => fetchVersions(mapId, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }: Versions) => next,
    // `followVersions` says when it is old.
    staleTime: Infinity,
  });
}

export function useVersionList(mapId: string) {
  const query = useInfiniteQuery(listQuery(mapId));
  const { data } = query;
  const list = useMemo(() => {
    const people = new Map<string, Contributor>();
    for (const page of data?.pages ?? []) for (const one of page.people) people.set(one.id, one);
    // A version may be on two pages for a moment, when another was saved in between.
    const versions = new Map<string, Version>();
    for (const page of data?.pages ?? [])
      for (const one of page.versions) versions.set(one.id, one);
    return { versions: [...versions.values()], people };
  }, [data]);
  return { ...query, ...list };
}

/** One version; null in `versionId`: none is asked for. */
export function useVersion(mapId: string, versionId: string | null) {
  return useQuery({
    queryKey: [...versionsKey(mapId), "one", versionId],
    queryFn: () => fetchVersion(mapId, versionId ?? ""),
    enabled: versionId !== null,
    staleTime: Infinity,
    placeholderData: () => {
      const known = queryClient.getQueryData<InfiniteData<Versions>>(listQuery(mapId).queryKey);
      return known?.pages.flatMap(({ versions }) => versions).find(({ id }) => id === versionId);
    },
  });
}

export function refreshVersions(mapId: string): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: versionsKey(mapId) });
}

const followed = new WeakSet<MapSession>();

/** What is known of the map's versions stays true as long as this session is open, on whichever page it is used. */
function followVersions(session: MapSession): void {
  if (followed.has(session)) return;
  followed.add(session);
  const { mapId } = session;
  const refresh = (): void => {
    // What was erased for good is not shown from what this page still holds.
    queryClient.removeQueries({ ...pastStates(mapId), type: "inactive" });
    void refreshVersions(mapId);
  };
  refresh();
  session.onChanged("versions", refresh);
  let isLive = session.status.get().phase === "live";
  session.status.subscribe(() => {
    const wasLive = isLive;
    isLive = session.status.get().phase === "live";
    // Nobody told while there was no connection.
    if (isLive && !wasLive) refresh();
  });
}

export function useFollowedVersions(session: MapSession | null): void {
  useEffect(() => {
    if (session !== null) followVersions(session);
  }, [session]);
}
