// The thread in which a file of comments is made: what was read goes in, bytes come out.
import { parentPort, workerData } from "node:worker_threads";
import type { ExportFormat } from "#shared/comments/api.ts";
import { asCsv } from "./asCsv.ts";
import { asDocx } from "./asDocx.ts";
import { asXlsx } from "./asXlsx.ts";
import { exportedTalk } from "./exportedTalk.ts";
import type { TalkRead } from "./readTalk.ts";

export interface ExportInput {
  read: TalkRead;
  format: ExportFormat;
}

async function made({ read, format }: ExportInput): Promise<Uint8Array> {
  const talk = exportedTalk(read);
  if (format === "csv") return asCsv(talk);
  return format === "xlsx" ? await asXlsx(talk) : await asDocx(talk, Date.now());
}

parentPort?.postMessage(await made(workerData as ExportInput));
