// One request to /api and its checked answer. Knows HTTP and problem+json, nothing of maps or people.
import type { z } from "#shared/schemaLanguage.ts";
import { problemSchema } from "#shared/maps/api.ts";

/** The server said no, and why: `code` is stable, `problemSentence` says it in the page's language. */
export class ServerProblem extends Error {
  readonly code: string;
  readonly status: number;
  /** The whole answer, for those who know what else this code comes with. */
  readonly details: unknown;

  constructor(code: string, status: number, details: unknown = null) {
    super(`The server answered ${status} (${code}).`);
    this.name = "ServerProblem";
    this.code = code;
    this.status = status;
    this.details = details;
  }
}

/** There was no answer: no network, or no server. */
export class ServerUnreachable extends Error {
  constructor(cause: unknown) {
    super("The server did not answer.", { cause });
    this.name = "ServerUnreachable";
  }
}

/** A server that hangs is as good as none. */
const ANSWER_WITHIN_MS = 20_000;

export interface Question {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Sent as JSON; a Blob is sent as it is. */
  body?: unknown;
  /** For questions that something waits for. */
  withinMs?: number;
  /** A large answer is read only then: reading it would hold up what this waits for. */
  readAfter?: Promise<void>;
}

/** @throws {ServerProblem} when the server refuses, {ServerUnreachable} when it does not answer. */
export async function askServer<T>(
  path: string,
  schema: z.ZodType<T>,
  question: Question = {},
): Promise<T> {
  const response = await send(path, question);
  const text = await response.text();
  await question.readAfter;
  return schema.parse(JSON.parse(text));
}

/** For answers that are no JSON, and when they were made, as far as the server says. Throws like `askServer`. */
export async function askForBytes(
  path: string,
  question: Question = {},
): Promise<{ bytes: Uint8Array; lastModified: number | null }> {
  const response = await send(path, question);
  const at = Date.parse(response.headers.get("Last-Modified") ?? "");
  return {
    bytes: new Uint8Array(await response.arrayBuffer()),
    lastModified: Number.isNaN(at) ? null : at,
  };
}

/** For requests whose answer has no content. Throws like `askServer`. */
export async function tellServer(path: string, question: Question): Promise<void> {
  await send(path, question);
}

async function send(
  path: string,
  { method = "GET", body, withinMs = ANSWER_WITHIN_MS }: Question,
): Promise<Response> {
  const response = await answer(path, {
    method,
    headers: body === undefined ? {} : { "Content-Type": "application/json" },
    body: body === undefined ? null : body instanceof Blob ? body : JSON.stringify(body),
    signal: AbortSignal.timeout(withinMs),
  });
  if (response.ok) return response;
  const details: unknown = await response.json().catch(() => null);
  const problem = problemSchema.safeParse(details);
  const code = problem.success ? problem.data.code : "unknown";
  throw new ServerProblem(code, response.status, details);
}

async function answer(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (error) {
    throw new ServerUnreachable(error);
  }
}
