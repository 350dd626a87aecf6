// The marks of changes that are in view, above and below the nodes. Made by hand instead of by components: five hundred of
// them come into view at once. What a change is called and where it lies is not decided here.
import type { ChangeLook } from "#shared/versions/comparison.ts";
import { inflate, overlap, type Box } from "../../map/canvas/box.ts";
import type { Canvas } from "../../map/canvas/Canvas.ts";
import { angleOf, svgElement } from "./svg.ts";
import styles from "./ChangeLayer.module.css";
import { markOf, withWays, type ChangeMark } from "./changeMarks.ts";
import type { Comparing } from "./Comparing.ts";

export interface Layers {
  /** Below the nodes: where things were. */
  below: SVGGElement;
  /** Above them: outlines. */
  above: SVGGElement;
  signs: HTMLElement;
}

export interface SeenPart {
  read(): { box: Box; zoom: number };
  subscribe(listener: () => void): () => void;
}

/** More than what is seen, on each side, in parts of it. */
const MARGIN = 0.3;
/** After zooming in, the window is too large by this much in width. */
const TOO_LARGE = 3;
/** Zoomed by more than this, it is chosen anew which signs have room. */
const STEP = 1.3;
/** How far an outline lies around its node. */
const AROUND = 5;
/** What a sign takes on the screen at least. */
const SIGN_PX = { icon: 30, height: 26 };

/** What is marked, and the one that stands out. */
export type Pictured = Pick<Comparing, "shown" | "current" | "boxesThen">;

export class ChangePicture {
  readonly #canvas: Canvas;
  readonly #comparing: Pictured;
  readonly #layers: Layers;
  readonly #seen: SeenPart;
  readonly #nameOf: (look: ChangeLook) => string;
  readonly #stops: (() => void)[];
  #marks: readonly ChangeMark[] = [];
  #window: Box | null = null;
  #zoom = 0;
  #isDue = false;

