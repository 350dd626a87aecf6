// The links that are in view as they are drawn: lines with their ends, and above all of them their words. Made and
// changed by hand instead of by components: hundreds come into view at once, and dozens run anew in each frame of a
// drag. Where a link runs is LinkLayout's affair, what the pointer is on is that of pointing.ts.
import type { LinkId, MapLink } from "#shared/map/schema.ts";
import { classes } from "../../ui/classes.ts";
import type { Canvas } from "./Canvas.ts";
import styles from "./LinkLayer.module.css";
import type { LinkPath } from "./linkPath.ts";
import { END_SHAPES, endPath, linkStyles, lineWidth, signOf } from "./linkStyle.ts";
import { countRender } from "./renderCount.ts";

const SVG = "http://www.w3.org/2000/svg";

interface Drawn {
  link: MapLink;
  path: LinkPath;
  line: SVGPathElement;
  end: SVGPathElement | null;
  /** Behind the line, in the colour of somebody else who has selected it. */
  other: SVGPathElement | null;
  label: SVGTextElement | null;
}

export class LinkPicture {
  readonly #canvas: Canvas;
  readonly #lines: SVGGElement;
  readonly #labels: SVGGElement;
  readonly #nameOf: (link: MapLink) => string;
  readonly #drawn = new Map<LinkId, Drawn>();
  readonly #stops: (() => void)[];
  #visible: ReadonlySet<LinkId> = new Set();
  #selected: ReadonlySet<LinkId> = new Set();
  #pointed: LinkId | null = null;
  /** To be drawn anew before the frame ends. */
  readonly #stale = new Set<LinkId>();
  readonly #newLines = document.createDocumentFragment();
  readonly #newLabels = document.createDocumentFragment();
  #isDue = false;

