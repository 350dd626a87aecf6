// A thread with two people on one map: an edit of one is timed until the other's document has it. Nothing else is done in it, so that
// what is measured is the server's time, not that of whoever measures.
import { parentPort, workerData } from "node:worker_threads";
import { moveNodes } from "#shared/map/edit.ts";
import { rootMaps } from "#shared/map/read.ts";
import { join } from "./changes.ts";
import type { EditingJob, OnTheWay } from "./editsOnTheWay.ts";

const EDITS_PER_S = 30;

const { url, map, cookie } = workerData as EditingJob;
const one = await join(url, map, cookie);
const other = await join(url, map, cookie);
const [id = ""] = rootMaps(one.doc).nodes.keys();

/** Where the node is in the other's document. */
function seenX(): number | null {
  const node: unknown = rootMaps(other.doc).nodes.get(id);
  const place = (node as { get(key: string): unknown }).get("place");
  return (place as { x: number } | undefined)?.x ?? null;
}

let x = 0;

async function edit(ms: number): Promise<OnTheWay> {
  const sentAt = new Map<number, number>();
  const ways: number[] = [];
  const late: number[] = [];
  const onUpdate = (): void => {
    const now = seenX();
    const at = now === null ? undefined : sentAt.get(now);
    if (now === null || at === undefined) return;
    ways.push(performance.now() - at);
    sentAt.delete(now);
  };
  other.doc.on("update", onUpdate);
  const start = performance.now();
  for (let edits = 1; performance.now() - start < ms; edits++) {
    x++;
    sentAt.set(x, performance.now());
    moveNodes({ doc: one.doc, origin: null }, new Map([[id, { parentId: null, x, y: 0 }]]));
    const due = start + (edits * 1_000) / EDITS_PER_S;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    late.push(Math.max(0, performance.now() - due));
  }
  const deadline = performance.now() + 5_000;
  while (sentAt.size > 0 && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  other.doc.off("update", onUpdate);
  return { ways, late, lost: sentAt.size };
}

parentPort?.on("message", (ms: number) => {
  edit(ms).then(
    (answer) => parentPort?.postMessage(answer),
    (error: unknown) => {
      throw error;
    },
  );
});
parentPort?.postMessage("ready");
