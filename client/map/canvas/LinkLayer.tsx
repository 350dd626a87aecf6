// All links that are in view, in one picture below the nodes. Renders when links come into view or leave it; where a
// link runs is each link's own affair.
import { ViewportPortal } from "@xyflow/react";
import { useEffect, type MouseEvent } from "react";
import { useTranslation } from "react-i18next";
import type { LinkId, MapLink } from "#shared/map/schema.ts";
import { useStore } from "../session/useStore.ts";
import { useCanvas } from "./canvasHooks.ts";
import { ConnectionLine } from "./ConnectionLine.tsx";
import { signOf } from "./linkStyle.ts";
import { LinkLabel } from "./LinkLabel.tsx";
import { LinkView } from "./LinkView.tsx";
import styles from "./LinkLayer.module.css";
import { textWidth } from "./nodeBox.ts";
import { countRender } from "./renderCount.ts";

const LABEL_FONT_PX = 13.5;
const LABEL_PADDING = 10;

function linkAt(event: MouseEvent): LinkId | null {
  const { target } = event;
  if (!(target instanceof Element)) return null;
  return target.closest<SVGElement>("[data-link]")?.dataset["link"] ?? null;
}

export function LinkLayer() {
  countRender("linkLayer");
  const { t, i18n } = useTranslation();
  const canvas = useCanvas();
  const { links, session } = canvas;
  const visible = useStore(links.visible);
  const hasLabels = useStore(canvas.detail, (detail) => detail === "near");

  useEffect(() => {
    links.setLabelWidth((link: MapLink) => {
      const words = [signOf(link), t(`linkKinds.${link.kind}`), link.label].filter(Boolean);
      return textWidth(words.join(" "), LABEL_FONT_PX) + LABEL_PADDING;
    });
  }, [links, t, i18n.language]);

  const onClick = (event: MouseEvent): void => {
    const id = linkAt(event);
    if (id === null) return;
    event.stopPropagation();
    const more = event.shiftKey || event.ctrlKey || event.metaKey;
    const { selection } = session.flow;
    const before = selection.get();
    if (!more) session.flow.select({ links: [id] });
    else {
      const chosen = new Set(before.links);
      if (!chosen.delete(id)) chosen.add(id);
      session.flow.select({ nodes: before.nodes, links: chosen });
    }
  };
  const onDoubleClick = (event: MouseEvent): void => {
    const linkId = linkAt(event);
    if (linkId === null || !canvas.mayChange) return;
    event.stopPropagation();
    canvas.chooser.set({ linkId, at: { x: event.clientX, y: event.clientY } });
  };

  return (
    <ViewportPortal>
      {/* A shortcut for the pointer: the keyboard reaches links from their nodes. */}
      <svg
        className={styles.layer}
        aria-hidden="true"
        onClick={onClick}
        onDoubleClick={onDoubleClick}
      >
        {visible.map((id) => (
          <LinkView key={id} id={id} />
        ))}
        {hasLabels ? visible.map((id) => <LinkLabel key={id} id={id} />) : null}
        <ConnectionLine />
      </svg>
    </ViewportPortal>
  );
}
