// The tools at the selection: everything that can be done with it by single clicks. Moved with what is selected
// without rendering.
import { useStoreApi } from "@xyflow/react";
import { useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../i18n/useLanguage.ts";
import { keyNames } from "../../app/keyNames.ts";
import { isNarrow } from "../../app/narrow.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { useMay } from "../session/sessionHooks.ts";
import { useStore } from "../session/useStore.ts";
import { boxAround, sameBox, type Box } from "./box.ts";
import type { Canvas } from "./Canvas.ts";
import { useCanvas } from "./canvasHooks.ts";
import { commandOf, isAvailable, labelKeyOf, type CommandId } from "./commands.ts";
import { NodeKindMenu } from "./NodeKindMenu.tsx";
import styles from "./SelectionTools.module.css";
import { shownKeys } from "./useCanvasCommands.tsx";

const TOOLS: readonly CommandId[] = [
  "editTitle",
  "link",
  "child",
  "linkKind",
  "reverse",
  "move",
  "larger",
  "smaller",
  "forward",
  "backward",
  "duplicate",
  "comment",
  "delete",
];
/** Between the selection and its tools, beyond outlines and name flags of others. */
const GAP_PX = 34;
const EDGE_PX = 8;
/** The palette is there. */
const LEFT_EDGE_PX = 72;

export function SelectionTools() {
  const { t } = useTranslation();
  const language = useLanguage();
  const canvas = useCanvas();
  const { nodes, links } = useStore(canvas.session.flow.restingSelection);
  const mayChange = useMay("map.change");
  const isHolding = useStore(canvas.session.flow.isHolding);
  const isPicking = useStore(canvas.tool, ({ mode }) => mode !== "select");
  const isEditing = useStore(canvas.editing, (id) => id !== null);
  const isShown = nodes.size + links.size > 0 && !isPicking && !isEditing && !isHolding;
  const bar = usePlace(canvas, isShown);
  return (
    <div
      ref={bar}
      className={styles.tools}
      role="toolbar"
      aria-label={t("canvas.selectionTools")}
      data-selection-tools
      hidden={!isShown}
    >
      {TOOLS.map((id) => {
        const command = commandOf(id);
        if (!isShown || !isAvailable(canvas, command)) return null;
        const { icon: Icon, keys, run } = command;
        const [key] = keys;
        return (
          <IconButton
            key={id}
            label={t(labelKeyOf(id))}
            icon={<Icon />}
            size="small"
            hintPlacement="top"
            keys={key === undefined ? undefined : keyNames(shownKeys(key), language)}
            onPress={() => run(canvas)}
          />
        );
      })}
      {isShown && nodes.size > 0 && mayChange ? <NodeKindMenu /> : null}
    </div>
  );
}

/** Where the selection is, in map units; null where nothing of it is drawn. */
function selectionBox({ links, session }: Canvas): Box | null {
  const selection = session.flow.selection.get();
  const boxes: Box[] = [];
  for (const id of selection.nodes) {
    const box = links.box(id);
    if (box !== undefined) boxes.push(box);
  }
  for (const id of selection.links) {
    const label = links.path(id)?.label;
    if (label !== undefined) boxes.push({ ...label, width: 0, height: 0 });
  }
  return boxAround(boxes);
}

function tellWhere({ toolsBox }: Canvas, box: Box): void {
  const before = toolsBox.get();
  if (before === null || !sameBox(before, box)) toolsBox.set(box);
}

/** Keeps an element above the selection, inside of the canvas. */
function usePlace(canvas: Canvas, isShown: boolean) {
  const bar = useRef<HTMLDivElement>(null);
  const store = useStoreApi();
  useLayoutEffect(() => {
    if (!isShown) return;
    let size = { width: 0, height: 0 };
    let corner = { x: 0, y: 0 };
    const place = (): void => {
      const element = bar.current;
      if (element === null) return;
      if (isNarrow()) {
        // A bar at the top, as SelectionTools.module.css has it.
        tellWhere(canvas, { ...corner, ...size });
        return;
      }
      const box = selectionBox(canvas);
      if (box === null) return;
      const { transform, width, height } = store.getState();
      const [x, y, zoom] = transform;
      const above = box.y * zoom + y - GAP_PX - size.height;
      const below = (box.y + box.height) * zoom + y + GAP_PX / 2;
      const top = above >= EDGE_PX ? above : below;
      const left = (box.x + box.width / 2) * zoom + x - size.width / 2;
      const within = (at: number, edge: number, room: number, own: number): number =>
        Math.round(Math.max(edge, Math.min(room - own - EDGE_PX, at)));
      const at = {
        x: within(left, LEFT_EDGE_PX, width, size.width),
        y: within(top, EDGE_PX, height, size.height),
      };
      element.style.translate = `${at.x}px ${at.y}px`;
      tellWhere(canvas, { ...at, ...size });
    };
    const measure = (): void => {
      const element = bar.current;
      if (element !== null) {
        size = { width: element.offsetWidth, height: element.offsetHeight };
        corner = { x: element.offsetLeft, y: element.offsetTop };
      }
      place();
    };
    // After React has drawn which tools there are. Only then is the size asked for: asking makes the browser lay out
    // the page, which must not happen with every frame of a drag.
    const placeSoon = (): void => void requestAnimationFrame(measure);
    // At once where they appear: for a frame they would lie below the pointer, and take the second click of a double one.
    measure();
    const stops = [
      store.subscribe(place),
      canvas.links.subscribeBoxes(place),
      canvas.session.flow.selection.subscribe(placeSoon),
      canvas.editing.subscribe(placeSoon),
      canvas.tool.subscribe(placeSoon),
    ];
    return () => {
      for (const stop of stops) stop();
      canvas.toolsBox.set(null);
    };
  }, [canvas, isShown, store]);
  return bar;
}
