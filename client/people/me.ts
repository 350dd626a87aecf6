// Who this browser is to the server: name and colour, and how the name is changed.
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { personSchema } from "#shared/maps/api.ts";
import { askServer } from "../app/askServer.ts";

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: () => askServer("/api/me", personSchema),
  staleTime: Infinity,
});

export function useRenameMe() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) =>
      askServer("/api/me", personSchema, { method: "PUT", body: { name } }),
    onSuccess: async (person) => {
      client.setQueryData(meQuery.queryKey, person);
      // The name stands on cards too.
      await client.invalidateQueries({ queryKey: ["maps"] });
    },
  });
}
