// What a thread hangs on, as people call it, and how the canvas is brought there.
import { CircleDot, Map as MapIcon, MapPin, Waypoints, type LucideIcon } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Anchor } from "#shared/comments/api.ts";
import { requestReveal } from "../../app/revealRequests.ts";
import { canvasOf } from "../../map/canvas/canvasOf.ts";
import { useNodeValue } from "../../map/inspector/elementValue.ts";
import type { ShownMap } from "../../map/session/ShownMap.ts";
import { useLink } from "../../map/session/sessionHooks.ts";
import { kindIcons } from "../../ui/kindIcons.ts";

/** Around a place, in map units: what has to be seen with it. */
const AROUND = 60;

export interface AnchorName {
  icon: LucideIcon;
  name: string;
  /** Of a link: what its ends are called, so that neither is cut for the length of the other. */
  ends?: { from: string; to: string };
  /** The node or link is not on the map (any more). */
  isGone: boolean;
}

/** @param lastTitle what the node or link was called when it was last seen */
export function useAnchorName(anchor: Anchor, lastTitle: string): AnchorName {
  const { t } = useTranslation();
  const id = anchor.on === "node" || anchor.on === "link" ? anchor.id : "";
  const link = useLink(id);
  const title = useNodeValue(id, (node) => node.title);
  const kind = useNodeValue(id, (node) => node.kind);
  const from = useNodeValue(link?.source ?? "", (node) => node.title);
  const to = useNodeValue(link?.target ?? "", (node) => node.title);
  const called = (words: string | undefined): string =>
    words === undefined || words === "" ? t("inspector.untitled") : words;
  if (anchor.on === "map") return { icon: MapIcon, name: t("thread.onMap"), isGone: false };
  if (anchor.on === "place") return { icon: MapPin, name: t("thread.onPlace"), isGone: false };
  if (anchor.on === "node" && kind !== undefined) {
    return { icon: kindIcons[kind], name: called(title), isGone: false };
  }
  if (anchor.on === "link" && link !== undefined) {
    const ends = { from: called(from), to: called(to) };
    return { icon: Waypoints, name: `${ends.from} → ${ends.to}`, ends, isGone: false };
  }
  const icon = anchor.on === "link" ? Waypoints : CircleDot;
  return { icon, name: called(lastTitle), isGone: true };
}

/** Moves the canvas to what a thread hangs on, and selects it. Nothing to be seen: stays where it is. */
export function revealAnchor(session: ShownMap, anchor: Anchor): void {
  switch (anchor.on) {
    case "node":
      if (session.content.node(anchor.id) === undefined) return;
      session.flow.select({ nodes: [anchor.id] });
      requestReveal({ nodes: [anchor.id] });
      return;
    case "link":
      if (session.content.link(anchor.id) === undefined) return;
      session.flow.select({ links: [anchor.id] });
      requestReveal({ links: [anchor.id] });
      return;
    case "place": {
      const { x, y } = anchor;
      const box = { x: x - AROUND, y: y - AROUND, width: 2 * AROUND, height: 2 * AROUND };
      canvasOf(session).view?.reveal(box);
      return;
    }
    case "map":
      return;
  }
}
