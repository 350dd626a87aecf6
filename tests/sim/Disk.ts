// What survives every crash of the simulated server: rows and summaries. Knows nothing of how they got there.
import type { JournalRow, SummaryRow } from "../../server/store/JournalStore.ts";

export class Disk {
  readonly rows = new Map<string, JournalRow[]>();
  readonly summaries = new Map<string, SummaryRow>();
}
