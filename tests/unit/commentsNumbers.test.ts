// The numbers of the talk under random operations: whoever follows them knows what somebody knows who begins anew. And what
// the queries read.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { REACTIONS, type Thread } from "#shared/comments/api.ts";
import { mentionOf } from "#shared/comments/tokens.ts";
import type { By } from "../../server/comments/TalkStep.ts";
import { threadsSince } from "../../server/comments/threadAnswer.ts";
import { SeededRandom } from "../fixtures/SeededRandom.ts";
import { openTalkRows, type TalkRows } from "../fixtures/talkRows.ts";

const STEPS = 120;
/** Those that failed once are kept. */
const SEEDS = [1, 2, 3];

let talk: TalkRows;

beforeEach(async () => {
  talk = await openTalkRows();
});
afterEach(() => talk.close());

/** Somebody who only ever asks for what is new, and keeps count by themselves. */
class Follower {
  readonly by: By;
  readonly threads = new Map<string, Thread>();
  #seq = 0;

  constructor(by: By) {
    this.by = by;
  }

  async ask(): Promise<void> {
    const { seq, threads } = await talk.since(this.by, this.#seq);
    const numbers = threads.map((thread) => thread.seq);
    expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
    expect(numbers.every((number) => number > this.#seq && number <= seq)).toBe(true);
    this.#seq = seq;
    for (const thread of threads) {
      if (thread.commentCount === 0) this.threads.delete(thread.id);
      else this.threads.set(thread.id, thread);
    }
  }
}

/** What the test itself knows of what was said. */
interface Said {
  id: string;
  threadId: string;
  by: By;
  number: number;
}

class Random {
  readonly #random: SeededRandom;
  readonly #people: readonly By[];
  readonly said: Said[] = [];
  readonly readUpTo = new Map<string, number>();

  constructor(seed: number, people: readonly By[]) {
    this.#random = new SeededRandom(seed);
    this.#people = people;
  }

  async step(): Promise<void> {
    const random = this.#random;
    const by = random.pick(this.#people);
    const some = this.said.length === 0 ? null : random.pick(this.said);
    if (some === null || random.chance(0.15)) {
      const { thread, comments } = await talk.begin(by, this.#words());
      this.said.push({ id: comments[0]?.id ?? "", threadId: thread.id, by, number: thread.seq });
      return;
    }
    const { threadId, id } = some;
    switch (random.whole(0, 6)) {
      case 0:
      case 1: {
        const said = await talk.say(by, threadId, this.#words());
        const { thread } = await talk.thread(by, threadId);
        this.said.push({ id: said, threadId, by, number: thread.lastNumber });
        return;
      }
      case 2:
        await talk.comments.edit(some.by, id, this.#words());
        return;
      case 3:
        await talk.comments.remove(some.by, "commenter", id);
        this.said.splice(this.said.indexOf(some), 1);
        return;
      case 4:
        await talk.comments.react(by, id, random.pick(REACTIONS), random.chance(0.6));
        return;
      case 5:
        await talk.resolutions.set(by, "owner", threadId, {
          state: "resolved",
          outcome: random.chance(0.5) ? "noted" : null,
          reason: "",
        });
        return;
      default:
        await this.#read(by, threadId);
    }
  }

  /** One thread or all, up to anywhere; forwards alone counts. */
  async #read(by: By, threadId: string): Promise<void> {
    const last = Math.max(...this.said.map(({ number }) => number));
    const upTo = this.#random.whole(0, last);
    const isAll = this.#random.chance(0.2);
    if (isAll) await talk.marks.readAll(by, upTo);
    else await talk.marks.read(by, threadId, upTo);
    for (const { threadId: id } of this.said) {
      const key = `${by.personId} ${id}`;
      if (isAll || id === threadId) {
        this.readUpTo.set(key, Math.max(upTo, this.readUpTo.get(key) ?? 0));
      }
    }
  }

  unreadOf(by: By, threadId: string): number {
    const upTo = this.readUpTo.get(`${by.personId} ${threadId}`) ?? 0;
    const others = this.said.filter((one) => one.by !== by && one.threadId === threadId);
    return others.filter(({ number }) => number > upTo).length;
  }

  #words(): string {
    const whom = this.#random.chance(0.3)
      ? mentionOf(this.#random.pick(this.#people).personId)
      : "";
    return `${this.#random.word(8)} ${whom}`;
  }
}

describe("numbers", () => {
  it.each(SEEDS)(
    "CO-3, CO-4: who follows what is new knows what is there (seed %i)",
    async (seed) => {
      const mapId = await talk.map(await talk.person("Owner"));
      const names = ["Anna", "Ben", "Carla"];
      const people: By[] = [];
      for (const name of names) people.push({ mapId, personId: await talk.person(name) });
      for (const { personId } of people) await talk.giveRole(mapId, personId, "commenter");
      const random = new Random(seed, people);
      const followers = people.map((by) => new Follower(by));
      const chance = new SeededRandom(seed + 1_000);
      let last = 0;
      for (let step = 0; step < STEPS; step++) {
        await random.step();
        const { seq } = await talk.since({ mapId, personId: "nobody" }, last);
        expect(seq).toBeGreaterThanOrEqual(last);
        last = seq;
        for (const follower of followers) if (chance.chance(0.3)) await follower.ask();
      }
      const counted = new Map<string, number>();
      for (const { threadId } of random.said) {
        counted.set(threadId, (counted.get(threadId) ?? 0) + 1);
      }
      expect(counted.size).toBeGreaterThan(3);
      for (const follower of followers) {
        await follower.ask();
        const all = new Map((await talk.since(follower.by, 0)).threads.map((one) => [one.id, one]));
        expect(new Set(follower.threads.keys())).toEqual(new Set(all.keys()));
        expect(new Set(all.keys())).toEqual(new Set(counted.keys()));
        for (const [id, thread] of all) {
          // Their own marks change without a number: those are asked for by themselves.
          const known = { ...follower.threads.get(id), unread: thread.unread };
          expect(known).toEqual(thread);
          expect(thread.commentCount).toBe(counted.get(id));
          expect(thread.unread).toBe(random.unreadOf(follower.by, id));
        }
      }
    },
  );

  it("CO-3: a number from before a backup was put back is answered with everything", async () => {
    const mapId = await talk.map(null);
    const by = { mapId, personId: await talk.person("Anna") };
    await talk.begin(by);
    expect(await threadsSince(talk.db, by, 1_000)).toMatchObject({ seq: 1, threads: [{ seq: 1 }] });
  });

  it("CO-3: more threads than go into one answer come in several", async () => {
    const mapId = await talk.map(null);
    const by = { mapId, personId: await talk.person("Anna") };
    talk.fill(by, { threads: 2_050, comments: 1 });
    const first = await threadsSince(talk.db, by, 0);
    expect(first).toMatchObject({ more: true, seq: 1_000 });
    expect(first.threads).toHaveLength(1_000);
    const { threads, seq } = await talk.since(by, 0);
    expect([threads.length, seq, new Set(threads.map(({ id }) => id)).size]).toEqual([
      2_050, 2_050, 2_050,
    ]);
  });
});

it("CO-5: no query of the list, of a thread and of one's own marks reads a whole table", async () => {
  const mapId = await talk.map(null);
  const by = { mapId, personId: await talk.person("Anna") };
  talk.fill(by, { threads: 500, comments: 10 });
  const { thread } = await talk.begin(by, mentionOf(by.personId));
  const asked = await talk.queriesOf(async () => {
    await threadsSince(talk.db, by, 0);
    await threadsSince(talk.db, by, 400);
    await talk.thread(by, thread.id);
    await talk.marks.mine(by);
  });
  expect(asked.length).toBeGreaterThan(10);
  for (const sql of asked) {
    const plan = talk.database.connection.prepare(`explain query plan ${sql}`).all() as {
      detail: string;
    }[];
    expect(
      plan.filter(({ detail }) => detail.startsWith("SCAN")),
      sql,
    ).toEqual([]);
  }
});
