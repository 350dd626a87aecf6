// The whole map in small: one shape a kind of node, drawn anew a few times a second at most, and the part that is
// seen, moved without React. Press or drag to go there. Both are layers of their own to the browser: thousands of
// shapes are not painted again because something moves below or on them.
import { useStoreApi } from "@xyflow/react";
import { useEffect, useRef, useState, type PointerEvent } from "react";
import { useTranslation } from "react-i18next";
import { NODE_KINDS, type NodeKind } from "#shared/map/kinds.ts";
import { holdsBox, inflate, type Box } from "./box.ts";
import type { Canvas } from "./Canvas.ts";
import { useCanvas } from "./canvasHooks.ts";
import styles from "./MapCanvas.module.css";
import { countRender } from "./renderCount.ts";

const REDRAW_MS = 250;
/** Of a crowded map, whose drawing takes ten times as long. */
const REDRAW_CROWDED_MS = 1_000;
const MARGIN = 120;
/** So many nodes are specks: outlines would be all that is seen of them. */
const CROWDED_NODES = 300;

interface Picture {
  frame: Box;
  shapes: { kind: NodeKind; d: string }[];
}

function pictureOf({ links, session }: Canvas): Picture | null {
  const around = links.bounds();
  if (around === null) return null;
  const shapes = new Map<NodeKind, string[]>();
  for (const node of session.content.nodes.values()) {
    const box = links.box(node.id);
    if (box === undefined) continue;
    const d = `M${Math.round(box.x)} ${Math.round(box.y)}h${Math.round(box.width)}v${Math.round(box.height)}h${-Math.round(box.width)}z`;
    const list = shapes.get(node.kind);
    if (list === undefined) shapes.set(node.kind, [d]);
    else list.push(d);
  }
  // Regions lie below what lies in them.
  const order = NODE_KINDS.toSorted((a, b) => Number(b === "region") - Number(a === "region"));
  return {
    frame: inflate(around, MARGIN),
    shapes: order.flatMap((kind) => {
      const list = shapes.get(kind);
      return list === undefined ? [] : [{ kind, d: list.join("") }];
    }),
  };
}

export function Minimap() {
  countRender("minimap");
  const { t } = useTranslation();
  const canvas = useCanvas();
  const store = useStoreApi();
  const [picture, setPicture] = useState<Picture | null>(() => pictureOf(canvas));
  const svg = useRef<SVGSVGElement>(null);
  const root = useRef<HTMLDivElement>(null);
  const seen = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const redraw = (): void => {
      const isCrowded = canvas.session.content.nodes.size > CROWDED_NODES;
      timer ??= setTimeout(
        () => {
          timer = null;
          // Thousands of shapes are not drawn in the middle of a drag.
          if (isCrowded && canvas.session.flow.isHolding.get()) redraw();
          else setPicture(pictureOf(canvas));
        },
        isCrowded ? REDRAW_CROWDED_MS : REDRAW_MS,
      );
    };
    redraw();
    const stop = canvas.links.subscribeBoxes(redraw);
    return () => {
      stop();
      if (timer !== null) clearTimeout(timer);
    };
  }, [canvas]);

  useEffect(() => {
    const size = { width: 0, height: 0 };
    let last = "";
    const follow = (): void => {
      const { transform, width, height } = store.getState();
      const [x, y, zoom] = transform;
      const box = { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
      // React Flow's store also changes with every step of a drag.
      const sign = `${transform.join(" ")} ${width} ${height}`;
      if (sign === last) return;
      last = sign;
      if (picture !== null && root.current !== null) {
        root.current.dataset["needless"] = String(holdsBox(box, inflate(picture.frame, -MARGIN)));
      }
      if (picture === null || seen.current === null) return;
      // Without a size as long as the window is narrow. Asked once: each question lays the page out.
      if (size.width === 0 && root.current !== null) {
        size.width = root.current.clientWidth;
        size.height = root.current.clientHeight;
      }
      const { frame } = picture;
      const scale = Math.min(size.width / frame.width, size.height / frame.height);
      const left = (size.width - frame.width * scale) / 2 + (box.x - frame.x) * scale;
      const top = (size.height - frame.height * scale) / 2 + (box.y - frame.y) * scale;
      const { style } = seen.current;
      style.transform = `translate(${left}px, ${top}px)`;
      style.width = `${box.width * scale}px`;
      style.height = `${box.height * scale}px`;
    };
    follow();
    return store.subscribe(follow);
  }, [store, picture]);

  const go = ({ clientX, clientY, buttons }: PointerEvent): void => {
    const matrix = svg.current?.getScreenCTM();
    if (buttons === 0 || matrix === null || matrix === undefined) return;
    const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(matrix.inverse());
    canvas.session.following.set(null);
    canvas.view?.centreOn({ x, y });
  };

  if (picture === null) return null;
  const { frame, shapes } = picture;
  const viewBox = `${frame.x} ${frame.y} ${frame.width} ${frame.height}`;
  return (
    <div
      ref={root}
      className={styles.minimap}
      role="img"
      aria-label={t("canvas.minimap")}
      data-crowded={canvas.session.content.nodes.size > CROWDED_NODES}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        go(event);
      }}
      onPointerMove={go}
    >
      <svg ref={svg} viewBox={viewBox}>
        {shapes.map(({ kind, d }) => (
          <path
            key={kind}
            d={d}
            style={{ fill: `var(--kind-${kind}-fill)`, stroke: `var(--kind-${kind}-line)` }}
          />
        ))}
      </svg>
      <div ref={seen} className={styles.seen} />
    </div>
  );
}
