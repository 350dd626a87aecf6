// How the parts of the server, and later several servers, tell each other what has happened. Nothing that matters
// depends on a message arriving: whoever missed one finds the truth in the store.

import type { RestoredNews } from "#shared/versions/api.ts";

export type BusEvent =
  /** Something of the talk lane has changed: clients fetch the topic anew. */
  | { type: "changed"; topic: "maps" }
  /** The same of one map: those who are on it hear of it. */
  | { type: "changed"; topic: "comments" | "versions"; mapId: string }
  /** Something of one person's own: their pages hear of it, whichever map they show. */
  | { type: "changed"; topic: "notices"; personId: string }
  /** What somebody (null: anybody) may do on a map (null: on any) has changed: their connections are judged anew. */
  | { type: "rightsChanged"; mapId: string | null; personId: string | null }
  /** A version of a map was restored: those who are on it are told. */
  | { type: "restored"; mapId: string; news: RestoredNews }
  /** A map was put into the bin: nobody stays on it. */
  | { type: "mapDeleted"; mapId: string };

export interface Bus {
  /** Tells every subscriber, on every server. Never throws and never waits for them. */
  publish(event: BusEvent): void;

  /** Hears every event published from now on, its own server's included. Returns how to stop. */
  subscribe(listener: (event: BusEvent) => void): () => void;
}
