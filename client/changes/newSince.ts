// What others did on a map since somebody was there last, element by element. Pure: knows no words and no canvas.
import type { Anchor, Thread } from "#shared/comments/api.ts";
import type { LinkId, NodeId } from "#shared/map/schema.ts";
import type { Touch } from "#shared/versions/api.ts";

export type NewLook = "added" | "changed" | "removed" | "commented";

/**
 * What it is of. `gone`: elements that are not on the map any more, all that one person deleted; `titles`: of those whose is
 * known.
 */
export type NewSubject =
  | { on: "node"; id: NodeId }
  | { on: "link"; id: LinkId }
  | { on: "map" }
  | { on: "thread"; anchor: Anchor }
  | { on: "gone"; count: number; titles: string[] };

export interface NewEntry {
  key: string;
  subject: NewSubject;
  looks: readonly NewLook[];
  /** Who did it, the latest first. */
  people: readonly string[];
  /** As in comparison.ts; of what was added, none. */
  fields: readonly string[];
  at: number;
  /** With comments that were not read. */
  threads: readonly string[];
  comments: number;
}

export interface Done {
  since: number;
  /** Whoever asks: what they did themselves is not new to them. */
  me: string | null;
  /** Newest first. */
  touches: readonly Touch[];
  threads: Iterable<Pick<Thread, "id" | "anchor" | "unread" | "lastAt" | "lastBy">>;
  /** null: it is not on the map. */
  kindOf: (id: string) => "node" | "link" | null;
}

/** Newest first. */
export function newSince({ since, me, touches, threads, kindOf }: Done): NewEntry[] {
  const entries = new Map<string, Gathered>();
  const of = (key: string, subject: NewSubject): Gathered => {
    let entry = entries.get(key);
    if (entry === undefined) {
      entry = {
        subject,
        looks: new Set(),
        people: new Set(),
        fields: new Set(),
        threads: new Set(),
        at: 0,
        comments: 0,
      };
      entries.set(key, entry);
    }
    return entry;
  };
  const byOthers = touches.filter(({ personId }) => personId !== null && personId !== me);
  // What came and went meanwhile was never there for who was away.
  const came = new Set(
    byOthers.flatMap(({ what, elementId }) => (what === "created" ? [elementId] : [])),
  );
  for (const { elementId, what, personId, at, title = "" } of byOthers) {
    if (personId === null) continue;
    const on = elementId === "" ? "map" : kindOf(elementId);
    if (on === null) {
      if (what !== "deleted" || came.has(elementId)) continue;
      const gone = of(`gone ${personId}`, { on: "gone", count: 0, titles: [] });
      if (gone.subject.on === "gone") {
        gone.subject.count++;
        if (title !== "") gone.subject.titles.push(title);
      }
      note(gone, "removed", personId, at);
      continue;
    }
    const subject: NewSubject = on === "map" ? { on } : { on, id: elementId };
    const entry = of(`${on} ${elementId}`, subject);
    note(entry, came.has(elementId) ? "added" : "changed", personId, at);
    if (what !== "created" && what !== "deleted") entry.fields.add(what);
  }
  for (const { id, anchor, unread, lastAt, lastBy } of threads) {
    if (unread === 0 || lastAt <= since) continue;
    const on = anchor.on === "node" || anchor.on === "link" ? anchor : null;
    const isThere = on !== null && kindOf(on.id) === on.on;
    const entry = isThere
      ? of(`${on.on} ${on.id}`, on)
      : of(`thread ${id}`, { on: "thread", anchor });
    note(entry, "commented", lastBy, lastAt);
    entry.threads.add(id);
    entry.comments += unread;
  }
  return [...entries]
    .map(([key, entry]) => ({
      ...entry,
      key,
      looks: [...entry.looks],
      people: [...entry.people],
      fields: [...entry.fields],
      threads: [...entry.threads],
    }))
    .toSorted((a, b) => b.at - a.at);
}

interface Gathered {
  subject: NewSubject;
  looks: Set<NewLook>;
  people: Set<string>;
  fields: Set<string>;
  threads: Set<string>;
  at: number;
  comments: number;
}

function note(entry: Gathered, look: NewLook, personId: string, at: number): void {
  entry.looks.add(look);
  entry.people.add(personId);
  entry.at = Math.max(entry.at, at);
}

export interface NewCounts {
  /** Elements that came, changed or went. */
  changes: number;
  comments: number;
}

export function countsOf(entries: readonly NewEntry[]): NewCounts {
  let changes = 0;
  let comments = 0;
  for (const { subject, looks, comments: unread } of entries) {
    if (subject.on === "gone") changes += subject.count;
    else if (looks.some((look) => look !== "commented")) changes++;
    comments += unread;
  }
  return { changes, comments };
}
