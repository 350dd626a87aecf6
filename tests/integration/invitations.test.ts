// Personal invitations on a real server: what a link opens, for whom, how often and until when.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lookAnswerSchema } from "#shared/access/api.ts";
import { mapListSchema } from "#shared/maps/api.ts";
import { CLOSE } from "#shared/protocol/closeCodes.ts";
import { askApi } from "../fixtures/askApi.ts";
import { bytesIn, inDatabase } from "../fixtures/dataFolder.ts";
import {
  accept,
  accessTo,
  giveRole,
  guestBy,
  invite,
  look,
  newMapAt,
  outcomeOf,
} from "../fixtures/guests.ts";
import { cookieOf } from "../fixtures/newPeople.ts";
import { type Somebody } from "../fixtures/people.ts";
import { quickestMs } from "../fixtures/quickest.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { closesOf, joinMap } from "../fixtures/stockClient.ts";
import { waitFor } from "../fixtures/waitFor.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;

let server: ServerProcess;
let url: string;
let mapId: string;

beforeAll(async () => {
  server = await startServer();
  ({ url } = server);
  mapId = (await newMapAt(url, "Wald 2050")).id;
});
afterAll(() => server.remove());

function expire(id: string, at = Date.now() - 1): void {
  inDatabase(server.dataDir, (database) => {
    database.prepare("update invitations set expires_at = ? where id = ?").run(at, id);
  });
}

async function listed(id: string) {
  const { invitations } = await accessTo(url, mapId);
  const found = invitations.find((invitation) => invitation.id === id);
  if (found === undefined) throw new Error("the invitation is not listed");
  return found;
}

const canOpen = async (somebody: Somebody): Promise<boolean> =>
  (await askApi(`${url}/api/maps/${mapId}`, { as: somebody })).status === 200;

