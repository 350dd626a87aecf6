// What a page makes of threads that an earlier visit has left on the device: shown at once, brought up to date, and gone
// when they may not be kept.
import { expect, it } from "vitest";
import * as Y from "yjs";
import { ServerProblem } from "../../client/app/askServer.ts";
import { CommentStore } from "../../client/comments/store/CommentStore.ts";
import { ContentStore } from "../../client/map/binding/ContentStore.ts";
import { ANIKA, BEN, Disk, KeptHere, Talk } from "../fixtures/talk.ts";

function page(talk: Talk, kept: KeptHere, drawn?: Promise<void>): CommentStore {
  const store: CommentStore = new CommentStore({
    content: new ContentStore(new Y.Doc()),
    me: () => BEN,
    requests: talk.requests,
    outbox: new Disk().tab(() => void store.outbox.look()),
    kept,
    ...(drawn === undefined ? {} : { drawn }),
  });
  return store;
}

/** Everything that is on its way has come to rest; timers aside. */
async function rest(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
}

const ids = (store: CommentStore): string[] => [...store.threads.get().keys()].toSorted();

/** A device on which somebody has seen these. */
async function leave(talk: Talk, threads: readonly string[]): Promise<KeptHere> {
  const kept = new KeptHere();
  for (const id of threads) talk.put({ id });
  const before = page(talk, kept);
  await before.feed.ask();
  kept.take(before);
  await before.end();
  talk.asked.length = 0;
  return kept;
}

it("CO-140: threads of an earlier visit are shown before the server has said anything, with when it told them", async () => {
  const talk = new Talk();
  const kept = await leave(talk, ["a", "b"]);
  talk.isUnreachable = true;
  const store = page(talk, kept);
  store.feed.begin();
  await store.feed.ask();
  expect(ids(store)).toEqual(["a", "b"]);
  expect(store.asOf.get()).toBe(5_000);
  // Nobody has heard from the server yet: what comes now is no news.
  expect(store.state.get()).toBe("loading");
  talk.isUnreachable = false;
  await store.feed.ask();
  expect(store.state.get()).toBe("ready");
  expect(store.asOf.get()).toBeGreaterThan(5_000);
});

it("CO-140: only what is new is asked for, with what was read elsewhere, and names are those of today", async () => {
  const talk = new Talk();
  const kept = await leave(talk, ["a", "b"]);
  talk.put({ id: "c" });
  talk.put({ id: "a", commentCount: 2 });
  talk.unread.b = 3;
  talk.anika = { ...ANIKA, name: "Anika Neu" };
  const store = page(talk, kept);
  store.feed.begin();
  await store.feed.ask();
  expect(talk.asked).toEqual(["threads 2 whole", "mine"]);
  expect(ids(store)).toEqual(["a", "b", "c"]);
  expect(store.threads.get().get("a")?.commentCount).toBe(2);
  expect(store.threads.get().get("b")?.unread).toBe(3);
  expect(store.authors.get().get(ANIKA.id)?.name).toBe("Anika Neu");
  // From here on as if it had been here all the time.
  await store.feed.ask();
  expect(talk.asked.at(-1)).toBe("threads 4");
});

it("CO-60: what arrives is read when the map is drawn, and asked for before", async () => {
  const talk = new Talk();
  const kept = await leave(talk, ["a"]);
  let draw = (): void => undefined;
  const store = page(talk, kept, new Promise((resolve) => (draw = resolve)));
  store.feed.begin();
  const asked = store.feed.ask();
  await rest();
  expect(talk.asked).toEqual(["threads 1 whole"]);
  expect(ids(store)).toEqual([]);
  draw();
  await asked;
  expect(ids(store)).toEqual(["a"]);
});

it("CO-141: a kept list that lacks something, holds too much or cannot be read is fetched anew", async () => {
  const talk = new Talk();
  // Lost on the way, without a number that would tell.
  const lacking = await leave(talk, ["a", "b"]);
  lacking.told = lacking.told && { ...lacking.told, text: '{"threads":[],"authors":[]}' };
  const damaged = await leave(talk, []);
  damaged.told = damaged.told && { ...damaged.told, text: "" };
  // The server was set back, and went on from there.
  const tooMuch = await leave(talk, ["gone"]);
  talk.threads.delete("gone");
  talk.put({ id: "d" });
  for (const kept of [lacking, damaged, tooMuch]) {
    talk.asked.length = 0;
    const store = page(talk, kept);
    store.feed.begin();
    await store.feed.ask();
    expect(ids(store)).toEqual(["a", "b", "d"]);
    expect(talk.asked.filter((what) => what.startsWith("threads"))).toHaveLength(2);
    expect(talk.asked).toContain("threads 0");
  }
});

it("CO-141: opened threads are shown from the device without the server, and go from it when they have changed", async () => {
  const talk = new Talk();
  const kept = await leave(talk, ["a", "b"]);
  const online = page(talk, kept);
  await online.feed.ask();
  for (const id of ["a", "b"]) {
    const { stop } = online.look(id);
    await rest();
    stop();
  }
  kept.take(online);
  expect([...kept.opened.keys()]).toEqual(["a", "b"]);

  talk.isUnreachable = true;
  const store = page(talk, kept);
  store.feed.begin();
  await store.feed.ask();
  const a = store.look("a");
  await rest();
  expect(a.value.get().answer?.thread.id).toBe("a");
  expect(a.value.get().problem).not.toBeNull();
  a.stop();

  // Somebody has deleted a comment in it meanwhile: with the first answer its words are gone.
  talk.isUnreachable = false;
  talk.put({ id: "a" });
  await store.feed.ask();
  expect([...kept.opened.keys()]).toEqual(["b"]);
});

it("CO-142: with the right to read the comments they go from the page and from the device", async () => {
  const talk = new Talk();
  const kept = await leave(talk, ["a"]);
  const store = page(talk, kept);
  store.feed.begin();
  talk.requests.threads = async () => Promise.reject(new ServerProblem("no-access", 403));
  await store.feed.ask();
  expect(ids(store)).toEqual([]);
  expect(kept.told).toBeNull();
  expect(store.asOf.get()).toBeNull();
  expect(store.state.get()).toBe("failed");
});
