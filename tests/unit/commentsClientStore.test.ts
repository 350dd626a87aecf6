// The client's store of comments: what it fetches and when, whose marks change, and what becomes of what is written.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as Y from "yjs";
import { createNode, deleteElements, moveNodes } from "#shared/map/edit.ts";
import { ServerProblem } from "../../client/app/askServer.ts";
import { CommentStore } from "../../client/comments/store/CommentStore.ts";
import { ContentStore } from "../../client/map/binding/ContentStore.ts";
import { BEN, Disk, Talk } from "../fixtures/talk.ts";

function page(talk: Talk, disk = new Disk(), content = new ContentStore(new Y.Doc())) {
  const store: CommentStore = new CommentStore({
    content,
    me: () => BEN,
    requests: talk.requests,
    outbox: disk.tab(() => void store.outbox.look()),
  });
  content.onTouched((touched) => store.table.touched(touched));
  return store;
}

/** Everything that is on its way has come to rest; timers aside. */
async function rest(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
}

const texts = (store: CommentStore): string[] => store.waiting.get().map(({ text }) => text);

describe("threads", () => {
  it("CO-60: are asked for since the last number, one request at a time and one more however many asked meanwhile", async () => {
    const talk = new Talk();
    talk.put({ id: "a" });
    const store = page(talk);
    await store.feed.ask();
    expect([...store.threads.get().keys()]).toEqual(["a"]);
    expect(store.state.get()).toBe("ready");

    let open = (): void => undefined;
    talk.gate = new Promise((resolve) => (open = resolve));
    talk.put({ id: "b" });
    const asked = [store.feed.ask(), store.feed.ask(), store.feed.ask()];
    talk.put({ id: "c" });
    void store.feed.ask();
    open();
    await Promise.all(asked);
    expect(talk.asked).toEqual(["threads 0", "threads 1", "threads 2"]);
    expect([...store.threads.get().keys()]).toEqual(["a", "b", "c"]);
  });

  it("CO-60: come in as many pages as there are", async () => {
    const talk = new Talk();
    talk.pageSize = 2;
    for (const id of ["a", "b", "c", "d", "e"]) talk.put({ id });
    const store = page(talk);
    await store.feed.ask();
    expect(talk.asked).toEqual(["threads 0", "threads 2", "threads 4"]);
    expect(store.threads.get().size).toBe(5);
  });

  it("CO-61: are all fetched anew from a server that knows less than the page: a backup was restored", async () => {
    const talk = new Talk();
    for (const id of ["a", "b", "c"]) talk.put({ id });
    const store = page(talk);
    await store.feed.ask();
    talk.threads.delete("b");
    talk.threads.delete("c");
    talk.seq = 1;
    await store.feed.ask();
    expect([...store.threads.get().keys()]).toEqual(["a"]);
    talk.put({ id: "d" });
    await store.feed.ask();
    expect([...store.threads.get().keys()]).toEqual(["a", "d"]);
  });

  it("CO-61: go with their last comment, and with the right to read them", async () => {
    const talk = new Talk();
    talk.put({ id: "a" });
    talk.put({ id: "b" });
    const store = page(talk);
    await store.feed.ask();
    talk.put({ id: "a", commentCount: 0 });
    await store.feed.ask();
    expect([...store.threads.get().keys()]).toEqual(["b"]);
    talk.requests.threads = async () => Promise.reject(new ServerProblem("no-access", 403));
    await store.feed.ask();
    expect(store.threads.get().size).toBe(0);
    expect(store.state.get()).toBe("failed");
  });

  it("CO-62: are read here at once, and an answer from before does not make them unread again", async () => {
    const talk = new Talk();
    talk.put({ id: "a", unread: 2 });
    const store = page(talk);
    await store.feed.ask();
    const { lastNumber } = store.threads.get().get("a") ?? { lastNumber: 0 };
    talk.isUnreachable = true;
    await expect(store.markRead("a", lastNumber)).rejects.toThrow("did not answer");
    expect(store.threads.get().get("a")?.unread).toBe(0);
    talk.isUnreachable = false;
    talk.unread.a = 2;
    await store.feed.ask(true);
    expect(store.threads.get().get("a")?.unread).toBe(0);
    // As soon as the server is there again it is told.
    await store.sendReads();
    expect(talk.asked.at(-1)).toBe(`read a ${lastNumber}`);
    // Something newer is unread all the same.
    talk.put({ id: "a", unread: 1 });
    await store.feed.ask();
    expect(store.threads.get().get("a")?.unread).toBe(1);
  });

  it("CO-144: are unread again when they are marked so, here or on another device", async () => {
    const talk = new Talk();
    talk.put({ id: "a", unread: 2 });
    talk.unread.a = 2;
    const store = page(talk);
    await store.feed.ask();
    const { lastNumber } = store.threads.get().get("a") ?? { lastNumber: 0 };
    await store.markRead("a", lastNumber);
    talk.unread.a = 0;
    await store.feed.ask(true);
    await store.markUnread("a");
    expect(store.threads.get().get("a")?.unread).toBe(1);

    await store.markRead("a", lastNumber);
    talk.unread.a = 0;
    await store.feed.ask(true);
    expect(store.threads.get().get("a")?.unread).toBe(0);
    // Elsewhere: this page hears of it as of everything that is one's own.
    talk.unread.a = 1;
    await store.feed.ask(true);
    expect(store.threads.get().get("a")?.unread).toBe(1);
  });
});

