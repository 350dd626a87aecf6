// What the panel lists now: threads, filters and the map brought together.
import { useMemo } from "react";
import type { Anchor } from "#shared/comments/api.ts";
import { boxAround, centreOf, type Box } from "../../map/canvas/box.ts";
import { canvasOf } from "../../map/canvas/canvasOf.ts";
import { useShownMap } from "../../map/session/sessionHooks.ts";
import { useSettled } from "../../map/session/useSettled.ts";
import { useStore } from "../../map/session/useStore.ts";
import { useMe } from "../../people/session.ts";
import { useComments } from "../store/commentHooks.ts";
import { panelCounts, panelRows, perspectivesOf, type PanelOptions } from "./panelRows.ts";
import type { ThreadWords } from "./useThreadWords.ts";

/** The list may lag behind what people do on the map. */
const SETTLE_MS = 500;

/** `words`: what threads are called. */
export function usePanelRows(options: PanelOptions, words: ThreadWords) {
  const session = useShownMap();
  const store = useComments();
  const threads = useStore(store.threads);
  const authors = useStore(store.authors);
  const me = useMe()?.id ?? null;
  const map = useSettled(session.content.all, SETTLE_MS);
  const { filter, order, perspective, words: searched, found, folded } = options;
  const listed = useMemo(() => {
    const { links } = canvasOf(session);
    const boxOf = (anchor: Anchor): Box | null => {
      if (anchor.on === "node") return links.box(anchor.id) ?? null;
      const link = anchor.on === "link" ? map.links.get(anchor.id) : undefined;
      if (link === undefined) return null;
      const ends = [link.source, link.target].flatMap((id) => links.box(id) ?? []);
      const around = boxAround(ends);
      // In the middle between its ends: where its label is.
      return around === null ? null : { ...centreOf(around), width: 0, height: 0 };
    };
    return panelRows(
      threads.values(),
      { filter, order, perspective, words: searched, found, folded },
      { authors, me, boxOf, textOf: words.all },
    );
  }, [
    threads,
    authors,
    me,
    map,
    session,
    filter,
    order,
    perspective,
    searched,
    found,
    folded,
    words,
  ]);
  const counts = useMemo(() => panelCounts(threads.values(), me), [threads, me]);
  const perspectives = useMemo(() => perspectivesOf(authors), [authors]);
  return { ...listed, counts, perspectives };
}