describe("a personal invitation", () => {
  it("IV-1: is a link that is told once; its token is in no log and no file of the server", async () => {
    const { link, token, id } = await invite(url, mapId, { email: "expertin@example.org" });
    expect(link).toBe(`${url}/einladung#${token}`);
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    const guest = await guestBy(url, token);
    const sessionToken = decodeURIComponent(guest.cookie.split("=")[1] ?? "").split(".")[0] ?? "";
    expect(sessionToken.length).toBeGreaterThan(40);
    const everything = [
      server.log(),
      JSON.stringify(await accessTo(url, mapId)),
      bytesIn(server.dataDir).toString("latin1"),
    ].join("\n");
    expect(everything).toContain(id);
    expect(everything).not.toContain(token);
    expect(everything).not.toContain(sessionToken);
  });

  it("IV-2: says what it is to, and that uses nothing up; nor does any GET or HEAD", async () => {
    const { token, id } = await invite(url, mapId, { name: "Prof. Wald", maxUses: 1 });
    for (const method of ["GET", "HEAD"]) {
      for (const path of ["look", "accept", `accept?token=${token}`, token]) {
        const answer = await askApi(`${url}/api/invitations/${path}`, { method, as: null });
        expect(answer.status).toBe(404);
        expect(answer.headers["set-cookie"]).toBeUndefined();
      }
      await askApi(`${url}/einladung`, { method, as: null });
    }
    for (let count = 0; count < 3; count++) {
      const answer = await look(url, token);
      expect(lookAnswerSchema.parse(answer.json())).toMatchObject({
        mapTitle: "Wald 2050",
        invitedBy: server.owner.person.name,
        name: "Prof. Wald",
        role: "viewer",
        needsPassword: false,
      });
      expect(answer.headers["set-cookie"]).toBeUndefined();
    }
    const foreign: Record<string, string>[] = [
      { origin: "http://evil.example" },
      { "sec-fetch-site": "cross-site" },
    ];
    for (const headers of foreign) {
      const body = { token, name: "Prof. Wald", hasReadPrivacy: true };
      const path = `${url}/api/invitations/accept`;
      const answer = await askApi(path, { method: "POST", body, headers, as: null });
      expect(outcomeOf(answer)).toEqual([403, "foreign-origin"]);
    }
    expect(await listed(id)).toMatchObject({ uses: 0, people: [] });
    expect((await accept(url, token)).status).toBe(200);
  });

  it("IV-2: lets nobody in who has not confirmed the privacy notice and a name", async () => {
    const { token, id } = await invite(url, mapId);
    for (const body of [
      { token, name: "Dr. Expertin" },
      { token, name: "Dr. Expertin", hasReadPrivacy: false },
      { token, name: "  ", hasReadPrivacy: true },
      { token, name: "Dr. Expertin", hasReadPrivacy: true, role: "owner" },
      { token: "short", name: "Dr. Expertin", hasReadPrivacy: true },
    ]) {
      const path = `${url}/api/invitations/accept`;
      const answer = await askApi(path, { method: "POST", body, as: null });
      expect(outcomeOf(answer)).toEqual([400, "invalid-request"]);
    }
    expect((await listed(id)).uses).toBe(0);
  });

  it("HT-2: shows who is invited without what hides or reorders what stands beside it", async () => {
    const wanted = {
      name: "Dr.\u202e Wald",
      organisation: "In\u0000stitut\u2066",
      perspective: "A\nB",
    };
    const { id } = await invite(url, mapId, wanted);
    const shown = { name: "Dr. Wald", organisation: "Institut", perspective: "A B" };
    expect(await listed(id)).toMatchObject(shown);
  });

  it("IV-3: makes a guest with the invitation's role, for 14 days unless said otherwise", async () => {
    const { token, id } = await invite(url, mapId, { role: "commenter" });
    const guest = await guestBy(url, token, { name: "Anna Wald" });
    expect(guest.person).toMatchObject({ kind: "guest", name: "Anna Wald", isAdmin: false });
    const { expiresAt, createdAt, people } = await listed(id);
    expect(Math.round((expiresAt - createdAt) / DAY_MS)).toBe(14);
    expect(people).toMatchObject([{ id: guest.person.id, name: "Anna Wald", isGuest: true }]);
    const { maps } = mapListSchema.parse((await askApi(`${url}/api/maps`, { as: guest })).json());
    expect(maps.map((map) => [map.id, map.role])).toEqual([[mapId, "commenter"]]);
    const mine = await accessTo(url, mapId, guest);
    expect(mine.people.find((person) => person.id === guest.person.id)).toMatchObject({
      role: "commenter",
      organisation: "Institut",
      perspective: "Forschung",
      kind: "guest",
    });
  });

  it("IV-4: is one person, on however many devices; the same device uses it up once", async () => {
    const { token, id } = await invite(url, mapId, { name: "Dr. Zwei Geräte" });
    const first = await guestBy(url, token, { name: "Zwei Geräte" });
    const again = await accept(url, token, { as: first });
    expect([again.status, again.headers["set-cookie"]]).toEqual([200, undefined]);
    expect((await listed(id)).uses).toBe(1);
    const known = lookAnswerSchema.parse((await look(url, token)).json());
    expect(known.name).toBe("Zwei Geräte");
    const second = await guestBy(url, token, { name: "Zweite Geräte" });
    expect(second.person.id).toBe(first.person.id);
    expect(second.cookie).not.toBe(first.cookie);
    expect(await listed(id)).toMatchObject({ uses: 2, people: [{ name: "Zweite Geräte" }] });
  });

  it("IV-4: with a number of uses lets in that many devices, also when they come at once", async () => {
    const { token, id } = await invite(url, mapId, { maxUses: 2 });
    const answers = await Promise.all(Array.from({ length: 6 }, () => accept(url, token)));
    const outcomes = answers.map((answer) => answer.status).toSorted((a, b) => a - b);
    expect(outcomes).toEqual([200, 200, 410, 410, 410, 410]);
    const { uses, people } = await listed(id);
    expect([uses, people.length]).toEqual([2, 1]);
    const refused = answers.find(({ status }) => status === 410);
    expect(refused && outcomeOf(refused)).toEqual([410, "link-used"]);
    expect(outcomeOf(await look(url, token))).toEqual([410, "link-used"]);
  });

  it("IV-4: that is used up still lets those back in who came by it", async () => {
    const { token } = await invite(url, mapId, { maxUses: 1 });
    const guest = await guestBy(url, token);
    expect((await look(url, token, guest)).status).toBe(200);
    expect((await accept(url, token, { as: guest })).status).toBe(200);
  });
});

