// What React Flow is given: geometry and selection only. Content is read by id from the ContentStore, so that moving
// a node renders no content and typing moves no node.
import type { Edge, Node, NodeHandle } from "@xyflow/react";
import { Position } from "@xyflow/react";
import type { Size } from "#shared/map/schema.ts";

export type FlowNodeType = "card" | "region";
/** Node data is one constant: React Flow must never see content. */
export type FlowData = Record<string, never>;
export const NO_DATA: FlowData = Object.freeze({});

export type FlowNode = Node<FlowData, FlowNodeType>;
export type FlowEdge = Edge<FlowData, "link">;

const handlesBySize = new Map<string, NodeHandle[]>();

/**
 * The handles of a node of this size before it was ever drawn. With them and an initial size React Flow need not draw
 * all nodes once just to measure them; links find the border by themselves.
 */
export function handlesFor({ width, height }: Size): NodeHandle[] {
  const key = `${width} ${height}`;
  let handles = handlesBySize.get(key);
  if (handles === undefined) {
    const centre = { x: width / 2, y: height / 2, width: 1, height: 1 };
    handles = [
      { ...centre, type: "source", position: Position.Right },
      { ...centre, type: "target", position: Position.Left },
    ];
    if (handlesBySize.size > 2_000) handlesBySize.clear();
    handlesBySize.set(key, handles);
  }
  return handles;
}
