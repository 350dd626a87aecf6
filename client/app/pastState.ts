// A kept state of a map, as it is fetched and held.
import { queryOptions } from "@tanstack/react-query";
import { askForBytes, ServerProblem } from "./askServer.ts";

/** All of a map that this page holds. */
export function pastStates(mapId: string): { queryKey: string[] } {
  return { queryKey: ["states", mapId] };
}

export function pastStateQuery(mapId: string, stateId: string) {
  return queryOptions({
    queryKey: [...pastStates(mapId).queryKey, stateId],
    queryFn: () => askForBytes(`/api/maps/${mapId}/states/${stateId}`),
    staleTime: Infinity,
    retry: (count, problem) => !(problem instanceof ServerProblem) && count < 2,
  });
}
