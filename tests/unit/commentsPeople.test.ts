// Comments and people: who is mentioned, who could be, how authors are shown, and what everybody has read.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MAX_MENTIONS } from "#shared/comments/api.ts";
import { mentionOf } from "#shared/comments/tokens.ts";
import { newId } from "#shared/map/ids.ts";
import { roleOn } from "../../server/access/roles.ts";
import { authorsOf, mentionablePeople } from "../../server/comments/authors.ts";
import { TalkLimits } from "../../server/comments/TalkLimits.ts";
import type { By } from "../../server/comments/TalkStep.ts";
import { threadsSince } from "../../server/comments/threadAnswer.ts";
import { openTalkRows, type TalkRows } from "../fixtures/talkRows.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;

let talk: TalkRows;
let mapId: string;
let anna: By;
let ben: By;

beforeEach(async () => {
  talk = await openTalkRows();
  const annaId = await talk.person("Anna");
  mapId = await talk.map(annaId);
  anna = { mapId, personId: annaId };
  ben = { mapId, personId: await talk.person("Ben") };
  await talk.giveRole(mapId, ben.personId, "commenter");
});
afterEach(() => talk.close());

interface Invited {
  on?: string;
  perspective?: string;
  organisation?: string;
  expiresAt?: number;
  revokedAt?: number | null;
  removedAt?: number | null;
  joinedAt?: number;
}

/** Lets a person come by an invitation. */
async function cameBy(personId: string, invited: Invited = {}): Promise<void> {
  const id = newId();
  await talk.db
    .insertInto("invitations")
    .values({
      id,
      map_id: invited.on ?? mapId,
      kind: "personal",
      token_hash: id,
      name: "",
      organisation: invited.organisation ?? "",
      perspective: invited.perspective ?? "",
      role: "commenter",
      email: null,
      password: null,
      created_by: anna.personId,
      created_at: 1,
      expires_at: invited.expiresAt ?? Date.now() + DAY_MS,
      revoked_at: invited.revokedAt ?? null,
      max_uses: null,
    })
    .execute();
  await talk.db
    .insertInto("invited_people")
    .values({
      invitation_id: id,
      map_id: invited.on ?? mapId,
      person_id: personId,
      came_as: "guest",
      role: null,
      joined_at: invited.joinedAt ?? 1,
      removed_at: invited.removedAt ?? null,
    })
    .execute();
}

async function erase(personId: string): Promise<void> {
  await talk.db
    .updateTable("people")
    .set({ erased_at: 1, name: "", kind: "guest" })
    .where("id", "=", personId)
    .execute();
}

/** One of every way to stand before the map. */
async function everybody(): Promise<Record<string, string>> {
  const somebody = (kind: "member" | "guest") => talk.person(kind, kind);
  const guest = async (invited: Invited): Promise<string> => {
    const id = await somebody("guest");
    await cameBy(id, invited);
    return id;
  };
  const erased = await somebody("member");
  await talk.giveRole(mapId, erased, "editor");
  await erase(erased);
  return {
    owner: anna.personId,
    commenter: ben.personId,
    member: await somebody("member"),
    guest: await guest({}),
    expired: await guest({ expiresAt: Date.now() - 1 }),
    revoked: await guest({ revokedAt: 1 }),
    removed: await guest({ removedAt: 1 }),
    elsewhere: await guest({ on: await talk.map(anna.personId) }),
    nobody: await somebody("guest"),
    erased,
  };
}