  constructor(
    canvas: Canvas,
    comparing: Pictured,
    layers: Layers,
    seen: SeenPart,
    nameOf: (look: ChangeLook) => string,
  ) {
    this.#canvas = canvas;
    this.#comparing = comparing;
    this.#layers = layers;
    this.#seen = seen;
    this.#nameOf = nameOf;
    this.#stops = [
      canvas.links.subscribeBoxes(this.#soon),
      canvas.links.onPath(this.#soon),
      canvas.detail.subscribe(this.#soon),
      comparing.shown.subscribe(this.#soon),
      comparing.current.subscribe(this.#soon),
      seen.subscribe(this.#look),
    ];
    this.#draw();
  }

  destroy(): void {
    for (const stop of this.#stops) stop();
    const { below, above, signs } = this.#layers;
    for (const layer of [below, above, signs]) layer.replaceChildren();
  }

  // Whatever happens within one turn is drawn once.
  readonly #soon = (): void => {
    if (this.#isDue) return;
    this.#isDue = true;
    queueMicrotask(this.#draw);
  };

  readonly #draw = (): void => {
    this.#isDue = false;
    this.#marks = this.#comparing.shown
      .get()
      .flatMap((entry) => markOf(this.#canvas, this.#comparing, entry) ?? []);
    this.#show();
  };

  readonly #look = (): void => {
    const { box, zoom } = this.#seen.read();
    const factor = zoom / this.#zoom;
    if (factor > STEP || factor < 1 / STEP || !this.#isWithinWindow(box)) this.#show();
    else if (factor !== 1) this.#scale(zoom);
  };

  /** Signs are as large on the screen at every zoom, and larger where the map is. */
  #scale(zoom: number): number {
    const scale = Math.max(1, 1 / zoom);
    this.#layers.signs.style.setProperty("--sign-scale", String(scale));
    return scale;
  }

  #isWithinWindow(seen: Box): boolean {
    const window = this.#window;
    return (
      window !== null &&
      window.width < seen.width * TOO_LARGE &&
      seen.x >= window.x &&
      seen.y >= window.y &&
      seen.x + seen.width <= window.x + window.width &&
      seen.y + seen.height <= window.y + window.height
    );
  }

  #show(): void {
    const { box, zoom } = this.#seen.read();
    if (box.width === 0) return;
    this.#zoom = zoom;
    const window = inflate(box, Math.max(box.width, box.height) * MARGIN);
    this.#window = window;
    const current = this.#comparing.current.get();
    const scale = this.#scale(zoom);
    const below = document.createDocumentFragment();
    const above = document.createDocumentFragment();
    const signs = document.createDocumentFragment();
    const taken = new Set<string>();
    const inView = this.#marks
      .filter(({ bounds }) => overlap(bounds, window))
      // The one one is at has its sign whatever lies beside it.
      .toSorted((a, b) => Number(b.entry.key === current) - Number(a.entry.key === current));
    for (const drawn of inView) {
      const mark = withWays(this.#canvas, drawn);
      const isCurrent = mark.entry.key === current;
      drawThen(below, mark);
      drawNow(above, mark, isCurrent);
      const column = Math.round(mark.at.x / (SIGN_PX.icon * scale));
      const place = `${column} ${Math.round(mark.at.y / (SIGN_PX.height * scale))}`;
      if (taken.has(place)) continue;
      taken.add(place);
      signs.append(this.#sign(mark, isCurrent));
    }
    this.#layers.below.replaceChildren(below);
    this.#layers.above.replaceChildren(above);
    this.#layers.signs.replaceChildren(signs);
  }

  #sign({ entry, at }: ChangeMark, isCurrent: boolean): HTMLElement {
    const sign = document.createElement("div");
    sign.className = styles.sign ?? "";
    sign.dataset["changeSign"] = entry.key;
    sign.dataset["look"] = entry.looks.join(" ");
    sign.dataset["on"] = entry.subject.on;
    sign.toggleAttribute("data-current", isCurrent);
    sign.style.translate = `${at.x}px ${at.y}px`;
    const inner = document.createElement("span");
    inner.className = styles.signWords ?? "";
    for (const look of entry.looks) {
      const icon = svgElement("svg", { class: styles.signIcon, viewBox: "0 0 24 24" });
      icon.append(svgElement("use", { href: `#change-${look}` }));
      inner.append(icon);
      if (this.#canvas.detail.get() === "near") inner.append(this.#nameOf(look));
    }
    sign.append(inner);
    return sign;
  }
}

/** Where it was: an outline with a line from it, a course. */
function drawThen(layer: DocumentFragment, { boxThen, trace, wayThen, entry }: ChangeMark): void {
  if (boxThen !== null) {
    layer.append(rectangle(boxThen, 0, { class: styles.then, "data-trace-of": entry.key }));
  }
  if (trace !== null) {
    const { from, to } = trace;
    const d = `M${from.x} ${from.y}L${to.x} ${to.y}`;
    layer.append(svgElement("path", { class: styles.trace, d }));
    const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
    layer.append(svgElement("path", { class: styles.tip, d: arrow(middle, angleOf(from, to)) }));
  }
  if (wayThen !== null) {
    layer.append(
      svgElement("path", { class: styles.wayThen, d: wayThen, "data-trace-of": entry.key }),
    );
  }
}

function drawNow(
  layer: DocumentFragment,
  { outline, way, entry }: ChangeMark,
  isCurrent: boolean,
): void {
  const look = entry.look;
  if (outline !== null) {
    const of = { "data-look": look, ...(isCurrent ? { "data-current": "" } : {}) };
    layer.append(rectangle(outline, AROUND, { class: styles.outline, ...of }));
    // A second line: to be told from the others without its colour.
    if (look === "added")
      layer.append(rectangle(outline, AROUND + 5, { class: styles.outline, ...of }));
    if (look === "removed") layer.append(cross(outline));
  }
  if (way !== null)
    layer.append(svgElement("path", { class: styles.way, d: way, "data-look": look }));
}

function rectangle(box: Box, around: number, attributes: Record<string, string | undefined>) {
  const { x, y, width, height } = inflate(box, around);
  return svgElement("rect", {
    x: String(x),
    y: String(y),
    width: String(width),
    height: String(height),
    rx: "8",
    ...attributes,
  });
}

/** Struck through, from corner to corner. */
function cross({ x, y, width, height }: Box): SVGElement {
  const d = `M${x} ${y + height}L${x + width} ${y}`;
  return svgElement("path", { class: styles.cross, d });
}

function arrow({ x, y }: { x: number; y: number }, angle: number): string {
  const point = (along: number, across: number): string => {
    const px = x + along * Math.cos(angle) - across * Math.sin(angle);
    const py = y + along * Math.sin(angle) + across * Math.cos(angle);
    return `${px.toFixed(1)} ${py.toFixed(1)}`;
  };
  return `M${point(-8, -8)}L${point(6, 0)}L${point(-8, 8)}`;
}
