// Follows one live map and notes which person came to which field of which element: from what the server itself knows of
// the connection, never from what the document says. Knows no rows.
import * as Y from "yjs";
import { cleanLine } from "#shared/cleanLine.ts";
import { rootMaps, titleOf } from "#shared/map/read.ts";
import { MAX_TITLE_CHARS } from "#shared/map/schema.ts";
import type { DecodedUpdate, DocWatch } from "../sync/DocWatch.ts";
import { itemsIn, spotsOf, type Spot, type Stretch } from "./touchedElements.ts";

export interface Touched {
  elementId: string;
  /** `created`, `deleted`, or a field. */
  what: string;
  /** null: the server by itself. */
  personId: string | null;
  /** Of a node that somebody deleted: what it was called last. */
  title?: string;
}

/** Told of what one change touched, each once. */
export type OnTouched = (touched: readonly Touched[]) => void;

export class TouchWatch implements DocWatch {
  readonly #doc: Y.Doc;
  readonly #onTouched: OnTouched;
  readonly #onEnd: () => Promise<void>;
  /** The update that is being applied: what it adds, what it deletes of what is there, and what that is called. */
  #current: {
    personId: string;
    added: Stretch[];
    deleted: Spot[];
    titles: ReadonlyMap<string, string>;
  } | null = null;

  constructor(doc: Y.Doc, onTouched: OnTouched, onEnd: () => Promise<void>) {
    this.#doc = doc;
    this.#onTouched = onTouched;
    this.#onEnd = onEnd;
  }

  beforeUpdate({ structs, ds }: DecodedUpdate, personId: string): void {
    const added: Stretch[] = [];
    for (const { id, length } of structs) {
      const known = Y.getState(this.#doc.store, id.client);
      // What is there already is sent again by whoever was away.
      if (id.clock + length > known)
        added.push({ client: id.client, clock: id.clock, len: length });
    }
    const deleted: Stretch[] = [];
    for (const [client, ranges] of ds.clients) {
      for (const { clock, len } of ranges) deleted.push({ client, clock, len });
    }
    const spots = this.#spotsOfLiving(deleted);
    this.#current = { personId, added, deleted: spots, titles: this.#titlesOf(spots) };
  }

  afterUpdate(): void {
    const current = this.#current;
    this.#current = null;
    if (current === null) return;
    const { personId, added, deleted, titles } = current;
    this.#tell(personId, spotsOf(this.#doc, itemsIn(this.#doc, added)), deleted, titles);
  }

  edited({ beforeState, afterState, deleteSet }: Y.Transaction, personId: string | null): void {
    const added: Stretch[] = [];
    for (const [client, end] of afterState) {
      const clock = beforeState.get(client) ?? 0;
      if (end > clock) added.push({ client, clock, len: end - clock });
    }
    const deleted: Stretch[] = [];
    for (const [client, ranges] of deleteSet.clients) {
      const known = beforeState.get(client) ?? 0;
      // What came and went in the same edit was never there for anybody.
      for (const { clock, len } of ranges) if (clock < known) deleted.push({ client, clock, len });
    }
    const spots = (stretches: Stretch[]) => spotsOf(this.#doc, itemsIn(this.#doc, stretches));
    this.#tell(personId, spots(added), spots(deleted));
  }

  close(): Promise<void> {
    return this.#onEnd();
  }

  drop(): void {}

  #spotsOfLiving(stretches: Iterable<Stretch>): Spot[] {
    const items = itemsIn(this.#doc, stretches);
    const living = function* (): Generator<Y.Item> {
      for (const item of items) if (!item.deleted) yield item;
    };
    return spotsOf(this.#doc, living());
  }

  /** Of nodes that are about to go; afterwards nobody knows. */
  #titlesOf(deleted: readonly Spot[]): Map<string, string> {
    const titles = new Map<string, string>();
    for (const { elementId, what } of deleted) {
      if (what !== "whole") continue;
      const title = cleanLine(titleOf(this.#doc, elementId)?.toJSON() ?? "", MAX_TITLE_CHARS);
      if (title !== "") titles.set(elementId, title);
    }
    return titles;
  }

  /** An element that came or went is that alone, whatever was in it. */
  #tell(
    personId: string | null,
    added: readonly Spot[],
    deleted: readonly Spot[],
    titles: ReadonlyMap<string, string> = new Map(),
  ): void {
    const { nodes, links } = rootMaps(this.#doc);
    const whole = new Map<string, string>();
    for (const { elementId, what } of [...deleted, ...added]) {
      if (what !== "whole") continue;
      const isThere = nodes.has(elementId) || links.has(elementId);
      whole.set(elementId, isThere ? "created" : "deleted");
    }
    const touched: Touched[] = [];
    for (const [elementId, what] of whole) {
      const title = what === "deleted" ? titles.get(elementId) : undefined;
      touched.push({ elementId, what, personId, ...(title === undefined ? {} : { title }) });
    }
    const noted = new Set<string>();
    for (const { elementId, what } of [...added, ...deleted]) {
      const key = `${what} ${elementId}`;
      if (whole.has(elementId) || what === "schemaVersion" || noted.has(key)) continue;
      noted.add(key);
      touched.push({ elementId, what, personId });
    }
    if (touched.length > 0) this.#onTouched(touched);
  }
}
