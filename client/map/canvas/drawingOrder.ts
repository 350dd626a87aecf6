// What lies above what: selected nodes one step up or down, or to the very front or back, in their own order.
import { setOrders } from "#shared/map/edit.ts";
import { compareOrder, orderAtBottom, orderBetween, orderOnTop } from "#shared/map/order.ts";
import type { MapNode, NodeId } from "#shared/map/schema.ts";
import { overlap } from "./box.ts";
import type { Canvas } from "./Canvas.ts";

export function bringToFront(canvas: Canvas): void {
  reorder(canvas, (others, chosen, orders) => {
    let below = orderOnTop(others);
    for (const { id } of chosen) {
      orders.set(id, below);
      below = orderBetween(below, null);
    }
  });
  canvas.say("saidOnTop");
}

export function sendToBack(canvas: Canvas): void {
  reorder(canvas, (others, chosen, orders) => {
    let above = orderAtBottom(others);
    for (const { id } of chosen.toReversed()) {
      orders.set(id, above);
      above = orderBetween(null, above);
    }
  });
  canvas.say("saidAtBottom");
}

/** Above the lowest of those that cover one of the selected nodes. */
export function bringForward(canvas: Canvas): void {
  step(canvas, 1);
  canvas.say("saidOnTop");
}

export function sendBackward(canvas: Canvas): void {
  step(canvas, -1);
  canvas.say("saidAtBottom");
}

function step(canvas: Canvas, direction: 1 | -1): void {
  const { links } = canvas;
  reorder(canvas, (others, chosen, orders) => {
    const moving = direction === 1 ? chosen.toReversed() : chosen;
    for (const node of moving) {
      const box = links.box(node.id);
      if (box === undefined) continue;
      // Only what touches the node can be seen to lie above or below it.
      const rivals = others.filter((other) => {
        const otherBox = links.box(other.id);
        return otherBox !== undefined && overlap(box, otherBox);
      });
      const beyond =
        direction === 1
          ? rivals.find((other) => compareOrder(other, node) > 0)
          : rivals.findLast((other) => compareOrder(other, node) < 0);
      if (beyond === undefined) continue;
      const at = others.indexOf(beyond);
      const next = others[at + direction]?.order ?? null;
      const order =
        direction === 1 ? orderBetween(beyond.order, next) : orderBetween(next, beyond.order);
      orders.set(node.id, order);
    }
  });
}

type Reorder = (
  others: readonly MapNode[],
  chosen: readonly MapNode[],
  orders: Map<NodeId, string>,
) => void;

function reorder(canvas: Canvas, decide: Reorder): void {
  const { session } = canvas;
  if (!canvas.mayChange) return;
  const selected = session.flow.selection.get().nodes;
  const all = [...session.content.nodes.values()].toSorted(compareOrder);
  const chosen = all.filter(({ id }) => selected.has(id));
  const orders = new Map<NodeId, string>();
  decide(
    all.filter(({ id }) => !selected.has(id)),
    chosen,
    orders,
  );
  if (orders.size > 0) setOrders(session.edit, orders);
}