  /** Draws into two groups; `nameOf` says a link's kind. */
  constructor(
    canvas: Canvas,
    { lines, labels }: { lines: SVGGElement; labels: SVGGElement },
    nameOf: (link: MapLink) => string,
  ) {
    this.#canvas = canvas;
    this.#lines = lines;
    this.#labels = labels;
    this.#nameOf = nameOf;
    const { links, session, othersAt, detail, pointed } = canvas;
    this.#selected = session.flow.selection.get().links;
    this.#stops = [
      links.visible.subscribe(this.#onVisible),
      links.onPath(this.#mark),
      session.content.onTouched((touched) => touched.links.forEach(this.#mark)),
      session.flow.selection.subscribe(this.#onSelection),
      othersAt.onChanged(this.#mark),
      detail.subscribe(this.#onDetail),
      pointed.subscribe(this.#onPointed),
    ];
    this.#onVisible();
    this.#draw();
  }

  destroy(): void {
    for (const stop of this.#stops) stop();
    this.#lines.replaceChildren();
    this.#labels.replaceChildren();
    this.#drawn.clear();
  }

  readonly #onVisible = (): void => {
    const before = this.#visible;
    this.#visible = new Set(this.#canvas.links.visible.get());
    for (const id of before) if (!this.#visible.has(id)) this.#mark(id);
    for (const id of this.#visible) if (!before.has(id)) this.#mark(id);
  };

  readonly #onSelection = (): void => {
    const before = this.#selected;
    this.#selected = this.#canvas.session.flow.selection.get().links;
    for (const id of [...before, ...this.#selected]) this.#colour(id);
  };

  readonly #onPointed = (): void => {
    const before = this.#pointed;
    const pointed = this.#canvas.pointed.get();
    this.#pointed = pointed?.what === "link" ? pointed.id : null;
    if (before === this.#pointed) return;
    for (const id of [before, this.#pointed]) if (id !== null) this.#colour(id);
  };

  readonly #onDetail = (): void => {
    for (const id of this.#drawn.keys()) this.#mark(id);
  };

  // Whatever happens to many links within one turn is drawn once, and in the same frame as the nodes.
  readonly #mark = (id: LinkId): void => {
    this.#stale.add(id);
    if (this.#isDue) return;
    this.#isDue = true;
    queueMicrotask(this.#draw);
  };

  readonly #draw = (): void => {
    this.#isDue = false;
    const ids = [...this.#stale];
    this.#stale.clear();
    for (const id of ids) this.#drawOne(id);
    // What is new comes into the page at once, not piece by piece.
    this.#lines.append(this.#newLines);
    this.#labels.append(this.#newLabels);
  };

  #drawOne(id: LinkId): void {
    const { session, links, detail } = this.#canvas;
    const link = this.#visible.has(id) ? session.content.link(id) : undefined;
    const path = link === undefined ? null : links.path(id);
    const before = this.#drawn.get(id);
    if (link === undefined || path === null) {
      if (before !== undefined) this.#remove(id, before);
      return;
    }
    countRender("links");
    const drawn = before?.link === link ? before : this.#make(id, link, path, before);
    drawn.path = path;
    drawn.line.setAttribute("d", path.d);
    const { end } = linkStyles[link.kind];
    if (end !== "none")
      drawn.end?.setAttribute("d", endPath(END_SHAPES[end], path.end, path.angle));
    this.#drawOther(id, drawn);
    if (detail.get() !== "near") {
      drawn.label?.remove();
      drawn.label = null;
      return;
    }
    drawn.label ??= this.#makeLabel(id, link);
    drawn.label.setAttribute("x", String(path.label.x));
    drawn.label.setAttribute("y", String(path.label.y));
  }

  /** The elements of a link, in place of those it had when it said something else. */
  #make(id: LinkId, link: MapLink, path: LinkPath, before: Drawn | undefined): Drawn {
    if (before !== undefined) this.#remove(id, before);
    const { dash, end } = linkStyles[link.kind];
    const width = String(lineWidth(link.strength));
    const line = document.createElementNS(SVG, "path");
    line.setAttribute("data-link", id);
    line.setAttribute("stroke-width", width);
    if (dash !== undefined) line.setAttribute("stroke-dasharray", dash);
    this.#newLines.append(line);
    let tip: SVGPathElement | null = null;
    if (end !== "none") {
      tip = document.createElementNS(SVG, "path");
      tip.setAttribute("data-tip-of", id);
      tip.setAttribute("stroke-width", width);
      this.#newLines.append(tip);
    }
    const drawn: Drawn = { link, path, line, end: tip, other: null, label: null };
    this.#drawn.set(id, drawn);
    this.#colour(id);
    return drawn;
  }

  #makeLabel(id: LinkId, link: MapLink): SVGTextElement {
    const label = document.createElementNS(SVG, "text");
    label.dataset["link"] = id;
    label.setAttribute("class", this.#classesOf(id, link, styles.label));
    const sign = signOf(link);
    if (sign !== "") label.append(span(styles.sign, `${sign} `));
    label.append(this.#nameOf(link));
    if (link.label !== "") label.append(span(styles.own, ` ${link.label}`));
    this.#newLabels.append(label);
    return label;
  }

  #drawOther(id: LinkId, drawn: Drawn): void {
    const [other] = this.#canvas.othersAt.get(id);
    if (other === undefined) {
      drawn.other?.remove();
      drawn.other = null;
      return;
    }
    if (drawn.other === null) {
      drawn.other = document.createElementNS(SVG, "path");
      drawn.other.setAttribute("class", styles.other ?? "");
      drawn.line.before(drawn.other);
    }
    drawn.other.setAttribute("d", drawn.path.d);
    drawn.other.style.stroke = `var(--person-${other.colour})`;
  }

  /** What a link looks like because it is selected or pointed at. */
  #colour(id: LinkId): void {
    const drawn = this.#drawn.get(id);
    if (drawn === undefined) return;
    const { link, line, end, label } = drawn;
    line.setAttribute("class", this.#classesOf(id, link, styles.line));
    const { end: form } = linkStyles[link.kind];
    const isFilled = form !== "none" && END_SHAPES[form].filled;
    end?.setAttribute(
      "class",
      this.#classesOf(id, link, isFilled ? styles.filledEnd : styles.openEnd),
    );
    label?.setAttribute("class", this.#classesOf(id, link, styles.label));
  }

  #classesOf(id: LinkId, link: MapLink, part: string | undefined): string {
    return classes(
      part,
      styles[linkStyles[link.kind].tone],
      this.#selected.has(id) && styles.selected,
      this.#pointed === id && styles.pointed,
    );
  }

  #remove(id: LinkId, { line, end, other, label }: Drawn): void {
    for (const element of [line, end, other, label]) element?.remove();
    this.#drawn.delete(id);
  }
}

function span(className: string | undefined, text: string): SVGTSpanElement {
  const element = document.createElementNS(SVG, "tspan");
  element.setAttribute("class", className ?? "");
  element.textContent = text;
  return element;
}
