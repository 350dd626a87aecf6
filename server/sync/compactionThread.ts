// The thread in which a journal is compacted: rows in, one state out.
import { parentPort, workerData } from "node:worker_threads";
import type { JournalRow } from "../store/JournalStore.ts";
import { compactRows } from "./compactRows.ts";

parentPort?.postMessage(compactRows(workerData as JournalRow[]));
