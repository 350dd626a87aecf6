// Threads on the canvas as a test gives and finds them. Knows the routes of comments and how the canvas marks what it
// draws, nothing of how either works.
import type { Locator, Page } from "playwright";
import { threadsSchema, type Anchor } from "#shared/comments/api.ts";
import { newId } from "#shared/map/ids.ts";
import { askApi } from "../fixtures/askApi.ts";
import type { As } from "../fixtures/people.ts";
import type { ServerProcess } from "../fixtures/server.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import { giveMap, type TestMap } from "./canvasPage.ts";

export const QUESTION = { id: "the-question", kind: "guiding-question", x: 0, y: 0 } as const;
export const THESIS = { id: "the-thesis-1", kind: "thesis", x: 420, y: 0 } as const;
export const LINK = "the-link-0001";

/** A question and a thesis that answers it. */
export function giveSmallMap(server: ServerProcess): Promise<TestMap> {
  return giveMap(server, [QUESTION, THESIS], [[LINK, "answers", THESIS.id, QUESTION.id]]);
}

/** Begins a thread over HTTP, as the owner unless said otherwise. @returns its id. */
export async function beginThread(
  server: ServerProcess,
  map: TestMap,
  anchor: Anchor,
  text: string,
  as?: As,
): Promise<string> {
  const id = newId();
  const { status, text: problem } = await askApi(
    `${server.url}/api/maps/${mapIdOf(map)}/comments/threads`,
    {
      method: "POST",
      body: { id, anchor, comment: { id: newId(), text } },
      ...(as === undefined ? {} : { as }),
    },
  );
  if (status !== 201) throw new Error(`No thread: ${status} ${problem}`);
  return id;
}

export function mapIdOf(map: TestMap): string {
  return map.path.split("/").at(-1) ?? "";
}

/** The mark of a node or link, the pin of a thread on a place. */
export function markOf(page: Page, id: string): Locator {
  return page.locator(`[data-mark="${id}"]`);
}

export function threadWindow(page: Page): Locator {
  return page.locator("[data-thread-window]");
}

/** The window takes the keyboard a moment after it is drawn; keys before that are not for it. */
async function inThreadWindow(page: Page): Promise<void> {
  await waitFor("in the window", () =>
    threadWindow(page).evaluate((element) => element.contains(document.activeElement)),
  );
}

/** Closes the window with its own key; the keyboard is where it was before then. */
export async function closeThread(page: Page): Promise<void> {
  await inThreadWindow(page);
  await page.keyboard.press("Escape");
  await threadWindow(page).waitFor({ state: "detached" });
}

/** What every member may do on this map; editing unless said otherwise. */
export async function letMembers(
  server: ServerProcess,
  map: TestMap,
  role: "commenter" | "viewer",
): Promise<void> {
  const url = `${server.url}/api/maps/${mapIdOf(map)}/team-role`;
  const { status, text } = await askApi(url, { method: "PUT", body: { role } });
  if (status >= 300) throw new Error(`No role: ${status} ${text}`);
}

/** What is commented on, so far as the server knows. */
export async function anchorsOf(server: ServerProcess, map: TestMap): Promise<Anchor[]> {
  const answer = await askApi(`${server.url}/api/maps/${mapIdOf(map)}/comments`);
  return threadsSchema.parse(answer.json()).threads.map(({ anchor }) => anchor);
}

/** Writes in the thread window and sends it. */
export async function say(page: Page, text: string): Promise<void> {
  const writing = threadWindow(page).getByRole("textbox");
  await writing.fill(text);
  await writing.press("Control+Enter");
}
