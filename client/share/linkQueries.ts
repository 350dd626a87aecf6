// Invitations and the open link of a map: making, renewing and revoking them. A link is in the answer once, nowhere else.
import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "#shared/schemaLanguage.ts";
import {
  type Invite,
  linkAnswerSchema,
  type openLinkSchema,
  type renewSchema,
  type TeamRole,
} from "#shared/access/api.ts";
import { askServer, tellServer } from "../app/askServer.ts";

export type InvitedRole = NonNullable<TeamRole>;

function askAnew(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: ["maps"] });
}

export function useInvite(mapId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Invite) =>
      askServer(`/api/maps/${mapId}/invitations`, linkAnswerSchema, { method: "POST", body }),
    onSettled: () => askAnew(client),
  });
}

export function useRenewInvitation(mapId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: { id: string } & z.input<typeof renewSchema>) =>
      askServer(`/api/maps/${mapId}/invitations/${id}/renew`, linkAnswerSchema, {
        method: "POST",
        body,
      }),
    onSettled: () => askAnew(client),
  });
}

export function useChangeInvitation(mapId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, role }: { id: string; role: InvitedRole }) =>
      tellServer(`/api/maps/${mapId}/invitations/${id}`, { method: "PATCH", body: { role } }),
    onSettled: () => askAnew(client),
  });
}

export function useRevokeInvitation(mapId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      tellServer(`/api/maps/${mapId}/invitations/${id}`, { method: "DELETE" }),
    onSettled: () => askAnew(client),
  });
}

export function useOpenLink(mapId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: z.input<typeof openLinkSchema>) =>
      askServer(`/api/maps/${mapId}/open-link`, linkAnswerSchema, { method: "PUT", body }),
    onSettled: () => askAnew(client),
  });
}

export function useRevokeOpenLink(mapId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => tellServer(`/api/maps/${mapId}/open-link`, { method: "DELETE" }),
    onSettled: () => askAnew(client),
  });
}
