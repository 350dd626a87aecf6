// Those who speak on a map, by id: as they are called today.
import { queryOptions, useQuery } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { mentionableSchema, type Author } from "#shared/comments/api.ts";
import { askServer } from "../../app/askServer.ts";
import { useShownMap } from "../../map/session/sessionHooks.ts";
import { useStore } from "../../map/session/useStore.ts";
import { nameShown } from "../../people/nameShown.ts";
import { useComments } from "../store/commentHooks.ts";

const FRESH_FOR_MS = 60_000;

/** Who can be mentioned: everybody who may open the map. */
export function mentionableQuery(mapId: string) {
  return queryOptions({
    queryKey: ["maps", mapId, "mentionable"],
    queryFn: () => askServer(`/api/maps/${mapId}/comments/people`, mentionableSchema),
    staleTime: FRESH_FOR_MS,
  });
}

/** @param isAsked nobody needs the list before somebody writes or is mentioned */
export function useMentionable(isAsked: boolean): readonly Author[] {
  const { mapId } = useShownMap();
  const { data } = useQuery({ ...mentionableQuery(mapId), enabled: isAsked });
  return data?.people ?? NOBODY;
}

const NOBODY: readonly Author[] = [];

export function authorName(author: Author | undefined, t: TFunction): string {
  if (author === undefined) return t("thread.unknownPerson");
  if (author.isErased === true) return t("people.erasedPerson");
  return nameShown(author.name, author.isGuest, t);
}

/** Nobody of this id has spoken here or may come here: their name is none of this page's business. */
export function useAuthor(id: string): { author: Author | undefined; name: string } {
  const { t } = useTranslation();
  const spoken = useStore(useComments().authors, (authors) => authors.get(id));
  const mentionable = useMentionable(spoken === undefined && id !== "");
  const author = spoken ?? mentionable.find((person) => person.id === id);
  return { author, name: authorName(author, t) };
}