describe("marks", () => {
  it("CO-63: tell only the nodes and links whose mark has changed", async () => {
    const doc = new Y.Doc();
    const edit = { doc, origin: null };
    const at = (x: number) => ({ parentId: null, x, y: 0 });
    const first = createNode(edit, { kind: "note", place: at(0), title: "Erster" });
    const second = createNode(edit, { kind: "note", place: at(500), title: "Zweiter" });
    const talk = new Talk();
    talk.put({ id: "a", anchor: { on: "node", id: first } });
    talk.put({ id: "b", anchor: { on: "node", id: second }, unread: 3 });
    const store = page(talk, new Disk(), new ContentStore(doc));
    await store.feed.ask();
    expect(store.marks.get(first)).toEqual({ open: 1, unread: 0, total: 1, threads: ["a"] });
    expect(store.marks.get(second)?.unread).toBe(3);

    const told: string[] = [];
    for (const id of [first, second]) store.marks.subscribeOne(id, () => told.push(id));
    talk.put({ id: "b", commentCount: 2, unread: 4 });
    await store.feed.ask();
    expect(told).toEqual([second]);
    // Resolved and read: nothing to be seen any more. Resolved and unread: still there.
    talk.put({ id: "a", resolved: { at: 1, by: BEN.id } });
    talk.put({ id: "b", resolved: { at: 1, by: BEN.id } });
    await store.feed.ask();
    expect(store.marks.get(first)).toBeUndefined();
    expect(store.marks.get(second)).toMatchObject({ open: 0, unread: 4 });
    expect(told).toEqual([second, first, second]);
  });

  it("CO-63: follow their node out of the map and back, and nothing is computed for other edits", async () => {
    const doc = new Y.Doc();
    const edit = { doc, origin: null };
    const place = { parentId: null, x: 0, y: 0 };
    const node = createNode(edit, { kind: "note", place, title: "Erster" });
    const other = createNode(edit, { kind: "note", place, title: "Zweiter" });
    const talk = new Talk();
    talk.put({ id: "a", anchor: { on: "node", id: node }, anchorTitle: "Erster" });
    const store = page(talk, new Disk(), new ContentStore(doc));
    await store.feed.ask();
    let changes = 0;
    store.threads.subscribe(() => (changes += 1));
    moveNodes(
      edit,
      new Map([
        [node, { ...place, x: 80 }],
        [other, { ...place, x: 90 }],
      ]),
    );
    expect(changes).toBe(0);

    const undo = new Y.UndoManager([doc.getMap("nodes"), doc.getMap("links")]);
    deleteElements(edit, { nodes: [node], links: [] });
    expect(store.threads.get().get("a")?.isOrphan).toBe(true);
    expect(store.marks.get(node)).toBeUndefined();
    undo.undo();
    expect(store.threads.get().get("a")?.isOrphan).toBe(false);
    expect(store.marks.get(node)?.open).toBe(1);
    expect(changes).toBe(2);
  });
});

