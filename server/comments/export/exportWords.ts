// The words of exported comments, German and English, as the browser says them. Knows nothing of what is exported.
import type { Anchor, ExportQuery, Outcome } from "#shared/comments/api.ts";

type Language = ExportQuery["language"];

export interface ExportWords {
  locale: string;
  title: (map: string) => string;
  /** What the sheet of a workbook is called: short, without brackets and slashes. */
  sheet: string;
  on: Record<Anchor["on"], string>;
  /** A node or link without a title. */
  untitled: string;
  orphaned: string;
  nodeGone: string;
  column: Record<Column, string>;
  state: Record<"open" | "resolved", string>;
  outcome: Record<Outcome, string>;
  result: string;
  reason: string;
  thread: (number: number) => string;
  guest: (name: string) => string;
  erased: string;
  withoutPerspective: string;
  /** Somebody who is mentioned, and gave neither name nor perspective. */
  somebody: string;
  only: Record<ExportQuery["state"], string>;
  counts: (threads: number, comments: number) => string;
  asOf: (when: string, zone: string) => string;
  nothing: string;
  page: string;
}

export const COLUMNS = [
  "map",
  "kind",
  "place",
  "thread",
  "comment",
  "replyTo",
  "text",
  "author",
  "organisation",
  "date",
  "state",
  "outcome",
  "reason",
] as const;
export type Column = (typeof COLUMNS)[number];

const DE: ExportWords = {
  locale: "de-DE",
  title: (map) => `Kommentare zur Karte „${map}“`,
  sheet: "Kommentare",
  on: { map: "Ganze Karte", place: "Stelle auf der Karte", node: "Knoten", link: "Verbindung" },
  untitled: "Ohne Titel",
  orphaned: "verwaist",
  nodeGone: "gelöschter Knoten",
  column: {
    map: "Karte",
    kind: "Ort",
    place: "Titel",
    thread: "Diskussion",
    comment: "Kommentar Nr.",
    replyTo: "Antwort auf Nr.",
    text: "Kommentar",
    author: "Von",
    organisation: "Organisation",
    date: "Datum",
    state: "Stand",
    outcome: "Ergebnis",
    reason: "Begründung",
  },
  state: { open: "offen", resolved: "erledigt" },
  outcome: {
    adopted: "übernommen",
    "partly-adopted": "teilweise übernommen",
    "not-adopted": "nicht übernommen",
    noted: "zur Kenntnis genommen",
  },
  result: "Ergebnis",
  reason: "Begründung",
  thread: (number) => `Diskussion ${number}`,
  guest: (name) => `${name} (Gast)`,
  erased: "Gelöschtes Konto",
  withoutPerspective: "ohne Perspektive",
  somebody: "Mitwirkende",
  only: {
    all: "Alle Diskussionen",
    open: "Offene Diskussionen",
    resolved: "Erledigte Diskussionen",
  },
  counts: (threads, comments) =>
    `${threads} ${threads === 1 ? "Diskussion" : "Diskussionen"} mit ${comments} ${comments === 1 ? "Kommentar" : "Kommentaren"}`,
  asOf: (when, zone) => `Stand: ${when} (${zone})`,
  nothing: "Hier ist nichts zu berichten.",
  page: "Seite",
};

const EN: ExportWords = {
  locale: "en-GB",
  title: (map) => `Comments on the map “${map}”`,
  sheet: "Comments",
  on: { map: "Whole map", place: "Place on the map", node: "Node", link: "Link" },
  untitled: "Untitled",
  orphaned: "orphaned",
  nodeGone: "deleted node",
  column: {
    map: "Map",
    kind: "Where",
    place: "Title",
    thread: "Thread",
    comment: "Comment no.",
    replyTo: "Reply to no.",
    text: "Comment",
    author: "By",
    organisation: "Organisation",
    date: "Date",
    state: "State",
    outcome: "Outcome",
    reason: "Reason",
  },
  state: { open: "open", resolved: "resolved" },
  outcome: {
    adopted: "adopted",
    "partly-adopted": "partly adopted",
    "not-adopted": "not adopted",
    noted: "noted",
  },
  result: "Outcome",
  reason: "Reason",
  thread: (number) => `Thread ${number}`,
  guest: (name) => `${name} (guest)`,
  erased: "Deleted account",
  withoutPerspective: "without perspective",
  somebody: "Participant",
  only: { all: "All threads", open: "Open threads", resolved: "Resolved threads" },
  counts: (threads, comments) =>
    `${threads} ${threads === 1 ? "thread" : "threads"} with ${comments} ${comments === 1 ? "comment" : "comments"}`,
  asOf: (when, zone) => `As of ${when} (${zone})`,
  nothing: "There is nothing to report here.",
  page: "Page",
};

export function exportWords(language: Language): ExportWords {
  return language === "de" ? DE : EN;
}
