// What the nodes and links of one document that threads hang on are called, kept up to date while it changes; of those that
// are gone, what they were called last. Costs a document without threads nothing. Knows no rows and no rooms.
import * as Y from "yjs";
import { rootMaps } from "#shared/map/read.ts";
import type { Deletions } from "../sync/DocWatch.ts";
import { linkWithEnds, titleNow, type ElementAnchor } from "./anchors.ts";

export type Titled = ElementAnchor & { title: string };
/** `ends`: of a link, the nodes that it is called after. */
export type LastTitle = Titled & { ends?: readonly string[] };

interface Followed {
  anchor: ElementAnchor;
  /** null: it has not been on the map since it is followed. */
  title: string | null;
  ends: readonly string[];
}

export class LastTitles {
  readonly #doc: Y.Doc;
  readonly #onChange: (isGone: boolean) => void;
  /** By kind and id. */
  readonly #followed = new Map<string, Followed>();
  /** By node or link: whose titles change with it. */
  readonly #touching = new Map<string, Set<Followed>>();
  readonly #changed = new Set<Followed>();

  /** `onChange` is called when there is something to take; `isGone`: its node or link is not on the map any more. */
  constructor(doc: Y.Doc, onChange: (isGone: boolean) => void) {
    this.#doc = doc;
    this.#onChange = onChange;
  }

  /** Follows what threads hang on. `title`: what a thread says it is called; another one than it is called is a change. */
  add(anchors: Iterable<Titled>): void {
    for (const { title, ...anchor } of anchors) {
      const key = `${anchor.on} ${anchor.id}`;
      let followed = this.#followed.get(key);
      if (followed === undefined) {
        if (this.#followed.size === 0) this.#doc.on("afterTransaction", this.#afterTransaction);
        followed = { anchor, title: titleNow(this.#doc, anchor), ends: this.#endsOf(anchor) };
        this.#followed.set(key, followed);
        this.#touch(followed);
      }
      if (followed.title !== null && followed.title !== title) this.#note(followed);
    }
  }

  /**
   * Titles as they were before what is deleted now: within a transaction, who renamed a node just before leaves nothing
   * of that once the node is gone.
   */
  beforeUpdate({ clients }: Deletions): void {
    if (this.#touching.size === 0) return;
    const { nodes, links } = rootMaps(this.#doc);
    const { store } = this.#doc;
    for (const [client, ranges] of clients) {
      const structs = store.clients.get(client) ?? [];
      const end = Y.getState(store, client);
      for (const { clock, len } of ranges) {
        if (clock >= end) continue;
        for (let at = Y.findIndexSS(structs, clock); ; at++) {
          const struct = structs[at];
          if (struct === undefined || struct.id.clock >= clock + len) break;
          if (!(struct instanceof Y.Item) || struct.deleted) continue;
          if (struct.parent !== nodes && struct.parent !== links) continue;
          for (const followed of this.#touching.get(struct.parentSub ?? "") ?? []) {
            this.#look(followed);
          }
        }
      }
    }
  }

  /** The titles that changed since they were taken last. */
  take(): LastTitle[] {
    const changed = [...this.#changed];
    this.#changed.clear();
    return changed.flatMap(({ anchor, title, ends }) =>
      title === null ? [] : { ...anchor, title, ...(anchor.on === "link" ? { ends } : {}) },
    );
  }

  /** Puts back what was taken and could not be used. */
  putBack(titles: readonly Titled[]): void {
    for (const { on, id } of titles) {
      const followed = this.#followed.get(`${on} ${id}`);
      if (followed !== undefined) this.#changed.add(followed);
    }
  }

  /** Forgets what these nodes and links are called, and what is called after them. */
  forget(ids: readonly string[]): void {
    for (const id of ids) {
      for (const followed of this.#touching.get(id) ?? []) {
        this.#changed.delete(followed);
        this.#followed.delete(`${followed.anchor.on} ${followed.anchor.id}`);
      }
      this.#touching.delete(id);
    }
  }

  stop(): void {
    this.#doc.off("afterTransaction", this.#afterTransaction);
  }

  readonly #afterTransaction = ({ changed }: Y.Transaction): void => {
    const touched = new Set<Followed>();
    for (const [type, keys] of changed) {
      for (const id of elementsOf(type._item, keys)) {
        for (const followed of this.#touching.get(id) ?? []) touched.add(followed);
      }
    }
    for (const followed of touched) this.#look(followed);
  };

  #look(followed: Followed): void {
    const title = titleNow(this.#doc, followed.anchor);
    if (title === null) {
      // What it was called until now should be stored before anything else happens.
      if (this.#changed.has(followed)) this.#onChange(true);
    } else if (title !== followed.title) {
      followed.title = title;
      followed.ends = this.#endsOf(followed.anchor);
      this.#touch(followed);
      this.#note(followed);
    }
  }

  #note(followed: Followed): void {
    this.#changed.add(followed);
    this.#onChange(titleNow(this.#doc, followed.anchor) === null);
  }

  #endsOf({ on, id }: ElementAnchor): string[] {
    return on === "link" ? (linkWithEnds(this.#doc, id)?.ends.map((end) => end.id) ?? []) : [];
  }

  #touch(followed: Followed): void {
    for (const element of [followed.anchor.id, ...followed.ends]) {
      const touching = this.#touching.get(element);
      if (touching === undefined) this.#touching.set(element, new Set([followed]));
      else touching.add(followed);
    }
  }
}

/**
 * Ids of the nodes and links in which something has changed under these keys of a type. `holder`: the item that holds the
 * type; null: it is a root.
 */
function elementsOf(holder: Y.Item | null, keys: ReadonlySet<string | null>): string[] {
  if (holder === null) return [...keys].flatMap((key) => key ?? []);
  for (let item = holder; ;) {
    const above: unknown = item.parent;
    const next = above instanceof Y.AbstractType ? above._item : null;
    if (next === null) return item.parentSub === null ? [] : [item.parentSub];
    item = next;
  }
}
