// How people and nodes in a comment read where it is edited or copied.
import { useMemo } from "react";
import type { ContentStore } from "../../map/binding/ContentStore.ts";
import { useShownMap } from "../../map/session/sessionHooks.ts";
import { useComments } from "../store/commentHooks.ts";
import type { CommentStore } from "../store/CommentStore.ts";
import { mentionLabel, nodeLabel, type TokenWords } from "./draftText.ts";

export function useTokenWords(): TokenWords {
  const { content } = useShownMap();
  const store = useComments();
  return useMemo(() => tokenWords(content, store), [content, store]);
}

function tokenWords(content: ContentStore, { authors }: CommentStore): TokenWords {
  return {
    mention: (id) => {
      const name = authors.get().get(id)?.name ?? "";
      return name === "" ? null : mentionLabel(name);
    },
    node: (target) => {
      const title = content.node(target)?.title ?? "";
      return title === "" ? null : nodeLabel(title);
    },
  };
}
