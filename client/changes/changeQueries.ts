// What is asked of /api/maps/:id/changes. Knows addresses, nothing of how answers are shown.
import { queryOptions } from "@tanstack/react-query";
import { touchesSchema, visitSchema, type Touches } from "#shared/versions/api.ts";
import { askServer } from "../app/askServer.ts";

/** Others go on while somebody looks at the history of an element. */
const ASK_AGAIN_MS = 5_000;

/** The history of one node or link. */
export function elementChangesQuery(mapId: string, elementId: string) {
  return queryOptions({
    queryKey: ["changes", mapId, elementId],
    queryFn: () =>
      askServer(
        `/api/maps/${mapId}/changes?element=${encodeURIComponent(elementId)}`,
        touchesSchema,
      ),
    refetchInterval: ASK_AGAIN_MS,
  });
}

/** Everything that was done on the map since then. */
export function changesSince(mapId: string, since: number): Promise<Touches> {
  return askServer(`/api/maps/${mapId}/changes?since=${since}`, touchesSchema);
}

/** When this person left the map last; null: never before. */
export async function leftAt(mapId: string): Promise<number | null> {
  const visit = await askServer(`/api/maps/${mapId}/changes/visit`, visitSchema);
  return visit.leftAt;
}
