// Comments as tests use them: given over the real routes, and found in the page by their names.
import type { Locator, Page } from "playwright";
import { threadAnswerSchema, type Anchor, type ThreadAnswer } from "#shared/comments/api.ts";
import { newId } from "#shared/map/ids.ts";
import { askApi } from "../fixtures/askApi.ts";
import type { As } from "../fixtures/people.ts";
import type { ServerProcess } from "../fixtures/server.ts";

/** Begins a thread. */
export async function giveThread(
  server: ServerProcess,
  mapId: string,
  anchor: Anchor,
  text: string,
  as?: As,
): Promise<ThreadAnswer> {
  const body = { id: newId(), anchor, comment: { id: newId(), text } };
  const url = `${server.url}/api/maps/${mapId}/comments/threads`;
  return threadOf(await askApi(url, { method: "POST", body, as }));
}

export async function giveReply(
  server: ServerProcess,
  mapId: string,
  threadId: string,
  text: string,
  as?: As,
): Promise<ThreadAnswer> {
  const url = `${server.url}/api/maps/${mapId}/comments/threads/${threadId}/comments`;
  return threadOf(await askApi(url, { method: "POST", body: { id: newId(), text }, as }));
}

function threadOf(answer: Awaited<ReturnType<typeof askApi>>): ThreadAnswer {
  if (answer.status !== 201) throw new Error(`No comment: ${answer.status} ${answer.text}`);
  return threadAnswerSchema.parse(answer.json());
}

/** The one window in which a thread is read. */
export function threadWindow(page: Page): Locator {
  return page.locator("[data-thread-window]");
}

export function commentWith(page: Page, text: string | RegExp): Locator {
  return threadWindow(page).getByRole("article").filter({ hasText: text });
}
