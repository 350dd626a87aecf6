// Makes files of what was said on a map. One at a time, in a thread: no room waits for it, and many of them do not fill the
// memory. Knows no HTTP and asks for no rights.
import type { ExportFormat, ExportQuery } from "#shared/comments/api.ts";
import { runInThread } from "../../threads/runInThread.ts";
import type { ExportInput } from "./exportThread.ts";
import { readTalk, type ReadTalkSetup } from "./readTalk.ts";

export interface WantedExport {
  mapId: string;
  personId: string;
  format: ExportFormat;
  query: ExportQuery;
  /** Asked when its turn comes. */
  isStillWanted: () => boolean;
}

export class TalkExports {
  readonly #setup: ReadTalkSetup;
  /** Who waits for a file. */
  readonly #waiting = new Set<string>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(setup: ReadTalkSetup) {
    this.#setup = setup;
  }

  /** The file; "busy": they wait for another one; null: it is not wanted any more. */
  async make(wanted: WantedExport): Promise<Uint8Array | "busy" | null> {
    const { personId } = wanted;
    if (this.#waiting.has(personId)) return "busy";
    this.#waiting.add(personId);
    const made = this.#turn.then(() => this.#made(wanted));
    this.#turn = made.catch(() => undefined);
    try {
      return await made;
    } finally {
      this.#waiting.delete(personId);
    }
  }

  async #made({ mapId, format, query, isStillWanted }: WantedExport): Promise<Uint8Array | null> {
    if (!isStillWanted()) return null;
    const read = await readTalk(this.#setup, mapId, query);
    const url = new URL("./exportThread.ts", import.meta.url);
    return await runInThread<ExportInput, Uint8Array>(url, { read, format });
  }
}