describe("who can be mentioned", () => {
  it("CO-15: everybody who may open the map, as grantFor says it for each of them; nobody who was erased", async () => {
    const people = await everybody();
    for (const teamRole of [null, "viewer"] as const) {
      await talk.db
        .updateTable("maps")
        .set({ team_role: teamRole })
        .where("id", "=", mapId)
        .execute();
      const found = (await mentionablePeople(talk.db, mapId)).map(({ id }) => id);
      const wanted: string[] = [];
      for (const [what, id] of Object.entries(people)) {
        const { kind } = await talk.db
          .selectFrom("people")
          .select("kind")
          .where("id", "=", id)
          .executeTakeFirstOrThrow();
        if (what !== "erased" && (await roleOn(talk.db, { id, kind }, mapId)) !== null)
          wanted.push(id);
      }
      expect(found.toSorted()).toEqual(wanted.toSorted());
      expect(found.includes(people["member"] ?? "")).toBe(teamRole !== null);
    }
  });

  it("CO-14: of all who are named in a comment only those are mentioned, told and spoken of", async () => {
    const people = await everybody();
    const text = `${Object.values(people).map(mentionOf).join(" ")} ${mentionOf("__proto__")}`;
    const { thread, authors } = await talk.begin(ben, text);
    const mentioned = ["owner", "commenter", "guest"].map((what) => people[what] ?? "");
    expect(authors.map(({ id }) => id).toSorted()).toEqual(mentioned.toSorted());
    expect(talk.told).toMatchObject([
      { type: "commented", mentions: [people["owner"], people["guest"]] },
    ]);
    const list = await threadsSince(talk.db, anna, 0);
    const shown = new Set(mentioned);
    expect(list.authors.every(({ id }) => shown.has(id))).toBe(true);
    for (const [what, personId] of Object.entries(people)) {
      const seen = (await talk.thread({ mapId, personId }, thread.id)).thread;
      const isMentioned = mentioned.includes(personId);
      expect([what, seen.mentionsMe, seen.follows]).toEqual([what, isMentioned, isMentioned]);
    }
  });

  it("CO-14: an edit mentions those who are new in it, and forgets those who are not in it any more", async () => {
    const { thread, comments } = await talk.begin(anna, `Hallo ${mentionOf(ben.personId)}`);
    const carla = await talk.person("Carla", "guest");
    await cameBy(carla);
    const id = comments[0]?.id ?? "";
    await talk.comments.edit(anna, id, `${mentionOf(ben.personId)} und ${mentionOf(carla)}`);
    expect(talk.told.at(-1)).toMatchObject({ type: "edited", mentions: [carla] });
    // Who was mentioned while they could open the map stays so.
    await talk.db.updateTable("invited_people").set({ removed_at: 1 }).execute();
    await talk.comments.edit(anna, id, `Nur ${mentionOf(carla)}`);
    expect(talk.told.at(-1)).toMatchObject({ type: "edited", mentions: [] });
    const seen = async (personId: string) =>
      (await talk.thread({ mapId, personId }, thread.id)).thread;
    expect(await seen(ben.personId)).toMatchObject({ mentionsMe: false, follows: true });
    expect(await seen(carla)).toMatchObject({ mentionsMe: true });
  });

  it("CO-14: more people than can be meant are refused, the same person often is not", async () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, at) => mentionOf(`p${at}`)).join("");
    const begin = (text: string) =>
      talk.threads.begin(anna, {
        id: newId(),
        anchor: { on: "map" },
        comment: { id: newId(), text },
      });
    expect(await begin(many(MAX_MENTIONS + 1))).toEqual({ problem: "too-many-mentions" });
    expect(await begin(many(MAX_MENTIONS))).toBeUndefined();
    expect(await begin(mentionOf(ben.personId).repeat(300))).toBeUndefined();
    const { thread, comments } = await talk.begin(anna);
    const first = comments[0]?.id ?? "";
    for (const refused of [
      await talk.threads.reply(ben, thread.id, { id: newId(), text: many(MAX_MENTIONS + 1) }),
      await talk.comments.edit(anna, first, many(MAX_MENTIONS + 1)),
    ]) {
      expect(refused).toEqual({ problem: "too-many-mentions" });
    }
  });
});

it("CO-16: an author is who they are today, from where they came to this map; an erased one has no name", async () => {
  const guest = await talk.person("Dr. Gast", "guest");
  await cameBy(guest, {
    perspective: "Verwaltung",
    organisation: "Stadt",
    revokedAt: 1,
    joinedAt: 5,
  });
  await cameBy(guest, { perspective: "Später", joinedAt: 9 });
  await cameBy(guest, { on: await talk.map(anna.personId), perspective: "Anderswo", joinedAt: 2 });
  const { authors } = await talk.begin({ mapId, personId: guest });
  expect(authors).toMatchObject([
    {
      id: guest,
      name: "Dr. Gast",
      isGuest: true,
      perspective: "Verwaltung",
      organisation: "Stadt",
    },
  ]);
  await talk.db.updateTable("people").set({ name: "Neuer Name" }).where("id", "=", guest).execute();
  expect((await authorsOf(talk.db, mapId, [guest]))[0]?.name).toBe("Neuer Name");
  await erase(guest);
  const [erased] = (await threadsSince(talk.db, anna, 0)).authors;
  expect(erased).toMatchObject({ name: "", isErased: true, perspective: "", organisation: "" });
});

