// Comments as tests of pages use them: said by somebody elsewhere, and found in a page by their names.
import type { Locator, Page } from "playwright";
import type { Anchor, ThreadAnswer } from "#shared/comments/api.ts";
import type { As } from "../fixtures/people.ts";
import type { ServerProcess } from "../fixtures/server.ts";
import { TalkOverHttp } from "../fixtures/talkOverHttp.ts";

/** Begins a thread. */
export function giveThread(
  server: ServerProcess,
  mapId: string,
  anchor: Anchor,
  text: string,
  as?: As,
): Promise<ThreadAnswer> {
  return new TalkOverHttp(server.url, mapId, as).begin(text, anchor);
}

export function giveReply(
  server: ServerProcess,
  mapId: string,
  threadId: string,
  text: string,
  as?: As,
): Promise<ThreadAnswer> {
  return new TalkOverHttp(server.url, mapId, as).reply(threadId, text);
}

/** The one window in which a thread is read. */
export function threadWindow(page: Page): Locator {
  return page.locator("[data-thread-window]");
}

export function commentWith(page: Page, text: string | RegExp): Locator {
  return threadWindow(page).getByRole("article").filter({ hasText: text });
}

/** The mark of a node or link on the canvas. */
export function markOf(page: Page, elementId: string): Locator {
  return page.locator(`[data-mark="${elementId}"]`);
}
