// Starts a load process, gives it its job and waits for the answer.
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { LoadJob, LoadResults } from "./loadJob.ts";

const LOAD = fileURLToPath(new URL("load.ts", import.meta.url));

export async function runLoad<K extends LoadJob["kind"]>(
  job: Extract<LoadJob, { kind: K }>,
): Promise<LoadResults[K]> {
  const child = fork(LOAD);
  const { promise, resolve, reject } = Promise.withResolvers<LoadResults[K]>();
  child.once("message", (message: { result: LoadResults[K] } | { error: string }) => {
    if ("error" in message) reject(new Error(`load process: ${message.error}`));
    else resolve(message.result);
  });
  child.once("exit", (code) => reject(new Error(`load process ended with ${code}`)));
  child.send(job);
  try {
    return await promise;
  } finally {
    child.kill();
  }
}
