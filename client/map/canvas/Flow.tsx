// React Flow as it is used here: controlled by FlowStore, without edges, handles and keys of its own. Hands what
// happens on it to the actions.
import { ReactFlow, SelectionMode, type NodeTypes, type ReactFlowProps } from "@xyflow/react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { FlowNode } from "../binding/flowTypes.ts";
import { Marks } from "../../comments/canvas/Marks.tsx";
import { useMay, useShownMap } from "../session/sessionHooks.ts";
import { useStore } from "../session/useStore.ts";
import type { Canvas } from "./Canvas.ts";
import { useCanvas } from "./canvasHooks.ts";
import { cancelDrag, dropDrag, showDrag } from "./drag.ts";
import { EdgeMark } from "./EdgeMark.tsx";
import { LinkLayer } from "./LinkLayer.tsx";
import styles from "./MapCanvas.module.css";
import { NodeCard } from "./NodeCard.tsx";
import { Others } from "./Others.tsx";
import { useDetail } from "./useDetail.ts";
import { useFollow } from "./useFollow.ts";
import { useGestures } from "./useGestures.ts";
import { useWindow } from "./useWindow.ts";
import { useOwnPresence } from "./useOwnPresence.ts";
import { useSelectionInSight } from "./useSelectionInSight.ts";
import { MAX_ZOOM, MIN_ZOOM, useView } from "./useView.ts";

const NODE_TYPES: NodeTypes = { card: NodeCard, region: NodeCard };
const NO_EDGES: never[] = [];
const SEVERAL_KEYS = ["Shift", "Meta", "Control"];
/** From here on only nodes in view are in the page. Below, panning is cheaper when all are. */
const LARGE_MAP_NODES = 200;
const DRAG_THRESHOLD_PX = 4;

export function Flow() {
  const { t } = useTranslation();
  const session = useShownMap();
  const canvas = useCanvas();
  const { flow } = session;
  const nodes = useStore(canvas.near.nodes);
  const isLarge = useStore(flow.nodes, (all) => all.length > LARGE_MAP_NODES);
  const mayChange = useMay("map.change");
  const isPicking = useStore(canvas.tool, ({ mode }) => mode !== "select");
  useView();
  useSelectionInSight();
  useDetail();
  useWindow();
  useFollow();
  useOwnPresence();
  const root = useGestures();
  // New functions would render the frames of all nodes with every step of a drag.
  const handlers = useMemo(() => handlersFor(canvas), [canvas]);

  return (
    <ReactFlow<FlowNode>
      ref={root}
      className={isPicking ? (styles.picking ?? "") : ""}
      tabIndex={0}
      aria-label={t("canvas.canvasLabel")}
      aria-describedby="canvas-help"
      nodes={nodes}
      edges={NO_EDGES}
      nodeTypes={NODE_TYPES}
      {...handlers}
      nodesDraggable={mayChange && !isPicking}
      nodesConnectable={false}
      nodesFocusable={false}
      edgesFocusable={false}
      elementsSelectable={!isPicking}
      nodeDragThreshold={DRAG_THRESHOLD_PX}
      selectionKeyCode="Shift"
      selectionMode={SelectionMode.Full}
      autoPanOnSelection={false}
      multiSelectionKeyCode={SEVERAL_KEYS}
      deleteKeyCode={null}
      elevateNodesOnSelect={false}
      disableKeyboardA11y
      zoomOnDoubleClick={false}
      onlyRenderVisibleElements={isLarge}
      attributionPosition="bottom-left"
      minZoom={MIN_ZOOM}
      maxZoom={MAX_ZOOM}
    >
      <LinkLayer />
      <EdgeMark />
      <Marks />
      <Others />
    </ReactFlow>
  );
}

function handlersFor(canvas: Canvas) {
  const { session } = canvas;
  const { flow } = session;
  const onDrag = (dragged: FlowNode[]): void => {
    if (!canvas.isDragCancelled) showDrag(canvas, dragged.map(idOf));
  };
  const onDragStop = (dragged: FlowNode[]): void => {
    if (canvas.isDragCancelled) cancelDrag(canvas);
    else dropDrag(canvas, dragged.map(idOf));
  };
  return {
    // A drag that was given up with Escape goes on under the pointer, but moves nothing any more.
    onNodesChange: (changes) =>
      flow.onNodesChange(
        canvas.isDragCancelled ? changes.filter(({ type }) => type !== "position") : changes,
      ),
    onNodeDragStart: () => flow.beginHolding(),
    onSelectionDragStart: () => flow.beginHolding(),
    onNodeDrag: (_, __, dragged) => onDrag(dragged),
    onNodeDragStop: (_, __, dragged) => onDragStop(dragged),
    onSelectionDrag: (_, dragged) => onDrag(dragged),
    onSelectionDragStop: (_, dragged) => onDragStop(dragged),
    onNodeClick: (event, { id }) => {
      const several = event.shiftKey || event.ctrlKey || event.metaKey;
      // React Flow knows nothing of links: choosing a node lets go of them.
      if (!several && flow.selection.get().links.size > 0) flow.select({ nodes: [id] });
    },
    onNodeDoubleClick: (_, { id }) => canvas.editTitle(id),
    onPaneClick: () => flow.select({}),
  } satisfies ReactFlowProps<FlowNode>;
}

function idOf({ id }: FlowNode): string {
  return id;
}
