// Erasing people on a real server: who may, what ends with it, what stays, and what is in the way.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Role } from "#shared/access/policy.ts";
import { auditSchema } from "#shared/access/api.ts";
import { mapListSchema } from "#shared/maps/api.ts";
import { memberListSchema, type Me } from "#shared/people/api.ts";
import { stillOwnsSchema } from "#shared/people/dataApi.ts";
import { CLOSE } from "#shared/protocol/closeCodes.ts";
import { askApi, type Answer } from "../fixtures/askApi.ts";
import { inDatabase } from "../fixtures/dataFolder.ts";
import {
  accept,
  accessTo,
  giveRole,
  guestBy,
  invite,
  look,
  newMapAt,
  outcomeOf,
  setOpenLink,
} from "../fixtures/guests.ts";
import type { As, Somebody } from "../fixtures/people.ts";
import { quickestMs } from "../fixtures/quickest.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { closesOf, joinMap } from "../fixtures/stockClient.ts";
import { waitFor } from "../fixtures/waitFor.ts";

const PASSWORD = "ein langes Kennwort";

let server: ServerProcess;
let url: string;

beforeAll(async () => {
  server = await startServer();
  ({ url } = server);
});
afterAll(() => server.remove());

const eraseMe = (as: As, body: unknown = { confirm: true, password: PASSWORD }): Promise<Answer> =>
  askApi(`${url}/api/me`, { method: "DELETE", body, as });
const eraseMember = ({ person }: Somebody, body?: unknown, as?: As): Promise<Answer> =>
  askApi(`${url}/api/admin/members/${person.id}`, { method: "DELETE", body, as });
const giveRoleAs = (as: As, mapId: string, { person }: Somebody, role: Role): Promise<Answer> =>
  askApi(`${url}/api/maps/${mapId}/members/${person.id}`, { method: "PUT", body: { role }, as });
const eraseGuest = (mapId: string, { person }: Somebody, as?: As): Promise<Answer> =>
  askApi(`${url}/api/maps/${mapId}/guests/${person.id}`, { method: "DELETE", as });

async function isKnown(somebody: Somebody): Promise<boolean> {
  const answer = await askApi(`${url}/api/session`, { as: somebody });
  return (answer.json() as { me: Me | null }).me !== null;
}

async function setAdmin({ person }: Somebody, isAdmin: boolean): Promise<void> {
  const path = `${url}/api/admin/members/${person.id}`;
  const answer = await askApi(path, { method: "PATCH", body: { isAdmin } });
  expect(answer.status).toBe(200);
}

