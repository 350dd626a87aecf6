// The list of threads as it travels: compressed, and with what somebody needs who goes on from a list of long ago.
import { get, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { threadsSchema } from "#shared/comments/api.ts";
import { giveRole, newMapAt } from "../fixtures/guests.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { TalkOverHttp } from "../fixtures/talkOverHttp.ts";

const THREADS = 20;

let server: ServerProcess;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.remove());

/** As it comes over the line. */
async function raw(url: string, headers: Record<string, string>) {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url, { headers }, resolve).on("error", reject);
  });
  return { headers: response.headers, bytes: await buffer(response) };
}

it("CO-143: a list of threads is compressed for those who take it so", async () => {
  const { id } = await newMapAt(server.url);
  const talk = new TalkOverHttp(server.url, id);
  for (let at = 0; at < THREADS; at++) await talk.begin(`Wort ${at}`);
  const { cookie } = server.owner;
  const url = `${server.url}/api/maps/${id}/comments?since=0`;
  const plain = await raw(url, { cookie });
  const packed = await raw(url, { cookie, "accept-encoding": "gzip, br" });
  expect(plain.headers["content-encoding"]).toBeUndefined();
  expect(packed.headers["content-encoding"]).toBe("gzip");
  expect(packed.headers.vary).toContain("Accept-Encoding");
  expect(packed.headers["cache-control"]).toBe("no-store");
  expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 3);
  const unpacked: unknown = JSON.parse(gunzipSync(packed.bytes).toString());
  expect(unpacked).toEqual(JSON.parse(plain.bytes.toString()));
  expect(threadsSchema.parse(unpacked).threads).toHaveLength(THREADS);
});

it("CO-143: whoever goes on from a kept list hears how much there is, and who everybody is today", async () => {
  const { id } = await newMapAt(server.url);
  const owner = new TalkOverHttp(server.url, id);
  const member = await server.newMember("Mara Alt");
  await giveRole(server.url, id, member, "commenter");
  const theirs = await new TalkOverHttp(server.url, id, member).begin("Von mir");
  const gone = await owner.begin("Gleich wieder weg");
  const { seq } = await owner.since();
  await owner.ask(`/${gone.comments[0]?.id}`, { method: "DELETE" });
  const answer = threadsSchema.parse((await owner.ask(`?since=${seq}&whole=1`)).json());
  expect(answer.threads.map((thread) => thread.id)).toEqual([gone.thread.id]);
  expect(answer.whole).toEqual({ threads: 1, seqs: theirs.thread.seq });
  // Nothing of hers has changed: she is told all the same.
  expect(answer.authors.map(({ name }) => name)).toContain("Mara Alt");
  // Whoever does not ask is told what has changed alone.
  const { whole, authors } = await owner.since(seq);
  expect(whole).toBeUndefined();
  expect(authors.map(({ name }) => name)).not.toContain("Mara Alt");
});
