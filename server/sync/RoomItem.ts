// What waits in a room's inbox for its turn. Knows no documents' contents and does nothing.
import type * as Y from "yjs";
import type { Connection } from "./Connection.ts";
import type { Origin } from "./origin.ts";

export type Sent =
  | { type: "update"; from: Connection; update: Uint8Array; isStepTwo: boolean }
  | { type: "stepOne"; from: Connection; stateVector: Uint8Array }
  | { type: "saved"; from: Connection; counter: number };

export type Edit = {
  type: "edit";
  run: (doc: Y.Doc, origin: Origin) => void;
  /** Id of the person on whose behalf; null: the server's own. */
  by: string | null;
  done: () => void;
  failed: (reason: unknown) => void;
};

export type Item = Sent | Edit;
