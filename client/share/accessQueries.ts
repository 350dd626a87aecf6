// Who may enter a map: asking for it, and giving and taking roles. Knows requests, nothing of how it is shown.
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Role } from "#shared/access/policy.ts";
import { type MapAccess, mapAccessSchema, type TeamRole } from "#shared/access/api.ts";
import { askServer, tellServer } from "../app/askServer.ts";

/** Others change rights too; asked only while somebody looks. */
const ASK_AGAIN_MS = 4_000;

export function accessQuery(mapId: string) {
  return queryOptions({
    queryKey: ["maps", mapId, "access"],
    queryFn: () => askServer(`/api/maps/${mapId}/access`, mapAccessSchema),
    refetchInterval: ASK_AGAIN_MS,
  });
}

/** A change that is seen at once and taken back when the server refuses it; afterwards the truth is fetched. */
function useAccessChange<Input>(
  mapId: string,
  tell: (input: Input) => Promise<void>,
  foresee: (access: MapAccess, input: Input) => MapAccess,
) {
  const client = useQueryClient();
  const { queryKey } = accessQuery(mapId);
  return useMutation({
    mutationFn: tell,
    onMutate: async (input: Input) => {
      await client.cancelQueries({ queryKey });
      const before = client.getQueryData(queryKey);
      if (before !== undefined) client.setQueryData(queryKey, foresee(before, input));
      return before;
    },
    onError: (_error, _input, before) => {
      if (before !== undefined) client.setQueryData(queryKey, before);
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["maps"] }),
  });
}

export function useGiveRole(mapId: string) {
  return useAccessChange(
    mapId,
    ({ personId, role }: { personId: string; role: Role }) =>
      tellServer(`/api/maps/${mapId}/members/${personId}`, { method: "PUT", body: { role } }),
    (access, { personId, role }) => ({
      ...access,
      people: access.people.map((person) =>
        person.id === personId ? { ...person, role } : person,
      ),
    }),
  );
}

export function useTakeRole(mapId: string) {
  return useAccessChange(
    mapId,
    (personId: string) =>
      tellServer(`/api/maps/${mapId}/members/${personId}`, { method: "DELETE" }),
    (access, personId) => ({
      ...access,
      people: access.people.filter((person) => person.id !== personId),
    }),
  );
}

/** Takes a guest off the map for good, with everything that is known of them. */
export function useEraseGuest(mapId: string) {
  return useAccessChange(
    mapId,
    (personId: string) => tellServer(`/api/maps/${mapId}/guests/${personId}`, { method: "DELETE" }),
    (access, personId) => ({
      ...access,
      people: access.people.filter((person) => person.id !== personId),
    }),
  );
}

export function useSetTeamRole(mapId: string) {
  return useAccessChange(
    mapId,
    (role: TeamRole) =>
      tellServer(`/api/maps/${mapId}/team-role`, { method: "PUT", body: { role } }),
    (access, teamRole) => ({ ...access, teamRole }),
  );
}
