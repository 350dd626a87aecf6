// Threads that the server finds by words, while somebody types them: it knows every comment, the page only beginnings.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { MAX_QUERY_CHARS } from "#shared/comments/api.ts";
import { useShownMap } from "../../map/session/sessionHooks.ts";
import { useComments } from "../store/commentHooks.ts";

/** Long enough to type the next letter. */
const SETTLED_MS = 300;
const MIN_CHARS = 2;

const NONE: ReadonlySet<string> = new Set();

export interface FoundThreads {
  threads: ReadonlySet<string>;
  /** The server was not there: only what the page knows was searched. */
  isOnlyHere: boolean;
}

export function useFoundThreads(typed: string): FoundThreads {
  const { mapId } = useShownMap();
  const store = useComments();
  const words = useSettledText(typed.trim().slice(0, MAX_QUERY_CHARS));
  const isAsked = words.length >= MIN_CHARS;
  const { data, isError } = useQuery({
    queryKey: ["maps", mapId, "comments", "search", store.past, words],
    queryFn: async () => new Set(await store.search(words)),
    enabled: isAsked,
    placeholderData: keepPreviousData,
    retry: false,
  });
  return { threads: isAsked ? (data ?? NONE) : NONE, isOnlyHere: isAsked && isError };
}

function useSettledText(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
