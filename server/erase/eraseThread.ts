// The thread in which elements are taken out of a state: compressed state in, the new one out (null: nothing to do).
import { parentPort, workerData } from "node:worker_threads";
import { inflateSync } from "node:zlib";
import { withoutElements, type Elements } from "./withoutElements.ts";

const { bytes, elements } = workerData as { bytes: Uint8Array; elements: Elements };
parentPort?.postMessage(withoutElements(inflateSync(bytes), elements));
