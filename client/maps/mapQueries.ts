// The maps there are: asking for them, and everything that can be done to one from outside of it.
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import {
  type CreateMap,
  mapListSchema,
  type MapSummary,
  mapSummarySchema,
} from "#shared/maps/api.ts";
import { askServer, tellServer } from "../app/askServer.ts";
import { rememberMaps } from "./rememberedMaps.ts";

/** Who is in a map changes all the time; while nobody looks at the page nothing is asked. */
const ASK_AGAIN_MS = 4_000;

export const mapsQuery = queryOptions({
  queryKey: ["maps"],
  queryFn: async () => {
    const { maps } = await askServer("/api/maps", mapListSchema);
    rememberMaps(maps);
    return maps;
  },
  refetchInterval: ASK_AGAIN_MS,
});

export const binQuery = queryOptions({
  queryKey: ["maps", "deleted"],
  queryFn: async () => (await askServer("/api/maps?deleted=true", mapListSchema)).maps,
  refetchInterval: ASK_AGAIN_MS,
});

function useMapMutation<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => client.invalidateQueries({ queryKey: mapsQuery.queryKey }),
  });
}

export function useCreateMap() {
  return useMapMutation((map: CreateMap) =>
    askServer("/api/maps", mapSummarySchema, { method: "POST", body: map }),
  );
}

export function useRenameMap() {
  return useMapMutation(({ id, title }: Pick<MapSummary, "id" | "title">) =>
    tellServer(`/api/maps/${id}`, { method: "PATCH", body: { title } }),
  );
}

export function useDuplicateMap() {
  return useMapMutation((id: string) =>
    askServer(`/api/maps/${id}/duplicate`, mapSummarySchema, { method: "POST" }),
  );
}

export function useDeleteMap() {
  return useMapMutation((id: string) => tellServer(`/api/maps/${id}`, { method: "DELETE" }));
}

export function useUndeleteMap() {
  return useMapMutation((id: string) => tellServer(`/api/maps/${id}/undelete`, { method: "POST" }));
}

export function useImportMap() {
  return useMapMutation((file: Blob) =>
    askServer("/api/maps/import", mapSummarySchema, { method: "POST", body: file }),
  );
}

/** Where the server draws the map's picture. */
export function pictureAddress(map: Pick<MapSummary, "id" | "pictureVersion">): string {
  return `/api/maps/${map.id}/picture.svg?v=${encodeURIComponent(map.pictureVersion)}`;
}

export function exportAddress(id: string): string {
  return `/api/maps/${id}/export.json`;
}
