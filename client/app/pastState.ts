// A kept state of a map, as it is fetched and held.
import { queryOptions } from "@tanstack/react-query";
import { askForBytes, ServerProblem } from "./askServer.ts";

export function pastStateQuery(mapId: string, stateId: string) {
  return queryOptions({
    queryKey: ["states", mapId, stateId],
    queryFn: () => askForBytes(`/api/maps/${mapId}/states/${stateId}`),
    staleTime: Infinity,
    retry: (count, problem) => !(problem instanceof ServerProblem) && count < 2,
  });
}
