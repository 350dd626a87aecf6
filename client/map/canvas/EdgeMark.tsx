// The edge of the node that the pointer is on: a ring around the card, from which a link can be drawn.
import { ViewportPortal } from "@xyflow/react";
import { useEffect, useRef } from "react";
import type { NodeId } from "#shared/map/schema.ts";
import { useStore } from "../session/useStore.ts";
import { inflate } from "./box.ts";
import { useCanvas } from "./canvasHooks.ts";
import styles from "./EdgeMark.module.css";
import { EDGE } from "./pointing.ts";

export function EdgeMark() {
  const id = useStore(useCanvas().pointed, (pointed) =>
    pointed?.what === "edge" ? pointed.id : null,
  );
  return <ViewportPortal>{id === null ? null : <Ring id={id} />}</ViewportPortal>;
}

function Ring({ id }: { id: NodeId }) {
  const { links } = useCanvas();
  const ring = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const place = (): void => {
      const box = links.box(id);
      if (ring.current === null || box === undefined) return;
      const { x, y, width, height } = inflate(box, EDGE);
      const { style } = ring.current;
      style.translate = `${x}px ${y}px`;
      style.width = `${width}px`;
      style.height = `${height}px`;
    };
    place();
    return links.subscribeBoxes(place);
  }, [links, id]);
  return <div ref={ring} className={styles.ring} data-edge={id} />;
}