describe("a link that does not hold", () => {
  it("IV-5: says why: unknown, expired, revoked, of a deleted map", async () => {
    const unknown = "A".repeat(43);
    expect(outcomeOf(await look(url, unknown))).toEqual([404, "no-such-link"]);
    expect(outcomeOf(await accept(url, unknown))).toEqual([404, "no-such-link"]);

    const expired = await invite(url, mapId);
    expire(expired.id);
    expect(outcomeOf(await look(url, expired.token))).toEqual([410, "link-expired"]);
    expect(outcomeOf(await accept(url, expired.token))).toEqual([410, "link-expired"]);

    const revoked = await invite(url, mapId);
    const path = `${url}/api/maps/${mapId}/invitations/${revoked.id}`;
    for (let count = 0; count < 2; count++) {
      expect((await askApi(path, { method: "DELETE" })).status).toBe(204);
    }
    expect(outcomeOf(await look(url, revoked.token))).toEqual([410, "link-revoked"]);
    expect(outcomeOf(await accept(url, revoked.token))).toEqual([410, "link-revoked"]);
    const { uses, revokedAt } = await listed(revoked.id);
    expect(uses).toBe(0);
    expect(revokedAt).toBeGreaterThan(0);

    const gone = await newMapAt(url, "Gelöscht");
    const orphan = await invite(url, gone.id);
    await askApi(`${url}/api/maps/${gone.id}`, { method: "DELETE" });
    expect(outcomeOf(await accept(url, orphan.token))).toEqual([410, "map-deleted"]);
  });

  it("IV-6: ends the live session of who came by it, within a second of being revoked", async () => {
    const quickest = await quickestMs(1_000, async () => {
      const { token, id } = await invite(url, mapId, { role: "editor" });
      const guest = await guestBy(url, token);
      const client = await joinMap(server.syncUrl, mapId, {}, guest);
      const closes = closesOf(client);
      const path = `${url}/api/maps/${mapId}/invitations/${id}`;
      const before = performance.now();
      expect((await askApi(path, { method: "DELETE" })).status).toBe(204);
      await waitFor("the session has ended", () => closes.length > 0);
      const ms = Math.round(performance.now() - before);
      console.info(`an invitation was revoked: the live session ended after ${ms} ms`);
      // The client comes back by itself, and is judged anew.
      await waitFor("it was judged anew", () => closes.length > 1);
      expect(closes).toEqual([CLOSE.rightsChanged, CLOSE.noAccess]);
      client.leave();
      const asked = await askApi(`${url}/api/maps/${mapId}`, { as: guest });
      expect(outcomeOf(asked)).toEqual([403, "no-access"]);
      expect(outcomeOf(await accept(url, token, { as: guest }))).toEqual([410, "link-revoked"]);
      return ms;
    });
    expect(quickest).toBeLessThan(1_000);
  });

  it("IV-7: ends the live session when its time is over, without anybody doing anything", async () => {
    const { token, id } = await invite(url, mapId);
    const guest = await guestBy(url, token);
    const client = await joinMap(server.syncUrl, mapId, {}, guest);
    const closes = closesOf(client);
    expire(id, Date.now() + 1_500);
    // Any invitation that is made lets the server look when the next one expires.
    await invite(url, mapId);
    await waitFor("it was judged anew", () => closes.length > 1);
    expect(closes).toEqual([CLOSE.rightsChanged, CLOSE.noAccess]);
    client.leave();
  });
});

describe("renewing and changing", () => {
  it("IV-6: a renewed invitation has a new link, and those who came by the old one are themselves", async () => {
    const { token, id } = await invite(url, mapId, { maxUses: 1 });
    const guest = await guestBy(url, token);
    expire(id);
    expect(await canOpen(guest)).toBe(false);
    const path = `${url}/api/maps/${mapId}/invitations/${id}/renew`;
    const answer = await askApi(path, { method: "POST", body: { days: 30 } });
    expect(answer.status).toBe(200);
    const { link } = answer.json() as { link: string };
    const renewed = new URL(link).hash.slice(1);
    expect(renewed).not.toBe(token);
    expect(await canOpen(guest)).toBe(true);
    expect(outcomeOf(await accept(url, token))).toEqual([404, "no-such-link"]);
    const back = await guestBy(url, renewed);
    expect(back.person.id).toBe(guest.person.id);
    const { expiresAt, uses } = await listed(id);
    expect(Math.round((expiresAt - Date.now()) / DAY_MS)).toBe(30);
    expect(uses).toBe(1);
  });

  it("IV-6: a revoked invitation that is renewed holds again", async () => {
    const { token, id } = await invite(url, mapId);
    const guest = await guestBy(url, token);
    const path = `${url}/api/maps/${mapId}/invitations/${id}`;
    await askApi(path, { method: "DELETE" });
    expect(await canOpen(guest)).toBe(false);
    await askApi(`${path}/renew`, { method: "POST", body: {} });
    expect(await canOpen(guest)).toBe(true);
    expect((await listed(id)).revokedAt).toBeNull();
  });

  it("IV-8: another role holds for those who came by it, also where they had been given another", async () => {
    const { token, id } = await invite(url, mapId, { role: "editor" });
    const guest = await guestBy(url, token);
    const roleOf = async () => (await accessTo(url, mapId, guest)).mine;
    expect(await roleOf()).toBe("editor");
    await giveRole(url, mapId, guest, "viewer");
    expect(await roleOf()).toBe("viewer");
    const path = `${url}/api/maps/${mapId}/invitations/${id}`;
    const body = { role: "commenter" };
    expect((await askApi(path, { method: "PATCH", body })).status).toBe(204);
    expect(await roleOf()).toBe("commenter");
    const owner = await askApi(path, { method: "PATCH", body: { role: "owner" } });
    expect(outcomeOf(owner)).toEqual([400, "invalid-request"]);
  });
});

