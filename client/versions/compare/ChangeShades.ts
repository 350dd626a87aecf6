// Tells what is changed on the canvas from what is not: one attribute on what the canvas has drawn of a node or link, and
// the style sheet does the rest. The canvas knows nothing of it.
import type { Comparing } from "./Comparing.ts";

/** What is told from the rest. */
export type Shaded = Pick<Comparing, "shown" | "entryOf">;

export class ChangeShades {
  readonly #comparing: Shaded;
  readonly #root: HTMLElement;
  readonly #observer: MutationObserver;
  readonly #stop: () => void;

  /** @param root the element of React Flow */
  constructor(comparing: Shaded, root: HTMLElement) {
    this.#comparing = comparing;
    this.#root = root;
    root.dataset["comparing"] = "";
    this.#observer = new MutationObserver((records) => {
      for (const { addedNodes } of records) for (const node of addedNodes) this.#shade(node);
    });
    const nodes = root.querySelector(".react-flow__nodes");
    const links = root.querySelector("[data-links]");
    if (nodes !== null) this.#observer.observe(nodes, { childList: true });
    if (links !== null) this.#observer.observe(links, { childList: true, subtree: true });
    this.#shadeAll();
    this.#stop = comparing.shown.subscribe(() => this.#shadeAll());
  }

  destroy(): void {
    this.#stop();
    this.#observer.disconnect();
    delete this.#root.dataset["comparing"];
  }

  #shadeAll(): void {
    const drawn = this.#root.querySelectorAll(".react-flow__node, [data-link], [data-tip-of]");
    const shown = new Set(this.#comparing.shown.get().map(({ key }) => key));
    for (const element of drawn) this.#shade(element, shown);
  }

  #shade(element: Node, shown?: ReadonlySet<string>): void {
    if (!(element instanceof HTMLElement || element instanceof SVGElement)) return;
    const { id, link, tipOf } = element.dataset;
    const linkId = link ?? tipOf;
    const entry =
      linkId === undefined
        ? id === undefined
          ? undefined
          : this.#comparing.entryOf("node", id)
        : this.#comparing.entryOf("link", linkId);
    const isShown =
      entry !== undefined && (shown?.has(entry.key) ?? this.#comparing.shown.get().includes(entry));
    if (isShown) element.dataset["change"] = entry.looks.join(" ");
    else delete element.dataset["change"];
  }
}
