// The thread in which a map's state is made: rows in, the state out.
import { parentPort, workerData } from "node:worker_threads";
import type { JournalRow } from "../store/JournalStore.ts";
import { makeState } from "./makeState.ts";

parentPort?.postMessage(makeState(workerData as JournalRow[]));