describe("somebody who is signed in", () => {
  it("IV-9: keeps being who they are, and gets what the invitation gives", async () => {
    const { token, id } = await invite(url, mapId, { role: "editor", maxUses: 1 });
    const member = await server.newMember("Mira");
    expect(await canOpen(member)).toBe(false);
    const answer = await accept(url, token, { as: member, name: "Jemand anders" });
    expect([answer.status, answer.headers["set-cookie"]]).toEqual([200, undefined]);
    const { mine, people } = await accessTo(url, mapId, member);
    expect(mine).toBe("editor");
    expect(people.find((person) => person.id === member.person.id)).toMatchObject({
      name: "Mira",
      kind: "member",
      invitationId: id,
    });
  });

  it("IV-9: keeps what they have if that is more, and uses nothing up", async () => {
    const { token, id } = await invite(url, mapId, { role: "viewer", maxUses: 1 });
    expect((await accept(url, token, { as: server.owner })).status).toBe(200);
    expect((await accessTo(url, mapId)).mine).toBe("owner");
    const editor = await server.newMember();
    await giveRole(url, mapId, editor, "editor");
    expect((await accept(url, token, { as: editor })).status).toBe(200);
    expect((await accessTo(url, mapId, editor)).mine).toBe("editor");
    expect(await listed(id)).toMatchObject({ uses: 0, people: [] });
  });

  it("IV-13: a link does not open the account of a guest who has become a member since", async () => {
    const { token } = await invite(url, mapId);
    const guest = await guestBy(url, token);
    // The link was passed on: somebody else is in as the same guest.
    const elsewhere = await guestBy(url, token);
    const made = await askApi(`${url}/api/admin/members/invitations`, {
      method: "POST",
      body: { name: "Dr. Expertin", email: null, guestId: guest.person.id, send: false },
    });
    const { link } = made.json() as { link: string };
    const joined = await askApi(`${url}/api/join/accept`, {
      method: "POST",
      as: guest,
      body: {
        token: new URL(link).hash.slice(1),
        name: "Dr. Expertin",
        email: "expertin@institut.example",
        password: "ein langes Kennwort",
      },
    });
    expect(joined.json()).toMatchObject({ id: guest.person.id, kind: "member" });
    for (const { cookie } of [guest, elsewhere]) {
      const before = await askApi(`${url}/api/maps`, { headers: { cookie } });
      expect(outcomeOf(before)).toEqual([401, "sign-in-needed"]);
    }
    const member = { cookie: cookieOf(joined), person: guest.person };
    expect(await canOpen(member)).toBe(true);
    const answer = await accept(url, token);
    expect(outcomeOf(answer)).toEqual([401, "sign-in-needed"]);
    expect(answer.headers["set-cookie"]).toBeUndefined();
  });

  it("IV-14: whom the owner removed does not come back by the link; who left may", async () => {
    const { token } = await invite(url, mapId);
    const guest = await guestBy(url, token);
    const path = `${url}/api/maps/${mapId}/members/${guest.person.id}`;
    const client = await joinMap(server.syncUrl, mapId, {}, guest);
    const closes = closesOf(client);
    expect((await askApi(path, { method: "DELETE" })).status).toBe(204);
    await waitFor("it was closed", () => closes.length > 0);
    expect(closes[0]).toBe(CLOSE.rightsChanged);
    client.leave();
    await waitFor("they are out", async () => !(await canOpen(guest)));
    for (const as of [guest, null]) {
      expect(outcomeOf(await accept(url, token, { as }))).toEqual([410, "link-revoked"]);
      expect(outcomeOf(await look(url, token, as))).toEqual([410, "link-revoked"]);
    }
    const other = await invite(url, mapId);
    const leaver = await guestBy(url, other.token);
    const own = `${url}/api/maps/${mapId}/members/${leaver.person.id}`;
    expect((await askApi(own, { method: "DELETE", as: leaver })).status).toBe(204);
    expect(await canOpen(leaver)).toBe(false);
    expect((await accept(url, other.token, { as: leaver })).status).toBe(200);
    expect(await canOpen(leaver)).toBe(true);
  });
});

describe("mail", () => {
  it("IV-12: without a mail server nothing is sent, nor made on the way to it", async () => {
    const before = (await accessTo(url, mapId)).invitations.length;
    const body = {
      name: "Dr. Post",
      organisation: "",
      perspective: "",
      email: "post@example.org",
      send: true,
    };
    const path = `${url}/api/maps/${mapId}/invitations`;
    expect(outcomeOf(await askApi(path, { method: "POST", body }))).toEqual([409, "no-mail"]);
    expect((await accessTo(url, mapId)).invitations.length).toBe(before);
    expect((await invite(url, mapId, { email: "post@example.org" })).isSent).toBe(false);
  });
});
