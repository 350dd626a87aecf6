// The picture of all links that are in view, below the nodes. React makes the frame of it and puts in nothing.
import { ViewportPortal } from "@xyflow/react";
import { memo, useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { LINK_KINDS, type LinkKind } from "#shared/map/kinds.ts";
import { textWidth } from "#shared/map/letterWidths.ts";
import type { MapLink } from "#shared/map/schema.ts";
import { useCanvas } from "./canvasHooks.ts";
import { ConnectionLine } from "./ConnectionLine.tsx";
import { LinkPicture } from "./LinkPicture.ts";
import { signOf } from "./linkStyle.ts";
import styles from "./LinkLayer.module.css";
import { countRender } from "./renderCount.ts";

const LABEL_FONT_PX = 13.5;
const LABEL_PADDING = 10;

// Memoised: see Others.
export const LinkLayer = memo(function LinkLayer() {
  countRender("linkLayer");
  return (
    <ViewportPortal>
      {/* For the eye: the pointer finds links by their geometry, the keyboard reaches them from their nodes. */}
      <svg className={styles.layer} aria-hidden="true" data-links>
        <Links />
        <ConnectionLine />
      </svg>
    </ViewportPortal>
  );
});

/** Mounted once there is a viewport to draw in. */
function Links() {
  const { t } = useTranslation();
  const canvas = useCanvas();
  const { links } = canvas;
  const lines = useRef<SVGGElement>(null);
  const labels = useRef<SVGGElement>(null);

  useLayoutEffect(() => {
    // Translated once a language, not once a link.
    const names = new Map<LinkKind, string>(
      LINK_KINDS.map((kind) => [kind, t(`linkKinds.${kind}`)]),
    );
    const nameOf = ({ kind }: MapLink): string => names.get(kind) ?? "";
    links.setLabelWidth((link) => {
      const words = [signOf(link), nameOf(link), link.label].filter(Boolean);
      return textWidth(words.join(" "), LABEL_FONT_PX) + LABEL_PADDING;
    });
    if (lines.current === null || labels.current === null) return;
    const groups = { lines: lines.current, labels: labels.current };
    const picture = new LinkPicture(canvas, groups, nameOf);
    return () => picture.destroy();
  }, [canvas, links, t]);

  return (
    <>
      <g ref={lines} />
      <g ref={labels} />
    </>
  );
}
