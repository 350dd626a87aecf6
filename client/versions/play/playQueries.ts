// What playing back asks of the server besides the versions themselves.
import { queryOptions } from "@tanstack/react-query";
import { activitySchema } from "#shared/versions/api.ts";
import { askServer } from "../../app/askServer.ts";

export function activityQuery(mapId: string) {
  return queryOptions({
    queryKey: ["activity", mapId],
    queryFn: () => askServer(`/api/maps/${mapId}/changes/activity`, activitySchema),
    staleTime: 0,
  });
}
