// Running the installation: asking for members, maps and texts, and what can be changed there. Knows requests alone.
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "#shared/schemaLanguage.ts";
import {
  adminMapsSchema,
  inviteMemberAnswerSchema,
  type inviteMemberSchema,
  memberListSchema,
  type OperatorTexts,
} from "#shared/people/api.ts";
import { askServer, tellServer } from "../app/askServer.ts";
import { textsQuery } from "../legal/texts.ts";

const ASK_AGAIN_MS = 10_000;

export const membersQuery = queryOptions({
  queryKey: ["admin", "members"],
  queryFn: () => askServer("/api/admin/members", memberListSchema),
  refetchInterval: ASK_AGAIN_MS,
});

export const adminMapsQuery = queryOptions({
  queryKey: ["admin", "maps"],
  queryFn: async () => (await askServer("/api/admin/maps", adminMapsSchema)).maps,
  refetchInterval: ASK_AGAIN_MS,
});

export const ADMIN_AUDIT = "/api/admin/audit";

function useMembersMutation<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSettled: () => client.invalidateQueries({ queryKey: ["admin"] }),
  });
}

export function useInviteMember() {
  return useMembersMutation((body: z.infer<typeof inviteMemberSchema>) =>
    askServer("/api/admin/members/invitations", inviteMemberAnswerSchema, {
      method: "POST",
      body,
    }),
  );
}

export function useWithdrawInvitation() {
  return useMembersMutation((id: string) =>
    tellServer(`/api/admin/members/invitations/${id}`, { method: "DELETE" }),
  );
}

export function useChangeMember() {
  return useMembersMutation(({ id, isAdmin }: { id: string; isAdmin: boolean }) =>
    tellServer(`/api/admin/members/${id}`, { method: "PATCH", body: { isAdmin } }),
  );
}

export function useEraseMember() {
  return useMembersMutation(({ id, handOverTo }: { id: string; handOverTo: string | null }) =>
    tellServer(`/api/admin/members/${id}`, { method: "DELETE", body: { handOverTo } }),
  );
}

export function useSaveTexts() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (texts: OperatorTexts) =>
      tellServer("/api/admin/texts", { method: "PUT", body: texts }),
    onSuccess: (_answer, texts) => client.setQueryData(textsQuery.queryKey, texts),
  });
}