describe("what somebody has read", () => {
  it("CO-12: unread are the comments of others beyond what one has read, and nobody's marks change another's", async () => {
    const { thread } = await talk.begin(anna);
    await talk.say(anna, thread.id);
    await talk.say(ben, thread.id);
    const other = await talk.begin(anna);
    const seen = async (by: By) => {
      const { threads } = await talk.since(by, 0);
      const { unread } = await talk.marks.mine(by);
      const counts = Object.fromEntries(threads.map(({ id, unread: count }) => [id, count]));
      expect(unread).toEqual(
        Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)),
      );
      return [counts[thread.id], counts[other.thread.id]];
    };
    expect(await seen(ben)).toEqual([2, 1]);
    expect(await seen(anna)).toEqual([1, 0]);
    await talk.marks.read(ben, thread.id, 1);
    expect(await seen(ben)).toEqual([1, 1]);
    await talk.marks.read(ben, thread.id, 0);
    expect(await seen(ben)).toEqual([1, 1]);
    await talk.marks.readAll(ben, 2);
    expect(await seen(ben)).toEqual([0, 1]);
    await talk.marks.readAll(ben, Number.MAX_SAFE_INTEGER);
    expect(await seen(ben)).toEqual([0, 0]);
    expect(await seen(anna)).toEqual([1, 0]);
    // Whatever was marked: what is said afterwards is new.
    await talk.say(anna, thread.id);
    expect(await seen(ben)).toEqual([1, 0]);
    expect(await talk.marks.read(ben, newId(), 1)).toEqual({ problem: "no-such-thread" });
  });

  it("CO-19: of one's own marks nobody else hears", async () => {
    const { thread } = await talk.begin(anna);
    const before = talk.heard.length;
    await talk.marks.read(ben, thread.id, 1);
    await talk.marks.readAll(ben, 1);
    await talk.marks.follow(ben, thread.id, true);
    await talk.marks.release(ben, "named");
    const own = { type: "changed", topic: "notices", personId: ben.personId };
    expect(talk.heard.slice(before)).toEqual([own, own, own, own]);
    expect((await talk.since(anna, 0)).seq).toBe(1);
  });

  it("CO-13: who writes in a thread follows it, unless they said that they do not want to", async () => {
    const { thread } = await talk.begin(anna);
    const follows = async (by: By) => (await talk.thread(by, thread.id)).thread.follows;
    expect([await follows(anna), await follows(ben)]).toEqual([true, false]);
    await talk.say(ben, thread.id);
    expect(await follows(ben)).toBe(true);
    expect((await talk.marks.mine(ben)).follows).toEqual([thread.id]);
    await talk.marks.follow(ben, thread.id, false);
    await talk.say(ben, thread.id);
    await talk.say(anna, thread.id, mentionOf(ben.personId));
    expect(await follows(ben)).toBe(false);
    expect((await talk.marks.mine(ben)).follows).toEqual([]);
    await talk.marks.follow(ben, thread.id, true);
    expect(await follows(ben)).toBe(true);
  });

  it("CO-22: one's comments leave the house by perspective, unless one chose one's name, on each map alone", async () => {
    const other = { ...ben, mapId: await talk.map(anna.personId) };
    const release = async (by: By) => (await talk.marks.mine(by)).release;
    await talk.marks.release(ben, "named");
    expect([await release(ben), await release(anna), await release(other)]).toEqual([
      "named",
      "perspective",
      "perspective",
    ]);
    await talk.marks.release(ben, "perspective");
    expect(await release(ben)).toBe("perspective");
  });
});

it("CO-25: whoever sends without end waits, and only they; who pauses goes on", () => {
  let now = 0;
  const limits = new TalkLimits(() => now);
  const refused = (person: string) => limits.take(person, "say") > 0;
  const taken = Array.from({ length: 1_000 }, () => refused("ben")).filter((is) => !is).length;
  expect(taken).toBeGreaterThanOrEqual(100);
  expect(taken).toBeLessThan(300);
  expect(refused("ben")).toBe(true);
  expect(refused("anna")).toBe(false);
  expect(limits.take("ben", "do")).toBe(0);
  now += 60_000;
  const again = Array.from({ length: 60 }, () => refused("ben"));
  expect(again).not.toContain(true);
});
