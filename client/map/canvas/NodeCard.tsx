// The frame of a node that React Flow moves: a card of its kind's form, or a region. Renders when the node is selected
// or taken hold of, never because it moves.
import { memo } from "react";
import type { NodeProps } from "@xyflow/react";
import type { FlowNode } from "../binding/flowTypes.ts";
import { useOthersAt } from "./canvasHooks.ts";
import { NodeContents } from "./NodeContents.tsx";
import { NodeOthers } from "./NodeOthers.tsx";
import { ResizeHandles } from "./ResizeHandles.tsx";
import { countRender } from "./renderCount.ts";

// React Flow hands over the position with every frame of a drag; nothing in here depends on it.
function isDrawnAlike(a: NodeProps<FlowNode>, b: NodeProps<FlowNode>): boolean {
  return a.id === b.id && a.selected === b.selected && a.type === b.type;
}

export const NodeCard = memo(function NodeCard({ id, selected }: NodeProps<FlowNode>) {
  countRender("nodeFrames");
  const others = useOthersAt(id);
  return (
    <>
      <NodeContents id={id} isSelected={selected} />
      {others.length === 0 ? null : <NodeOthers others={others} />}
      {selected ? <ResizeHandles id={id} /> : null}
    </>
  );
}, isDrawnAlike);
