// Keeps the thread window beside what it is about, while the map and what lies on it move; nothing renders for it. When
// it opens, the map moves so that both are seen, and once more when a panel opens beside the map and takes the room.
import { useStoreApi } from "@xyflow/react";
import { useLayoutEffect, useRef, type RefObject } from "react";
import type { Point } from "#shared/protocol/presence.ts";
import { holdsBox, inflate, type Box } from "../../map/canvas/box.ts";
import type { OpenThread } from "../store/commentViews.ts";
import type { CanvasComments } from "./CanvasComments.ts";
import { openedAnchor } from "./markItems.ts";
import { openedBox } from "./openedBox.ts";
import { panToShow, placeWindow, seenWith, type Side } from "./windowPlace.ts";

/** As in ThreadWindow.module.css: a sheet from below then. */
const NARROW = "(max-width: 48rem)";
const EDGE_PX = 10;
/** The palette is there. */
const LEFT_EDGE_PX = 72;
/** The tools for zooming are there. */
const BOTTOM_EDGE_PX = 62;

export function useWindowPlace(
  comments: CanvasComments,
  opened: OpenThread,
): RefObject<HTMLElement | null> {
  const frame = useRef<HTMLElement>(null);
  const store = useStoreApi();

  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const { canvas } = comments;
    const narrow = window.matchMedia(NARROW);
    let size = { width: 0, height: 0 };
    let side: Side = "right";
    let isShown = false;
    /** What is opened from elsewhere is selected with it, and its tools come a moment later. */
    let hasSeenTools = false;
    let isDue = false;
    let widthBefore = 0;
    let isInSight = false;
    /** The middle of what the map is moving to show, in map units, and how far it was from there when last looked at. */
    let aim: (Point & { apart: number }) | null = null;

    const areaOf = (width: number, height: number): Box => {
      const left = canvas.mayChange && !narrow.matches ? LEFT_EDGE_PX : EDGE_PX;
      const bottom = narrow.matches ? size.height + EDGE_PX : BOTTOM_EDGE_PX;
      const tools = canvas.toolsBox.get();
      // There they are a bar at the top.
      const top = EDGE_PX + (narrow.matches && tools !== null ? tools.y + tools.height : 0);
      return {
        x: left,
        y: top,
        width: Math.max(0, width - left - EDGE_PX),
        height: Math.max(0, height - top - bottom),
      };
    };
    /** `now`: where that is which will be elsewhere, if the map is on its way. */
    const showBoth = (now: Box, area: Box): void => {
      const { width, height } = store.getState();
      const viewport = canvas.view?.viewport();
      if (viewport === undefined) return;
      const target = openedBox(comments, { ...viewport, width, height });
      if (target === null) return;
      const beside = narrow.matches ? { width: 0, height: 0 } : size;
      const toolsNow = narrow.matches ? null : canvas.toolsBox.get();
      const tools = toolsNow && {
        ...toolsNow,
        x: toolsNow.x + target.x - now.x,
        y: toolsNow.y + target.y - now.y,
      };
      const pan = panToShow(seenWith(target, tools, beside, area), beside, area);
      if (pan.x === 0 && pan.y === 0) return;
      const { x, y, zoom } = viewport;
      const middle = {
        x: (width / 2 - x - pan.x) / zoom,
        y: (height / 2 - y - pan.y) / zoom,
      };
      aim = { ...middle, apart: Infinity };
      canvas.view?.centreOn(middle);
    };
    /** Whether the map still moves to where both are seen; whoever moves it elsewhere is left alone. */
    const isOnItsWay = (middle: Point): boolean => {
      if (aim === null) return false;
      const apart = Math.hypot(middle.x - aim.x, middle.y - aim.y);
      aim = apart < 1 || apart > aim.apart ? null : { ...aim, apart };
      return aim !== null;
    };
    const place = (): void => {
      const { transform, width, height } = store.getState();
      if (width === 0 || height === 0) return;
      const [x, y, zoom] = transform;
      const target = openedBox(comments, { x, y, zoom, width, height });
      const area = areaOf(width, height);
      if (width < widthBefore && isInSight && !narrow.matches) isShown = false;
      widthBefore = width;
      // Before the first view is chosen there is nothing that could be moved.
      if (!isShown && target !== null && canvas.isPlaced && size.width > 0) {
        isShown = true;
        showBoth(target, area);
      }
      const isComing = isOnItsWay({ x: (width / 2 - x) / zoom, y: (height / 2 - y) / zoom });
      isInSight = isComing || (target !== null && holdsBox(inflate(area, 1), target));
      element.style.maxHeight = narrow.matches ? "" : `${area.height}px`;
      if (narrow.matches) {
        element.style.translate = "";
        return;
      }
      const placed = placeWindow(target, size, area, side, canvas.toolsBox.get());
      side = placed.side;
      element.style.translate = `${Math.round(placed.x)}px ${Math.round(placed.y)}px`;
    };
    // Once for whatever happens within a turn, in the same frame: the tools are placed in it too.
    const placeSoon = (): void => {
      if (isDue) return;
      isDue = true;
      queueMicrotask(() => {
        isDue = false;
        if (element.isConnected) place();
      });
    };
    const showAgain = (): void => {
      if (canvas.toolsBox.get() !== null && (narrow.matches || !hasSeenTools)) {
        hasSeenTools = true;
        isShown = false;
      }
      placeSoon();
    };
    const measure = (): void => {
      size = { width: element.offsetWidth, height: element.offsetHeight };
      place();
    };
    measure();
    const sizes = new ResizeObserver(measure);
    sizes.observe(element);
    narrow.addEventListener("change", measure);
    const stops = [
      store.subscribe(placeSoon),
      canvas.links.subscribeBoxes(placeSoon),
      canvas.links.onPath((id) => {
        const anchor = openedAnchor(comments.store)?.anchor;
        if (anchor?.on === "link" && anchor.id === id) placeSoon();
      }),
      canvas.ghosts.onMoved((id) => {
        const anchor = openedAnchor(comments.store)?.anchor;
        if (anchor?.on !== "node" || anchor.id !== id) return;
        element.toggleAttribute("data-gliding", canvas.ghosts.box(id) !== undefined);
        placeSoon();
      }),
      canvas.toolsBox.subscribe(showAgain),
      canvas.session.role.subscribe(placeSoon),
      comments.store.threads.subscribe(placeSoon),
    ];
    return () => {
      sizes.disconnect();
      narrow.removeEventListener("change", measure);
      for (const stop of stops) stop();
      element.removeAttribute("data-gliding");
    };
  }, [comments, opened, store]);

  return frame;
}
