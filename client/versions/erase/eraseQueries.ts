// Erasing content for good, as requests: begin it, and the record of what was erased.
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { erasureSchema, erasuresSchema } from "#shared/erase/api.ts";
import { askServer } from "../../app/askServer.ts";

/** While one is under way. */
const LOOK_AGAIN_MS = 1_500;

/** What is chosen to be erased. */
export interface Chosen {
  nodes: readonly string[];
  links: readonly string[];
}

export function erasuresQuery(mapId: string) {
  return queryOptions({
    queryKey: ["erasures", mapId],
    queryFn: async () => {
      const { erasures } = await askServer(`/api/maps/${mapId}/erasures`, erasuresSchema);
      return erasures;
    },
    refetchInterval: ({ state }) =>
      state.data?.some(({ doneAt }) => doneAt === null) === true ? LOOK_AGAIN_MS : false,
  });
}

export function useErase(mapId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ nodes, links }: Chosen) =>
      askServer(`/api/maps/${mapId}/erasures`, erasureSchema, {
        method: "POST",
        body: { confirm: true, nodes, links },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["erasures", mapId] }),
  });
}
