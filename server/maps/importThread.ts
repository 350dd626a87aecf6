// The thread in which an imported file becomes a map: bytes in, the map's first state out, or null if they are none.
import { parentPort, workerData } from "node:worker_threads";
import { parseMapJson } from "#shared/map/json.ts";
import type { NewMap } from "./MapStore.ts";
import { newMap } from "./newMap.ts";

export interface ImportInput {
  id: string;
  bytes: Uint8Array;
  by: string | null;
}

function importMap({ id, bytes, by }: ImportInput): NewMap | null {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
  const { map } = parseMapJson(value);
  return map === null ? null : newMap(id, map, by);
}

parentPort?.postMessage(importMap(workerData as ImportInput));
