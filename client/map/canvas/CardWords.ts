// The words that every card repeats: translated once a language, not once a card.
import type { TFunction } from "i18next";
import { createContext, useContext } from "react";
import type { NodeKind } from "#shared/map/kinds.ts";

/** Stands where the title will be; no title holds it. */
const TITLE = "\u0001";

export class CardWords {
  /** What a card is, to a screen reader. */
  readonly role: string;
  readonly untitled: string;
  readonly #t: TFunction;
  readonly #kinds = new Map<NodeKind, string>();
  /** By kind and number of links: what stands before the title and behind it. */
  readonly #labels = new Map<string, string[]>();

  constructor(t: TFunction) {
    this.#t = t;
    this.role = t("canvas.nodeRole");
    this.untitled = t("canvas.untitled");
  }

  kind(kind: NodeKind): string {
    let name = this.#kinds.get(kind);
    if (name === undefined) this.#kinds.set(kind, (name = this.#t(`nodeKinds.${kind}`)));
    return name;
  }

  /** How a card is named. */
  label(kind: NodeKind, title: string, count: number): string {
    const key = `${kind} ${count}`;
    let around = this.#labels.get(key);
    if (around === undefined) {
      const whole = this.#t("canvas.nodeLabel", { kind: this.kind(kind), title: TITLE, count });
      this.#labels.set(key, (around = whole.split(TITLE)));
    }
    return around.join(title);
  }

  /** How the field is named in which a title is edited. */
  titleOf(kind: NodeKind): string {
    return this.#t("canvas.titleOf", { kind: this.kind(kind) });
  }
}

export const CardWordsContext = createContext<CardWords | null>(null);

export function useCardWords(): CardWords {
  const words = useContext(CardWordsContext);
  if (words === null) throw new Error("useCardWords outside of a CardWordsContext");
  return words;
}
