// The audit log and what those who run the installation see, on a real server.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditSchema } from "#shared/access/api.ts";
import { adminMapsSchema, memberListSchema } from "#shared/people/api.ts";
import { createNode } from "#shared/map/edit.ts";
import { askApi, type Answer } from "../fixtures/askApi.ts";
import { databaseIn } from "../fixtures/dataFolder.ts";
import { giveRole, guestBy, invite, newMapAt, outcomeOf, setOpenLink } from "../fixtures/guests.ts";
import type { As } from "../fixtures/people.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { joinMap } from "../fixtures/stockClient.ts";
import { waitFor } from "../fixtures/waitFor.ts";

let server: ServerProcess;
let url: string;

beforeAll(async () => {
  server = await startServer();
  ({ url } = server);
});
afterAll(() => server.remove());

async function entriesOf(path: string, as?: As) {
  return auditSchema.parse((await askApi(`${url}${path}`, { as })).json());
}

const admin = (path: string, as?: As): Promise<Answer> => askApi(`${url}/api/admin${path}`, { as });

describe("the audit log", () => {
  it("AU-1: says who did what, by ids: without names, titles, addresses or tokens", async () => {
    const { id: mapId } = await newMapAt(url, "Streng geheimer Titel");
    const owner = server.owner.person.id;
    const member = await server.newMember("Mira Geheim");
    await giveRole(url, mapId, member, "editor");
    const invitation = await invite(url, mapId, { email: "geheim@example.org" });
    const guest = await guestBy(url, invitation.token, { name: "Gast Geheim" });
    await setOpenLink(url, mapId);
    const on = `${url}/api/maps/${mapId}`;
    await askApi(`${on}/export.json`, { as: guest });
    await askApi(`${on}/invitations/${invitation.id}`, {
      method: "PATCH",
      body: { role: "editor" },
    });
    await askApi(`${on}/invitations/${invitation.id}/renew`, { method: "POST", body: {} });
    await askApi(`${on}/invitations/${invitation.id}`, { method: "DELETE" });
    await askApi(`${on}/open-link`, { method: "DELETE" });
    await askApi(`${on}/members/${member.person.id}`, { method: "DELETE" });
    await askApi(on, { method: "DELETE" });
    await askApi(`${on}/undelete`, { method: "POST" });
    for (let count = 0; count < 3; count++) (await joinMap(server.syncUrl, mapId)).leave();

    const { entries, names, next } = await entriesOf(`/api/maps/${mapId}/audit`);
    expect(next).toBeNull();
    expect(entries.toReversed().map(({ action, actorId }) => [action, actorId])).toEqual([
      ["map.created", owner],
      ["access.changed", owner],
      ["invitation.made", owner],
      ["invitation.used", guest.person.id],
      ["link.made", owner],
      ["map.exported", guest.person.id],
      ["invitation.changed", owner],
      ["invitation.renewed", owner],
      ["invitation.revoked", owner],
      ["link.revoked", owner],
      ["access.removed", owner],
      ["map.deleted", owner],
      ["map.undeleted", owner],
      // Once a person, map and day, however often they come.
      ["map.opened", owner],
    ]);
    expect(names).toMatchObject({ [guest.person.id]: "Gast Geheim" });
    expect(entries.find(({ action }) => action === "invitation.used")?.subjectId).toBe(
      invitation.id,
    );

    const database = databaseIn(server.dataDir);
    const rows = JSON.stringify(database.prepare("select * from audit").all());
    database.close();
    expect(rows).toContain(guest.person.id);
    expect(rows.toLowerCase()).not.toContain("geheim");
    expect(rows).not.toContain("@");
    expect(rows).not.toContain("127.0.0.1");
    expect(rows).not.toContain(invitation.token);
  });

  it("AU-1: notes signing in, refusals, joining and becoming the first owner", async () => {
    const email = `${Date.now()}@example.org`;
    const path = `${url}/api/sign-in/password`;
    const body = { email, password: "ganz falsch gewesen" };
    expect((await askApi(path, { method: "POST", body, as: null })).status).toBe(401);
    await server.newMember();
    const actions = new Set<string>();
    let before = "";
    for (;;) {
      const { entries, next } = await entriesOf(`/api/admin/audit${before}`);
      for (const { action } of entries) actions.add(action);
      if (next === null) break;
      before = `?before=${next}`;
    }
    for (const action of [
      "installation.owned",
      "session.refused",
      "member.invited",
      "member.joined",
    ]) {
      expect(actions, action).toContain(action);
    }
  });

  it("AU-2: is read by pages, the newest first, all of it by who runs the installation, a map's by its owners", async () => {
    const member = await server.newMember();
    const { id: mapId } = await newMapAt(url, "Meine", member);
    const path = `${url}/api/maps/${mapId}/team-role`;
    for (let count = 0; count < 130; count++) {
      await askApi(path, { method: "PUT", body: { role: null }, as: member });
    }
    const first = await entriesOf(`/api/maps/${mapId}/audit`, member);
    const second = await entriesOf(`/api/maps/${mapId}/audit?before=${first.next}`, member);
    const ids = [...first.entries, ...second.entries].map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted((a, b) => b - a));
    expect([new Set(ids).size, second.next]).toEqual([131, null]);
    expect(new Set(first.entries.map((entry) => entry.mapId))).toEqual(new Set([mapId]));
    for (const before of ["-1", "0", "x", "1e9", "9".repeat(20), ""]) {
      const wrong = await askApi(`${url}/api/maps/${mapId}/audit?before=${before}`, { as: member });
      expect(outcomeOf(wrong), before).toEqual([400, "invalid-request"]);
    }
    expect((await entriesOf("/api/admin/audit")).entries[0]?.mapId).toBe(mapId);
    expect(outcomeOf(await askApi(`${url}/api/maps/${mapId}/audit`))).toEqual([403, "no-access"]);
  });

  it("AU-3: comes as a table in which no cell is a formula, and the export is in it", async () => {
    const database = databaseIn(server.dataDir);
    database
      .prepare("insert into audit (at, action, actor_id, map_id) values (?, 'map.opened', ?, ?)")
      .run(Date.now(), "=cmd|' /C calc'!A0", '-1+1;"x"');
    database.close();
    const answer = await admin("/audit.csv");
    expect(answer.headers["content-type"]).toBe("text/csv; charset=utf-8");
    expect(answer.headers["content-disposition"]).toContain("attachment");
    const lines = answer.text.replace(/^\uFEFF/, "").split("\r\n");
    expect(lines[0]).toBe('"id";"at";"action";"actor";"map";"subject"');
    expect(lines.some((line) => line.includes(`"'=cmd|' /C calc'!A0";"'-1+1;""x"""`))).toBe(true);
    for (const line of lines.slice(0, -1)) {
      for (const cell of line.split(/(?<=");(?=")/)) {
        expect(cell).toMatch(/^"(?![=+\-@])/);
      }
    }
    const { entries } = await entriesOf("/api/admin/audit");
    expect(entries[0]).toMatchObject({
      action: "audit.exported",
      actorId: server.owner.person.id,
    });
  });
});

