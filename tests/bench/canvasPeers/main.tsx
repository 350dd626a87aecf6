// The page that our canvas is compared with: React Flow as its documentation advises (memoised nodes, stable types,
// only what is in view), on the same map through the same server. `?binding=touched` replaces only the objects that
// changed; `?binding=rebuild` makes all nodes and edges anew at every change, as the usual Yjs bindings do.
import "@xyflow/react/dist/style.css";
import "./page.css";
import {
  applyEdgeChanges,
  applyNodeChanges,
  Handle,
  MarkerType,
  Position,
  ReactFlow,
  type Edge,
  type EdgeChange,
  type Node,
  type NodeChange,
  type NodeProps,
} from "@xyflow/react";
import { memo, useCallback, useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { moveNodes } from "#shared/map/edit.ts";
import { readMap, readNode, rootMaps } from "#shared/map/read.ts";
import type { MapLink, MapNode } from "#shared/map/schema.ts";

type CardNode = Node<{ title: string; kind: string }>;

const parameters = new URLSearchParams(location.search);
const rebuilds = parameters.get("binding") === "rebuild";
const doc = new Y.Doc();
new WebsocketProvider(parameters.get("sync") ?? "", parameters.get("map") ?? "", doc, {
  disableBc: true,
});

const Card = memo(function Card({ data }: NodeProps<CardNode>) {
  return (
    <div className="card">
      <Handle type="target" position={Position.Left} />
      <small>{data.kind}</small>
      <strong>{data.title}</strong>
      <Handle type="source" position={Position.Right} />
    </div>
  );
});
const NODE_TYPES = { card: Card };
const FIRST_VIEW = { minZoom: 0.28, maxZoom: 1 };

function cardOf({ id, kind, title, place }: MapNode): CardNode {
  return { id, type: "card", position: { x: place.x, y: place.y }, data: { title, kind } };
}

function edgeOf({ id, kind, source, target }: MapLink): Edge {
  return { id, source, target, label: kind, markerEnd: { type: MarkerType.ArrowClosed } };
}

/** Keeps what React Flow knows of a node (its measured size, whether it is selected). */
function withKnown(card: CardNode, known: CardNode | undefined): CardNode {
  return known === undefined ? card : { ...known, ...card };
}

function allCards(before: CardNode[]): CardNode[] {
  const known = new Map(before.map((node) => [node.id, node]));
  return [...readMap(doc).nodes.values()].map((node) =>
    withKnown(cardOf(node), known.get(node.id)),
  );
}

function touchedCards(before: CardNode[], touched: ReadonlySet<string>): CardNode[] {
  return before.map((known) => {
    if (!touched.has(known.id)) return known;
    const node = readNode(known.id, rootMaps(doc).nodes.get(known.id));
    return node === null ? known : withKnown(cardOf(node), known);
  });
}

/** Ids of the nodes that an event changes, or null where nodes come or go. */
function touchedBy(events: Y.YEvent<Y.AbstractType<unknown>>[]): Set<string> | null {
  const touched = new Set<string>();
  for (const { path } of events) {
    const [id] = path;
    if (typeof id !== "string") return null;
    touched.add(id);
  }
  return touched;
}

function Page() {
  const [nodes, setNodes] = useState<CardNode[]>([]);
  const [edges, setEdges] = useState<Edge[]>([]);
  useEffect(() => {
    const maps = rootMaps(doc);
    const onNodes = (events: Y.YEvent<Y.AbstractType<unknown>>[]): void => {
      const touched = rebuilds ? null : touchedBy(events);
      setNodes((before) => (touched === null ? allCards(before) : touchedCards(before, touched)));
      if (touched === null) setEdges([...readMap(doc).links.values()].map(edgeOf));
    };
    const onLinks = (): void => setEdges([...readMap(doc).links.values()].map(edgeOf));
    maps.nodes.observeDeep(onNodes);
    maps.links.observeDeep(onLinks);
    return () => {
      maps.nodes.unobserveDeep(onNodes);
      maps.links.unobserveDeep(onLinks);
    };
  }, []);
  const onNodesChange = useCallback((changes: NodeChange<CardNode>[]) => {
    setNodes((before) => applyNodeChanges(changes, before));
  }, []);
  const onEdgesChange = useCallback((changes: EdgeChange[]) => {
    setEdges((before) => applyEdgeChanges(changes, before));
  }, []);
  const onNodeDrag = useCallback((_: unknown, node: CardNode) => {
    // The usual binding writes every step of a drag into the document; the careful one only where it ends.
    if (rebuilds) write(node);
  }, []);
  const onNodeDragStop = useCallback((_: unknown, node: CardNode) => write(node), []);
  if (nodes.length === 0) return null;
  return (
    <ReactFlow
      nodes={nodes}
      edges={edges}
      nodeTypes={NODE_TYPES}
      onNodesChange={onNodesChange}
      onEdgesChange={onEdgesChange}
      onNodeDrag={onNodeDrag}
      onNodeDragStop={onNodeDragStop}
      onlyRenderVisibleElements={nodes.length > 200}
      minZoom={0.05}
      maxZoom={3}
      fitView
      fitViewOptions={FIRST_VIEW}
    />
  );
}

function write({ id, position }: CardNode): void {
  moveNodes({ doc, origin: "page" }, new Map([[id, { parentId: null, ...position }]]));
}

const root = document.getElementById("root");
if (root !== null) createRoot(root).render(<Page />);
