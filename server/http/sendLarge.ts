// Sends a large JSON answer, compressed for those who take it so. For answers in which whoever could add something sees
// all of the rest anyway: from the size of others one could guess what is beside one's own words.
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Request, Response } from "express";

/** Below it, packing costs more than it saves. */
const WORTH_BYTES = 4_096;
/** Half the time of the default for nearly the same size. */
const LEVEL = 4;

const pack = promisify(gzip);

export async function sendLarge(
  request: Request,
  response: Response,
  answer: unknown,
): Promise<void> {
  const text = JSON.stringify(answer);
  response.vary("Accept-Encoding");
  response.type("application/json");
  if (text.length < WORTH_BYTES || request.acceptsEncodings("gzip") === false) {
    response.end(text);
    return;
  }
  // Off the main thread: other people's maps go on.
  const packed = await pack(text, { level: LEVEL });
  response.setHeader("Content-Encoding", "gzip");
  response.end(packed);
}
