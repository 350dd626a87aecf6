// A comment whose answer gets lost because the server dies right then: sent again, it is there once.
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { threadAnswerSchema, type ThreadAnswer } from "#shared/comments/api.ts";
import { newId } from "#shared/map/ids.ts";
import { askApi } from "../fixtures/askApi.ts";
import { inDatabase } from "../fixtures/dataFolder.ts";
import { newMapAt } from "../fixtures/guests.ts";
import { begin, commentsUrl, readThreads, type Place } from "../fixtures/sayOn.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";

let server: ServerProcess;
let at: Place;
let network: Server | null = null;

beforeEach(async () => {
  server = await startServer();
  at = { url: server.url, mapId: (await newMapAt(server.url)).id };
});
afterEach(async () => {
  network?.close();
  await server.remove();
});

/** An address through which requests reach the server, which is killed before a byte of its answer comes back. */
async function deadlyAddress(): Promise<string> {
  const listening = createServer((incoming, outgoing) => {
    const { pathname } = new URL(incoming.url ?? "/", server.url);
    const onward = request(`${server.url}${pathname}`, {
      method: incoming.method,
      headers: { ...incoming.headers, host: new URL(server.url).host },
    });
    onward.on("response", (answer) => {
      answer.destroy();
      void server.kill9().then(() => outgoing.destroy());
    });
    onward.on("error", () => outgoing.destroy());
    incoming.pipe(onward);
  });
  network = listening;
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
}

function storedComments(): { id: string; text: string }[] {
  return inDatabase(server.dataDir, (database) =>
    database
      .prepare("select id, text from comments order by number")
      .all()
      .map(({ id, text }) => ({ id: String(id), text: String(text) })),
  );
}

/** Sends it, lets the server die with its answer, and sends it again. */
async function sendTwice(path: string, body: object): Promise<ThreadAnswer> {
  const address = await deadlyAddress();
  const ask = { method: "POST", body, as: server.owner };
  const lost = askApi(commentsUrl({ ...at, url: address }, path), ask);
  await expect(lost).rejects.toThrow();
  await server.restart();
  const again = await askApi(commentsUrl(at, path), ask);
  expect(again.status).toBe(201);
  return threadAnswerSchema.parse(again.json());
}

it("CO-51: a thread that was stored when the server died before it could say so is there once", async () => {
  const comment = { id: newId(), text: "Nur einmal" };
  const thread = { id: newId(), anchor: { on: "node", id: "start-n05" }, comment };
  const answer = await sendTwice("/threads", thread);
  expect(storedComments()).toEqual([comment]);
  expect(answer.comments).toHaveLength(1);
  const threads = await readThreads(at);
  expect(threads.map(({ id, commentCount }) => [id, commentCount])).toEqual([[thread.id, 1]]);
});

it("CO-51: so is a reply, and what follows has a greater number", async () => {
  const { thread } = await begin(at, { on: "map" }, "Anfang");
  const comment = { id: newId(), text: "Antwort" };
  const path = `/threads/${thread.id}/comments`;
  const answer = await sendTwice(path, comment);
  expect(storedComments().map(({ text }) => text)).toEqual(["Anfang", "Antwort"]);
  const [, reply] = answer.comments;
  expect(reply?.id).toBe(comment.id);
  const next = await begin(at, { on: "map" }, "Danach");
  expect(next.thread.seq).toBeGreaterThan(answer.thread.seq);
  expect(answer.thread.seq).toBeGreaterThanOrEqual(reply?.number ?? Infinity);
});