describe("erasing oneself", () => {
  it("DP-2: needs to be meant, and the password of who has one", async () => {
    const member = await server.newMember("Nora Unsicher");
    const empty = await askApi(`${url}/api/me`, { method: "DELETE", as: member });
    expect(outcomeOf(empty)).toEqual([400, "invalid-request"]);
    for (const body of [{}, { confirm: false }, { confirm: "true", password: PASSWORD }]) {
      expect(outcomeOf(await eraseMe(member, body))).toEqual([400, "invalid-request"]);
    }
    expect(outcomeOf(await eraseMe(member, { confirm: true }))).toEqual([403, "wrong-password"]);
    const wrong = { confirm: true, password: "ein anderes Kennwort" };
    expect(outcomeOf(await eraseMe(member, wrong))).toEqual([403, "wrong-password"]);
    expect(outcomeOf(await eraseMe(null))).toEqual([401, "sign-in-needed"]);
    expect(await isKnown(member)).toBe(true);
  });

  it("DP-2: ends every session and every way to sign in, and the address is free again", async () => {
    const member = await server.newMember("Nora Sicher");
    const { email } = member.person;
    if (email === null) throw new Error("a member has an address");
    const signIn = () =>
      askApi(`${url}/api/sign-in/password`, {
        method: "POST",
        body: { email, password: PASSWORD },
        as: null,
      });
    expect((await signIn()).status).toBe(204);
    const answer = await eraseMe(member);
    expect([answer.status, answer.text]).toEqual([204, ""]);
    expect(String(answer.headers["set-cookie"])).toMatch(/zlk_session=; Max-Age=0/);
    expect(await isKnown(member)).toBe(false);
    expect(outcomeOf(await signIn())).toEqual([401, "wrong-credentials"]);
    expect(outcomeOf(await eraseMe(member))).toEqual([401, "sign-in-needed"]);
    const rows = inDatabase(server.dataDir, (database) =>
      ["sessions", "accounts", "passkeys", "mailed_links", "map_members", "invited_people"].map(
        (table) =>
          database
            .prepare(`select count(*) as n from ${table} where person_id = ?`)
            .get(member.person.id)?.["n"],
      ),
    );
    expect(rows).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it("DP-17: what was on its way when they were erased changes nothing any more", async () => {
    const member = await server.newMember("Nora Langsam");
    const { id } = member.person;
    await eraseMe(member);
    // As a request would that had been let in before.
    const left = inDatabase(server.dataDir, (database) => {
      database.prepare("update people set name = 'Nora', erased_at = null where id = ?").run(id);
      const session = "insert into sessions (id, token, person_id, expires_at) values (?, ?, ?, ?)";
      database.prepare(session).run("s", "t", id, "2999-01-01T00:00:00.000Z");
      const { name } = database.prepare("select name from people where id = ?").get(id) ?? {};
      const { n } =
        database.prepare("select count(*) as n from sessions where person_id = ?").get(id) ?? {};
      return [name, n];
    });
    expect(left).toEqual(["", 0]);
  });
});

describe("what stays of who was erased", () => {
  it("DP-3: their work, of which lists and the log only say that somebody did it who is no more", async () => {
    const { id: mapId } = await newMapAt(url, "Verwaist");
    const editor = await server.newMember("Emil Editor");
    await giveRole(url, mapId, editor, "editor");
    const client = await joinMap(server.syncUrl, mapId, {}, editor);
    client.doc.getMap("nodes").delete("start-n01");
    const card = async () => {
      const answer = await askApi(`${url}/api/maps`);
      const map = mapListSchema.parse(answer.json()).maps.find((one) => one.id === mapId);
      if (map === undefined) throw new Error("the map is listed");
      return map;
    };
    await waitFor("their change is listed", async () => (await card()).changedBy === "Emil Editor");
    expect((await eraseMember(editor)).status).toBe(204);
    expect(await card()).toMatchObject({
      nodeCount: 28,
      changedBy: null,
      isChangedByErased: true,
      isChangedByGuest: false,
    });
    client.leave();
    // Also from the row alone, when nobody is on the map.
    await server.restart();
    expect(await card()).toMatchObject({ nodeCount: 28, changedBy: null, isChangedByErased: true });
    const log = auditSchema.parse((await askApi(`${url}/api/admin/audit`)).json());
    const erased = log.entries.find(({ action }) => action === "person.erased");
    expect(erased).toMatchObject({ actorId: server.owner.person.id, subjectId: editor.person.id });
    expect(log.entries.some(({ actorId }) => actorId === editor.person.id)).toBe(true);
    expect(Object.keys(log.names)).not.toContain(editor.person.id);
    const { people, others } = await accessTo(url, mapId);
    const ids = [...people, ...others].map(({ id }) => id);
    expect(ids).not.toContain(editor.person.id);
    const again = await joinMap(server.syncUrl, mapId);
    expect(again.doc.getMap("nodes").size).toBe(28);
    again.leave();
  });

  it("DP-4: live connections end within a second, and nobody gets back in", async () => {
    const quickest = await quickestMs(1_000, async () => {
      const { id: mapId } = await newMapAt(url);
      const member = await server.newMember("Lea Live");
      await giveRole(url, mapId, member, "editor");
      const clients = [
        await joinMap(server.syncUrl, mapId, {}, member),
        await joinMap(server.syncUrl, mapId, {}, member),
      ];
      const closes = clients.map(closesOf);
      const witness = await joinMap(server.syncUrl, mapId);
      const witnessed = closesOf(witness);
      const before = performance.now();
      const erasing = eraseMember(member);
      await waitFor("both are closed", () => closes.every((codes) => codes.length > 0));
      const ms = Math.round(performance.now() - before);
      console.info(`somebody was erased: their live sessions ended after ${ms} ms`);
      expect((await erasing).status).toBe(204);
      await waitFor("both were judged anew", () => closes.every((codes) => codes.length > 1));
      for (const codes of closes) expect(codes).toEqual([CLOSE.rightsChanged, CLOSE.signInNeeded]);
      expect(witnessed).toEqual([]);
      for (const client of [...clients, witness]) client.leave();
      return ms;
    });
    expect(quickest).toBeLessThan(1_000);
  });

  it("DP-8: links they made to maps still hold; invitations to become a member that wait do not", async () => {
    const leaving = await server.newMember("Ina Einladend");
    const { id: mapId } = await newMapAt(url, "Gemeinsam", leaving);
    const body = { name: "Dr. X", organisation: "", perspective: "" };
    const path = `${url}/api/maps/${mapId}/invitations`;
    const made = await askApi(path, { method: "POST", body, as: leaving });
    const token = new URL((made.json() as { link: string }).link).hash.slice(1);
    const heir = await server.newMember("Erbin");
    await giveRoleAs(leaving, mapId, heir, "owner");
    await setAdmin(leaving, true);
    const invited = await askApi(`${url}/api/admin/members/invitations`, {
      method: "POST",
      body: { name: "Neu", email: null, guestId: null, send: false },
      as: leaving,
    });
    const joinToken = new URL((invited.json() as { link: string }).link).hash.slice(1);
    expect((await eraseMe(leaving)).status).toBe(204);
    expect((await look(url, token)).json()).toMatchObject({ mapTitle: "Gemeinsam", invitedBy: "" });
    const guest = await guestBy(url, token);
    expect((await askApi(`${url}/api/maps/${mapId}`, { as: guest })).status).toBe(200);
    const join = { method: "POST", body: { token: joinToken }, as: null };
    expect(outcomeOf(await askApi(`${url}/api/join/look`, join))).toEqual([404, "no-such-link"]);
  });
});

describe("what is in the way", () => {
  it("DP-5: maps that nobody else owns, which are named; the bin is not in the way", async () => {
    const member = await server.newMember("Olga Allein");
    const first = await newMapAt(url, "Alleine A", member);
    const second = await newMapAt(url, "Alleine B", member);
    const shared = await newMapAt(url, "Nicht alleine", member);
    const other = await server.newMember("Andere");
    const own = (mapId: string) => giveRoleAs(member, mapId, other, "owner");
    await own(shared.id);
    const refused = await eraseMe(member);
    expect(outcomeOf(refused)).toEqual([409, "last-owner"]);
    const { maps } = stillOwnsSchema.parse(refused.json());
    expect(maps).toEqual([
      { id: first.id, title: "Alleine A" },
      { id: second.id, title: "Alleine B" },
    ]);
    expect(await isKnown(member)).toBe(true);
    await own(first.id);
    await askApi(`${url}/api/maps/${second.id}`, { method: "DELETE", as: member });
    expect((await eraseMe(member)).status).toBe(204);
    expect((await accessTo(url, first.id, other)).mine).toBe("owner");
  });

  it("DP-5: being the only one who runs the installation", async () => {
    const refused = await eraseMe(server.owner, { confirm: true });
    expect(outcomeOf(refused)).toEqual([409, "last-admin"]);
    // Not by the way around the password either.
    const itself = await eraseMember(server.owner, {});
    expect(outcomeOf(itself)).toEqual([400, "invalid-request"]);
    expect(await isKnown(server.owner)).toBe(true);
  });

  it("DP-5: of two only owners who go at once, one stays", async () => {
    const pair = [await server.newMember("Paar A"), await server.newMember("Paar B")] as const;
    const { id: mapId } = await newMapAt(url, "Zu zweit", pair[0]);
    await giveRoleAs(pair[0], mapId, pair[1], "owner");
    const answers = await Promise.all(pair.map((one) => eraseMember(one)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 409]);
  });
});

describe("erasing others", () => {
  it("DP-6: is for those who run the installation, who say who gets what would be nobody's", async () => {
    const leaver = await server.newMember("Gerd Gegangen");
    const { id: mapId } = await newMapAt(url, "Hinterlassen", leaver);
    const heir = await server.newMember("Hedwig Erbin");
    expect(outcomeOf(await eraseMember(leaver, {}, heir))).toEqual([403, "no-access"]);
    expect(outcomeOf(await eraseMember(leaver, {}, null))).toEqual([401, "sign-in-needed"]);
    expect(outcomeOf(await eraseMember(leaver))).toEqual([409, "last-owner"]);
    for (const handOverTo of [leaver.person.id, "nobody"]) {
      expect(outcomeOf(await eraseMember(leaver, { handOverTo }))).toEqual([404, "not-found"]);
    }
    const wrong = { handOverTo: heir.person.id, role: "owner" };
    expect(outcomeOf(await eraseMember(leaver, wrong))).toEqual([400, "invalid-request"]);
    await giveRoleAs(leaver, mapId, heir, "viewer");
    const client = await joinMap(server.syncUrl, mapId, {}, heir);
    const closes = closesOf(client);
    const done = await eraseMember(leaver, { handOverTo: heir.person.id });
    expect(done.status).toBe(204);
    // Whoever reads it at that moment comes back as its owner.
    await waitFor("they are let in anew", () => closes.length > 0);
    expect(closes).toEqual([CLOSE.rightsChanged]);
    client.leave();
    expect((await accessTo(url, mapId, heir)).mine).toBe("owner");
    // Who ran it has no right on the map by that.
    expect(outcomeOf(await askApi(`${url}/api/maps/${mapId}`))).toEqual([403, "no-access"]);
    expect(outcomeOf(await eraseMember(leaver))).toEqual([404, "not-found"]);
    const { members } = memberListSchema.parse((await askApi(`${url}/api/admin/members`)).json());
    expect(members.map(({ id }) => id)).not.toContain(leaver.person.id);
  });
});

describe("guests", () => {
  it("DP-7: erase themselves, and the link that was made for them is none any more", async () => {
    const { id: mapId } = await newMapAt(url, "Gastlich");
    const { token, id } = await invite(url, mapId, { name: "Dr. Gast", role: "editor" });
    const guest = await guestBy(url, token, { name: "Gustav Gast" });
    expect((await eraseMe(guest, { confirm: true })).status).toBe(204);
    expect(await isKnown(guest)).toBe(false);
    expect(outcomeOf(await accept(url, token))).toEqual([404, "no-such-link"]);
    const { invitations, people } = await accessTo(url, mapId);
    expect(invitations.map((one) => one.id)).not.toContain(id);
    expect(people.map((one) => one.id)).not.toContain(guest.person.id);
  });

  it("DP-7: who came by the open link goes alone: it stays for the others", async () => {
    const { id: mapId } = await newMapAt(url, "Offen");
    const { token } = await setOpenLink(url, mapId);
    const [first, second] = [await guestBy(url, token), await guestBy(url, token)];
    expect((await eraseMe(first, { confirm: true })).status).toBe(204);
    expect((await askApi(`${url}/api/maps/${mapId}`, { as: second })).status).toBe(200);
    expect((await accept(url, token)).status).toBe(200);
  });

  it("DP-7: are erased by the owner of their map, unless they are on others' maps too", async () => {
    const { id: mapId } = await newMapAt(url, "Eine");
    const guest = await guestBy(url, (await invite(url, mapId, { role: "editor" })).token);
    const editor = await server.newMember();
    await giveRole(url, mapId, editor, "editor");
    expect(outcomeOf(await eraseGuest(mapId, guest, editor))).toEqual([403, "no-access"]);
    expect(outcomeOf(await eraseGuest(mapId, guest, guest))).toEqual([403, "no-access"]);
    // A member is not the map's to erase; neither is somebody who never came here.
    expect(outcomeOf(await eraseGuest(mapId, editor))).toEqual([404, "not-found"]);
    const elsewhere = await newMapAt(url, "Ganz woanders");
    expect(outcomeOf(await eraseGuest(elsewhere.id, guest))).toEqual([404, "not-found"]);

    const member = await server.newMember();
    const another = await newMapAt(url, "Fremde", member);
    const link = await askApi(`${url}/api/maps/${another.id}/open-link`, {
      method: "PUT",
      body: {},
      as: member,
    });
    const token = new URL((link.json() as { link: string }).link).hash.slice(1);
    await accept(url, token, { as: guest });
    expect(outcomeOf(await eraseGuest(mapId, guest))).toEqual([403, "no-access"]);

    const own = await guestBy(url, (await invite(url, mapId)).token);
    expect((await eraseGuest(mapId, own)).status).toBe(204);
    expect(await isKnown(own)).toBe(false);
    // Whoever runs the installation can do what one owner alone must not.
    expect((await eraseMember(guest)).status).toBe(204);
  });
});
