// Where somebody else is just putting nodes: outlines with their name, until they let go and the nodes go there.
import { useEffect, useRef } from "react";
import type { Presence } from "#shared/protocol/presence.ts";
import type { Canvas } from "./Canvas.ts";
import { useCanvas } from "./canvasHooks.ts";
import { ghostBox } from "./GhostBoxes.ts";
import styles from "./Others.module.css";

export function Ghosts({ clientId }: { clientId: number }) {
  const canvas = useCanvas();
  const layer = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { presence } = canvas.session;
    const draw = (): void => {
      if (layer.current !== null) drawGhosts(canvas, layer.current, presence.get(clientId));
    };
    draw();
    return presence.subscribeOne(clientId, draw);
  }, [canvas, clientId]);
  return <div ref={layer} />;
}

/** One element a node; kept while the gesture lasts, so that it glides. */
function drawGhosts(canvas: Canvas, layer: HTMLElement, presence: Presence | null): void {
  const gesture = presence?.gesture ?? null;
  if (presence === null || gesture === null) {
    if (layer.firstChild !== null) layer.replaceChildren();
    return;
  }
  const drawn = new Map<string, HTMLElement>();
  for (const child of layer.children) {
    if (child instanceof HTMLElement) drawn.set(child.dataset["ghost"] ?? "", child);
  }
  for (const [id, numbers] of Object.entries(gesture.nodes)) {
    const box = ghostBox(canvas.links.box(id), numbers);
    if (box === null) continue;
    const ghost = drawn.get(id) ?? newGhost(layer, id, presence, drawn.size === 0);
    drawn.delete(id);
    ghost.style.translate = `${box.x}px ${box.y}px`;
    ghost.style.width = `${box.width}px`;
    ghost.style.height = `${box.height}px`;
  }
  for (const gone of drawn.values()) gone.remove();
}

function newGhost(
  layer: HTMLElement,
  id: string,
  { person }: Presence,
  bearsName: boolean,
): HTMLElement {
  const ghost = document.createElement("div");
  ghost.className = styles.ghost ?? "";
  ghost.dataset["ghost"] = id;
  ghost.style.color = `var(--person-${person.colour})`;
  if (bearsName) {
    const name = document.createElement("span");
    name.className = styles.ghostName ?? "";
    name.textContent = person.name;
    name.style.background = `var(--person-${person.colour})`;
    name.style.color = `var(--person-${person.colour}-ink)`;
    ghost.append(name);
  }
  layer.append(ghost);
  return ghost;
}