describe("running the installation", () => {
  it("AU-4: members are listed with what one has to know, and may be made to run it too", async () => {
    const member = await server.newMember("Neu Hier");
    const guest = await guestBy(url, (await invite(url, (await newMapAt(url)).id)).token);
    const { members, waiting } = memberListSchema.parse((await admin("/members")).json());
    const listed = members.find(({ id }) => id === member.person.id);
    expect(listed).toMatchObject({ name: "Neu Hier", isAdmin: false, email: member.person.email });
    expect((listed?.lastSeenAt ?? 1) % (24 * 60 * 60 * 1_000)).toBe(0);
    expect(members.some(({ id }) => id === guest.person.id)).toBe(false);
    expect(waiting).toEqual([]);

    const flag = (id: string, isAdmin: unknown, as?: As): Promise<Answer> =>
      askApi(`${url}/api/admin/members/${id}`, { method: "PATCH", body: { isAdmin }, as });
    const { id: first } = server.owner.person;
    expect(outcomeOf(await flag(first, false))).toEqual([409, "last-admin"]);
    expect(outcomeOf(await flag(guest.person.id, true))).toEqual([404, "not-found"]);
    expect(outcomeOf(await flag(member.person.id, "yes"))).toEqual([400, "invalid-request"]);
    expect(outcomeOf(await flag(member.person.id, true, member))).toEqual([403, "no-access"]);
    expect((await flag(member.person.id, true)).json()).toMatchObject({ isAdmin: true });
    expect((await admin("/members", member)).status).toBe(200);
    const both = await Promise.all([
      flag(first, false, member),
      flag(member.person.id, false, server.owner),
    ]);
    const statuses = both.map(({ status }) => status).toSorted((a, b) => a - b);
    expect([
      [200, 403],
      [200, 409],
    ]).toContainEqual(statuses);
    // Put things back for the other tests.
    for (const as of [member, server.owner]) await flag(first, true, as);
    for (const as of [member, server.owner]) await flag(member.person.id, false, as);
    expect((await admin("/members", member)).status).toBe(403);
    expect((await admin("/members")).status).toBe(200);
  });

  it("AU-5: maps are listed by size and by who is there, without anything that is on them", async () => {
    const member = await server.newMember();
    const { id } = await newMapAt(url, "Große Karte", member);
    const client = await joinMap(server.syncUrl, id, {}, member);
    client.provider.awareness.setLocalState({ cursor: null });
    const sizeOf = async () => {
      const { maps } = adminMapsSchema.parse((await admin("/maps")).json());
      return maps.find((map) => map.id === id);
    };
    const before = await waitFor("they are seen", async () => {
      const size = await sizeOf();
      return size?.presentCount === 1 ? size : null;
    });
    expect(before).toMatchObject({ title: "Große Karte", nodeCount: 29, memberCount: 1 });
    client.doc.transact(() => {
      for (let count = 0; count < 100; count++) {
        const place = { parentId: null, x: count, y: 1 };
        createNode({ doc: client.doc, origin: null }, { kind: "note", place });
      }
    });
    await waitFor(
      "it has grown",
      async () => ((await sizeOf())?.bytes ?? 0) > before.bytes + 1_000,
    );
    client.leave();
    const first = adminMapsSchema
      .parse((await admin("/maps")).json())
      .maps.map(({ bytes }) => bytes);
    expect(first).toEqual(first.toSorted((a, b) => b - a));
    // Whoever runs the installation still may not open it.
    expect((await askApi(`${url}/api/maps/${id}`)).status).toBe(403);
  });

  it("AU-6: is for those who run it alone", async () => {
    const member = await server.newMember();
    const guest = await guestBy(url, (await invite(url, (await newMapAt(url)).id)).token);
    const tries: [string, string][] = [
      ["GET", "/members"],
      ["PATCH", `/members/${member.person.id}`],
      ["POST", "/members/invitations"],
      ["DELETE", "/members/invitations/x"],
      ["GET", "/maps"],
      ["GET", "/audit"],
      ["GET", "/audit.csv"],
      ["PUT", "/texts"],
    ];
    for (const [method, path] of tries) {
      for (const as of [member, guest]) {
        const body = method === "GET" || method === "DELETE" ? undefined : { isAdmin: true };
        const answer = await askApi(`${url}/api/admin${path}`, { method, as, body });
        expect(outcomeOf(answer), `${method} ${path}`).toEqual([403, "no-access"]);
      }
      const nobody = await askApi(`${url}/api/admin${path}`, { method, as: null });
      expect(nobody.status, `${method} ${path}`).toBe(401);
    }
  });
});