describe("what is written", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
  afterEach(() => void vi.useRealTimers());

  it("CO-65: is shown at once as waiting, kept before it is sent, sent in order and taken once", async () => {
    const talk = new Talk();
    const disk = new Disk();
    const store = page(talk, disk);
    talk.isUnreachable = true;
    const threadId = store.begin({ on: "map" }, "eins");
    store.reply(threadId, "zwei");
    expect(store.threads.get().get(threadId)).toMatchObject({ waiting: 2, commentCount: 0 });
    await rest();
    expect(disk.kept.map(({ text }) => text)).toEqual(["eins", "zwei"]);
    expect(store.outbox.state()).toEqual({ waiting: 2, outboxFailing: false });

    talk.isUnreachable = false;
    // The server takes it, and the page never hears of it.
    talk.losesAnswers = 1;
    await vi.advanceTimersByTimeAsync(60_000);
    await rest();
    expect(talk.taken.map(({ text }) => text)).toEqual(["eins", "zwei"]);
    expect(disk.kept).toEqual([]);
    expect(texts(store)).toEqual([]);
    expect(store.threads.get().get(threadId)).toMatchObject({ waiting: 0, commentCount: 2 });
  });

  it("CO-65: is not tried while the page knows that the server is not there", async () => {
    const talk = new Talk();
    const disk = new Disk();
    const store = page(talk, disk);
    disk.isLive = false;
    store.begin({ on: "map" }, "später");
    await vi.advanceTimersByTimeAsync(120_000);
    expect(talk.asked).toEqual([]);
    disk.isLive = true;
    store.outbox.send();
    await rest();
    expect(talk.taken.map(({ text }) => text)).toEqual(["später"]);
  });

  it("CO-65: survives the page, and is sent by the next one", async () => {
    const talk = new Talk();
    const disk = new Disk();
    talk.isUnreachable = true;
    const before = page(talk, disk);
    const threadId = before.begin({ on: "map" }, "von vorhin");
    await rest();
    await before.end();
    talk.isUnreachable = false;
    const after = page(talk, disk);
    await after.outbox.begin([]);
    expect(after.threads.get().get(threadId)?.waiting).toBe(1);
    await rest();
    expect(talk.taken.map(({ text }) => text)).toEqual(["von vorhin"]);
    expect(texts(after)).toEqual([]);
  });

  it("CO-66: is sent and shown once by two pages of one browser", async () => {
    const talk = new Talk();
    const disk = new Disk();
    const [left, right] = [page(talk, disk), page(talk, disk)];
    talk.isUnreachable = true;
    for (let at = 0; at < 5; at++) left.begin({ on: "map" }, `links ${at}`);
    for (let at = 0; at < 5; at++) right.begin({ on: "map" }, `rechts ${at}`);
    await rest();
    await rest();
    expect(texts(left)).toHaveLength(10);
    expect(new Set(texts(right))).toEqual(new Set(texts(left)));
    talk.isUnreachable = false;
    talk.asked.length = 0;
    left.outbox.send();
    right.outbox.send();
    for (let turn = 0; turn < 20; turn++) await rest();
    expect(talk.asked.filter((what) => what.startsWith("send"))).toHaveLength(10);
    expect(talk.taken).toHaveLength(10);
    expect([...texts(left), ...texts(right)]).toEqual([]);
  });

  it("CO-67: stays with its reason when the server refuses it; the others are sent; it can be sent again or given up", async () => {
    const talk = new Talk();
    talk.put({ id: "a" });
    const disk = new Disk();
    const store = page(talk, disk);
    talk.refuses.set("verboten", "no-access");
    store.reply("a", "verboten");
    store.reply("a", "erlaubt");
    store.reply("fort", "wohin");
    await rest();
    expect(talk.taken.map(({ text }) => text)).toEqual(["erlaubt"]);
    expect(store.waiting.get().map(({ text, problem }) => [text, problem])).toEqual([
      ["verboten", "no-access"],
      ["wohin", "no-such-thread"],
    ]);
    // Refused is not on its way: nothing holds the page for it.
    expect(store.outbox.state().waiting).toBe(0);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(talk.asked.filter((what) => what === "send verboten")).toHaveLength(1);
    // The next page knows why, too.
    expect(disk.kept.map(({ problem }) => problem)).toEqual(["no-access", "no-such-thread"]);

    const [refused, gone] = store.waiting.get();
    talk.refuses.clear();
    store.retry(refused?.id ?? "");
    store.discard(gone?.id ?? "");
    await rest();
    expect(talk.taken.map(({ text }) => text)).toEqual(["erlaubt", "verboten"]);
    expect(texts(store)).toEqual([]);
    expect(disk.kept).toEqual([]);
  });

  it("CO-67: a thread that the server cannot take now does not hold up the others", async () => {
    const talk = new Talk();
    talk.put({ id: "a" });
    talk.put({ id: "b" });
    const store = page(talk);
    talk.refuses.set("kaputt", "unexpected");
    store.reply("a", "kaputt");
    store.reply("a", "danach");
    store.reply("b", "woanders");
    await rest();
    expect(talk.taken.map(({ text }) => text)).toEqual(["woanders"]);
    expect(store.outbox.state().waiting).toBe(2);
    talk.refuses.clear();
    await vi.advanceTimersByTimeAsync(60_000);
    await rest();
    expect(talk.taken.map(({ text }) => text)).toEqual(["woanders", "kaputt", "danach"]);
  });

  it("CO-68: is sent also where the device can keep nothing, and that is said while it waits", async () => {
    const talk = new Talk();
    const disk = new Disk();
    disk.isFull = true;
    const store = page(talk, disk);
    talk.isUnreachable = true;
    store.begin({ on: "map" }, "nur hier");
    await rest();
    expect(store.outbox.state()).toEqual({ waiting: 1, outboxFailing: true });
    expect(store.outbox.unkept().map(({ text }) => text)).toEqual(["nur hier"]);
    talk.isUnreachable = false;
    store.outbox.send();
    await rest();
    expect(talk.taken).toHaveLength(1);
    expect(store.outbox.state()).toEqual({ waiting: 0, outboxFailing: false });
  });

  it("CO-69: is in the open thread once, as waiting or as taken", async () => {
    const talk = new Talk();
    talk.put({ id: "a" });
    const store = page(talk);
    await store.feed.ask();
    const look = store.look("a");
    await rest();
    store.reply("a", "Antwort");
    expect(store.waitingIn("a").map(({ text }) => text)).toEqual(["Antwort"]);
    await rest();
    expect(store.waitingIn("a")).toEqual([]);
    expect(look.value.get().answer?.comments.map(({ text }) => text)).toEqual(["Antwort"]);
    // What others write comes with the next number.
    talk.taken.push({ id: "c9", threadId: "a", text: "Von nebenan" });
    talk.put({ id: "a", commentCount: 3 });
    await store.feed.ask();
    await rest();
    expect(look.value.get().answer?.comments).toHaveLength(2);
    look.stop();
  });
});
