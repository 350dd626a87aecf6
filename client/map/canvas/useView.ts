// Gives the canvas its way to React Flow's viewport, shows the whole map when it is first drawn, and answers requests
// to show something.
import { getViewportForBounds, useReactFlow, useStoreApi } from "@xyflow/react";
import { useEffect } from "react";
import { pictureShown } from "../../app/firstPicture.ts";
import { onReveal } from "../../app/revealRequests.ts";
import type { NodeId } from "#shared/map/schema.ts";
import { useStore } from "../session/useStore.ts";
import { centreOf, holdsBox, type Box } from "./box.ts";
import type { Canvas, View, Viewport } from "./Canvas.ts";
import { useCanvas } from "./canvasHooks.ts";

export const MIN_ZOOM = 0.05;
export const MAX_ZOOM = 3;
/** Room for palette, minimap and tools at the edges. */
const PADDING_WIDE = { top: "32px", bottom: "64px", left: "84px", right: "32px" } as const;
const PADDING_NARROW = { top: "16px", bottom: "120px", left: "16px", right: "16px" } as const;
const NARROW_PX = 640;
/** A huge map begins with a part in which something can be read. */
const MIN_FIRST_ZOOM = 0.28;
const CALM_MS = 260;
/** What breaks a movement off without a hand is not told of: so many times as long as it should take, it is believed in. */
const LATEST = 3;
const FRAMES_TO_WAIT = 30;

function paddingFor(width: number) {
  return width < NARROW_PX ? PADDING_NARROW : PADDING_WIDE;
}

function durationMs(): number {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : CALM_MS;
}

export function useView(): void {
  const canvas = useCanvas();
  const instance = useReactFlow();
  const store = useStoreApi();
  const hasNodes = useStore(canvas.session.flow.nodes, (nodes) => nodes.length > 0);

  useEffect(() => {
    let heading: { to: Viewport; until: number } | null = null;
    // What is asked of the view while it still moves counts from where it moves to.
    const viewport = (): Viewport =>
      heading !== null && performance.now() < heading.until ? heading.to : instance.getViewport();
    const moveTo = (to: Viewport, duration = durationMs()): void => {
      const own = { to, until: performance.now() + LATEST * duration };
      heading = own;
      void instance.setViewport(to, { duration }).then(() => {
        if (heading === own) heading = null;
      });
    };
    const visible = (): Box => {
      const { width, height } = store.getState();
      const { x, y, zoom } = viewport();
      return { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
    };
    const centreOn: View["centreOn"] = (point, zoom = viewport().zoom) => {
      const { width, height } = store.getState();
      moveTo({ x: width / 2 - point.x * zoom, y: height / 2 - point.y * zoom, zoom });
    };
    const zoomTo = (zoom: number): void =>
      centreOn(centreOf(visible()), Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, zoom)));
    const view: View = {
      toMap: (client) => instance.screenToFlowPosition(client),
      toClient: (point) => instance.flowToScreenPosition(point),
      viewport,
      visible,
      show: (box) => {
        const { width, height } = store.getState();
        moveTo(getViewportForBounds(box, width, height, MIN_ZOOM, 1, paddingFor(width)));
      },
      reveal: (box) => {
        if (!holdsBox(visible(), box)) centreOn(centreOf(box));
      },
      centreOn,
      zoomBy: (factor) => zoomTo(viewport().zoom * factor),
      zoomTo,
      panBy: ({ x, y }) => {
        const from = viewport();
        moveTo({ ...from, x: from.x + x, y: from.y + y }, 0);
      },
      focus: (id) => focus(canvas, view, store.getState().domNode, id),
    };
    // A hand that takes the map stops it where it is.
    const takenByHand = ({ target }: Event): void => {
      if (target instanceof Element && target.closest(".react-flow__renderer")) heading = null;
    };
    window.addEventListener("pointerdown", takenByHand, { capture: true });
    window.addEventListener("wheel", takenByHand, { capture: true, passive: true });
    canvas.attach(view);
    return () => {
      window.removeEventListener("pointerdown", takenByHand, { capture: true });
      window.removeEventListener("wheel", takenByHand, { capture: true });
      canvas.attach(null);
    };
  }, [canvas, instance, store]);

  // Once, when there is something to see and the canvas knows its size.
  useEffect(() => {
    // Before React Flow is ready it takes no viewport; a second time would break off what the person does meanwhile.
    if (!hasNodes || !instance.viewportInitialized) return;
    const first = (): boolean => {
      const { width, height, domNode } = store.getState();
      const all = canvas.links.bounds();
      if (width === 0 || height === 0 || all === null) return false;
      const chosen = (): Viewport => {
        const largest = { width: width / MIN_FIRST_ZOOM, height: height / MIN_FIRST_ZOOM };
        const part = canvas.firstPart?.(largest) ?? null;
        // What was chosen is seen wholly, beside palette and tools too.
        const minZoom = part === null ? MIN_FIRST_ZOOM : MIN_ZOOM;
        return getViewportForBounds(part ?? all, width, height, minZoom, 1, paddingFor(width));
      };
      const viewport = canvas.lastViewport ?? chosen();
      canvas.place(viewport);
      void instance.setViewport(viewport);
      // From here on keys and clicks mean what is seen; whoever operates the page by a program waits for it.
      if (domNode !== null) domNode.dataset["ready"] = "";
      pictureShown();
      return true;
    };
    if (first()) return;
    const stop = store.subscribe(() => {
      if (first()) stop();
    });
    return stop;
  }, [canvas, hasNodes, instance, store]);

  useEffect(
    () =>
      onReveal(({ nodes = [], links = [] }) => {
        const ids = new Set(nodes);
        for (const id of links) {
          const link = canvas.session.content.link(id);
          if (link !== undefined) ids.add(link.source).add(link.target);
        }
        const box = canvas.links.bounds(ids);
        if (box !== null) canvas.view?.show(box);
      }),
    [canvas],
  );
}

/** Nodes out of view are not in the page: they come into it when the viewport has arrived. */
function focus(canvas: Canvas, view: View, root: HTMLElement | null, id: NodeId | null): void {
  if (id === null) {
    root?.focus({ preventScroll: true });
    return;
  }
  const box = canvas.links.box(id);
  if (box !== undefined) view.reveal(box);
  let frames = 0;
  const attempt = (): void => {
    // Whoever writes in a title meanwhile keeps the cursor there.
    if (canvas.editing.get() !== null) return;
    const node = root?.querySelector<HTMLElement>(`[data-node="${CSS.escape(id)}"]`);
    if (node !== null && node !== undefined) node.focus({ preventScroll: true });
    else if (++frames < FRAMES_TO_WAIT) requestAnimationFrame(attempt);
  };
  attempt();
}
