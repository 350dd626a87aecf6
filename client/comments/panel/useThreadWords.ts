// A thread in plain words: its beginning, what it hangs on, who speaks in it. For lists and for searching.
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Thread } from "#shared/comments/api.ts";
import { useShownMap } from "../../map/session/sessionHooks.ts";
import { useComments } from "../store/commentHooks.ts";
import { authorName, useMentionable } from "../thread/authors.ts";
import { excerptWords } from "./excerptWords.ts";

export interface ThreadWords {
  excerpt: (thread: Thread) => string;
  /** The node's or link's title of today, or its last one; of a place or the map what it is called. */
  title: (thread: Thread) => string;
  name: (personId: string) => string;
  /** All of it in one line. */
  all: (thread: Thread) => string;
}

/**
 * `asksForNames`: also of people who have not spoken yet but may be mentioned, which is a question to the server. Reads what is known at the moment it is asked; whoever lists watches threads, authors and map. */
export function useThreadWords({ asksForNames = false } = {}): ThreadWords {
  const { t } = useTranslation();
  const mentionable = useMentionable(asksForNames);
  const { content } = useShownMap();
  const store = useComments();
  return useMemo(() => {
    const titled = (title: string | undefined): string => title || t("inspector.untitled");
    const name = (id: string): string => {
      const spoken = store.authors.get().get(id);
      return authorName(spoken ?? mentionable.find((person) => person.id === id), t);
    };
    const node = (target: string): string =>
      t("comments.quotedNode", { title: content.node(target)?.title || target });
    const title = ({ anchor, anchorTitle }: Thread): string => {
      if (anchor.on === "map") return t("thread.onMap");
      if (anchor.on === "place") return t("thread.onPlace");
      if (anchor.on === "node") return titled(content.node(anchor.id)?.title ?? anchorTitle);
      const link = content.link(anchor.id);
      if (link === undefined) return titled(anchorTitle);
      const ends = [link.source, link.target].map((id) => titled(content.node(id)?.title));
      return ends.join(" → ");
    };
    const excerpt = (thread: Thread): string =>
      excerptWords(thread.excerpt, { person: name, node });
    const all = (thread: Thread): string =>
      [title(thread), excerpt(thread), ...thread.people.map(name)].join(" ");
    return { excerpt, title, name, all };
  }, [t, content, store, mentionable]);
}
