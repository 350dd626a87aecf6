// One's own notices and how one is told by mail: asking for them, and what can be done with them.
import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
  type QueryClient,
} from "@tanstack/react-query";
import {
  noticeSettingsSchema,
  noticesSchema,
  type MailPace,
  type Notice,
} from "#shared/notices/api.ts";
import { askServer, tellServer } from "../app/askServer.ts";

/** Where nothing says that there is something new: while somebody looks at the page, and when they come back to it. */
const ASK_AGAIN_MS = 60_000;

const NOTICES_KEY = ["notices"];
const SETTINGS_KEY = ["noticeSettings"];

export const noticesQuery = infiniteQueryOptions({
  queryKey: NOTICES_KEY,
  queryFn: ({ pageParam }) => {
    const older = pageParam === null ? "" : `?before=${pageParam}`;
    return askServer(`/api/notices${older}`, noticesSchema);
  },
  initialPageParam: null as string | null,
  getNextPageParam: ({ next }) => next,
  refetchInterval: ASK_AGAIN_MS,
  staleTime: 5_000,
  refetchOnWindowFocus: "always",
});

/** The server has told that there is something new. */
export function askForNotices(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: NOTICES_KEY });
  void client.invalidateQueries({ queryKey: SETTINGS_KEY });
}

/** These, or all of them. Shown as read at once; if that fails, as the server says. */
export function useReadNotices() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ids: readonly string[] | "all") =>
      tellServer("/api/notices/read", { method: "POST", body: { ids } }),
    onMutate: async (ids) => {
      await client.cancelQueries({ queryKey: NOTICES_KEY });
      const isMeant = (notice: Notice): boolean => ids === "all" || ids.includes(notice.id);
      client.setQueryData(noticesQuery.queryKey, (known) => {
        if (known === undefined) return known;
        const news = known.pages.flatMap((page) => page.notices).filter(isMeant);
        const count = news.filter((notice) => !notice.isRead).length;
        const pages = known.pages.map((page) => ({
          ...page,
          unread: ids === "all" ? 0 : Math.max(0, page.unread - count),
          notices: page.notices.map((one) => (isMeant(one) ? { ...one, isRead: true } : one)),
        }));
        return { ...known, pages };
      });
    },
    onSettled: () => client.invalidateQueries({ queryKey: NOTICES_KEY }),
  });
}

export const noticeSettingsQuery = queryOptions({
  queryKey: SETTINGS_KEY,
  queryFn: () => askServer("/api/notices/settings", noticeSettingsSchema),
  // The link in the letter is opened elsewhere.
  refetchOnWindowFocus: "always",
});

function useSettingsChange<Input>(change: (input: Input) => Promise<void>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey: SETTINGS_KEY }),
  });
}

export function useSetPace() {
  return useSettingsChange((pace: MailPace) =>
    tellServer("/api/notices/settings", { method: "PUT", body: { pace } }),
  );
}

/** Has a letter sent there; null: forgets the address. */
export function useSetAddress() {
  return useSettingsChange((email: string | null) =>
    tellServer("/api/notices/address", { method: "PUT", body: { email } }),
  );
}

export function confirmAddress(token: string): Promise<void> {
  return tellServer("/api/notices/confirm", { method: "POST", body: { token } });
}

export function unsubscribe(token: string): Promise<void> {
  return tellServer("/api/notices/unsubscribe", { method: "POST", body: { token } });
}
