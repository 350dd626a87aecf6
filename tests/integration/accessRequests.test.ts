// What guests, strangers and members with too many wishes get from a real server's routes of maps.
import * as Y from "yjs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { setMapTitle } from "#shared/map/edit.ts";
import { mapListSchema, mapSummarySchema, type MapSummary } from "#shared/maps/api.ts";
import { CLOSE } from "#shared/protocol/closeCodes.ts";
import { askApi } from "../fixtures/askApi.ts";
import { accessTo, giveRole, guestBy, invite, newMapAt, outcomeOf } from "../fixtures/guests.ts";
import type { As } from "../fixtures/people.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { closesOf, joinMap, knock } from "../fixtures/stockClient.ts";
import { waitFor } from "../fixtures/waitFor.ts";

let server: ServerProcess;
let url: string;

beforeAll(async () => {
  server = await startServer();
  ({ url } = server);
});
afterAll(() => server.remove());

async function mapsOf(as: As): Promise<MapSummary[]> {
  const answer = await askApi(`${url}/api/maps`, { as });
  return mapListSchema.parse(answer.json()).maps;
}

describe("guests", () => {
  it("AC-8: make, copy and import no maps", async () => {
    const { id } = await newMapAt(url);
    const guest = await guestBy(url, (await invite(url, id, { role: "editor" })).token);
    const exported = await askApi(`${url}/api/maps/${id}/export.json`, { as: guest });
    expect(exported.status).toBe(200);
    const tries: [string, unknown][] = [
      ["", { title: "x", from: "empty", language: "de" }],
      ["/import", exported.text],
      [`/${id}/duplicate`, undefined],
    ];
    for (const [path, body] of tries) {
      const answer = await askApi(`${url}/api/maps${path}`, { method: "POST", body, as: guest });
      expect(outcomeOf(answer), path).toEqual([403, "no-access"]);
      const nobody = await askApi(`${url}/api/maps${path}`, { method: "POST", body, as: null });
      expect(outcomeOf(nobody), path).toEqual([401, "sign-in-needed"]);
    }
    expect((await mapsOf(guest)).length).toBe(1);
  });

  it("AC-8: an import belongs to whoever imports; roles, authors and invitations of a file are not taken", async () => {
    const { id } = await newMapAt(url);
    const [member, another] = [await server.newMember(), await server.newMember()];
    const exported = await askApi(`${url}/api/maps/${id}/export.json`);
    const claims = {
      owner: another.person.id,
      members: [{ personId: another.person.id, role: "owner" }],
      teamRole: "editor",
      invitations: [{ token_hash: "x", role: "editor" }],
      comments: [{ author: another.person.id, text: "nie gesagt" }],
    };
    const path = `${url}/api/maps/import`;
    const file = exported.json() as object;
    for (const body of [file, { ...file, ...claims }]) {
      const answer = await askApi(path, { method: "POST", body, as: member });
      if (answer.status !== 201) {
        expect(outcomeOf(answer)).toEqual([422, "not-a-map-file"]);
        continue;
      }
      const copy = mapSummarySchema.parse(answer.json());
      const { people, teamRole, invitations } = await accessTo(url, copy.id, member);
      expect(people.map((person) => [person.id, person.role])).toEqual([
        [member.person.id, "owner"],
      ]);
      expect([teamRole, invitations]).toEqual([null, []]);
    }
    expect((await mapsOf(another)).some((map) => map.title === "Karte")).toBe(false);
  });

  it("AC-8: a copy takes no roles along", async () => {
    const { id } = await newMapAt(url, "Original");
    const editor = await server.newMember();
    await giveRole(url, id, editor, "editor");
    const copied = await askApi(`${url}/api/maps/${id}/duplicate`, { method: "POST", as: editor });
    const copy = mapSummarySchema.parse(copied.json());
    const { people } = await accessTo(url, copy.id, editor);
    expect(people.map((person) => person.id)).toEqual([editor.person.id]);
  });

  it("AC-13: are shown as guests wherever their name is, also one that is a member's", async () => {
    const { id } = await newMapAt(url);
    const { owner } = server;
    const { token } = await invite(url, id, { role: "editor" });
    const guest = await guestBy(url, token, { name: owner.person.name });
    const witness = await joinMap(server.syncUrl, id);
    const client = await joinMap(server.syncUrl, id, {}, guest);
    client.provider.awareness.setLocalState({ cursor: { x: 1, y: 1 } });
    const shownAs = (): unknown =>
      witness.provider.awareness.getStates().get(client.doc.clientID)?.["person"];
    const { name, colour } = guest.person;
    const { id: personId } = guest.person;
    await waitFor("they are seen", () => shownAs() !== undefined);
    expect(shownAs()).toEqual({ id: personId, name, colour, isGuest: true });
    setMapTitle({ doc: client.doc, origin: null }, "Vom Gast");
    const listed = await waitFor("the change is listed", async () => {
      const map = (await mapsOf(undefined)).find((one) => one.id === id);
      return map?.title === "Vom Gast" ? map : null;
    });
    expect(listed).toMatchObject({ changedBy: name, isChangedByGuest: true });
    expect(listed.present).toContainEqual({ id: personId, name, colour, isGuest: true });
    const onMap = (await accessTo(url, id)).people.find((person) => person.id === personId);
    expect(onMap).toMatchObject({ isGuest: true, kind: "guest" });
    // A new name takes nothing of that away.
    const renamed = { name: "Mitglied Maier" };
    await askApi(`${url}/api/me`, { method: "PATCH", body: renamed, as: guest });
    await waitFor("the new name is shown", () => JSON.stringify(shownAs())?.includes("Maier"));
    expect(shownAs()).toEqual({ id: personId, name: "Mitglied Maier", colour, isGuest: true });
    client.leave();
    witness.leave();
  });
});

describe("requests that ask for too much", () => {
  it("AC-11: another map's invitation or guest cannot be reached under one's own map's path", async () => {
    const [mine, theirs] = [await newMapAt(url), await newMapAt(url)];
    const member = await server.newMember();
    await giveRole(url, mine.id, member, "owner");
    const { id, token } = await invite(url, theirs.id, { role: "viewer" });
    const guest = await guestBy(url, token);
    const before = await accessTo(url, theirs.id);
    const tries: [string, string, unknown][] = [
      ["DELETE", `/invitations/${id}`, undefined],
      ["PATCH", `/invitations/${id}`, { role: "editor" }],
      ["POST", `/invitations/${id}/renew`, {}],
      ["PUT", `/members/${guest.person.id}`, { role: "editor" }],
      ["DELETE", `/members/${guest.person.id}`, undefined],
      ["PUT", "/members/nobody-at-all", { role: "viewer" }],
      ["PUT", "/members/__proto__", { role: "viewer" }],
    ];
    for (const [method, path, body] of tries) {
      const answer = await askApi(`${url}/api/maps/${mine.id}${path}`, {
        method,
        body,
        as: member,
      });
      expect(outcomeOf(answer), path).toEqual([404, "not-found"]);
      const direct = await askApi(`${url}/api/maps/${theirs.id}${path}`, {
        method,
        body,
        as: member,
      });
      expect(outcomeOf(direct), path).toEqual([403, "no-access"]);
    }
    expect(await accessTo(url, theirs.id)).toEqual(before);
  });

  it("AC-11: nobody but an owner changes anybody's role, their own neither", async () => {
    const { id } = await newMapAt(url);
    const editor = await server.newMember();
    await giveRole(url, id, editor, "editor");
    const { id: invitationId } = await invite(url, id);
    const tries: [string, string, unknown][] = [
      ["PUT", `/members/${editor.person.id}`, { role: "owner" }],
      ["PUT", `/members/${server.owner.person.id}`, { role: "viewer" }],
      ["DELETE", `/members/${server.owner.person.id}`, undefined],
      ["PATCH", `/invitations/${invitationId}`, { role: "editor" }],
      ["POST", `/invitations/${invitationId}/renew`, {}],
      ["DELETE", `/invitations/${invitationId}`, undefined],
    ];
    for (const [method, path, body] of tries) {
      const answer = await askApi(`${url}/api/maps/${id}${path}`, { method, body, as: editor });
      expect(outcomeOf(answer), path).toEqual([403, "no-access"]);
    }
    expect((await accessTo(url, id, editor)).mine).toBe("editor");
  });

  it("AC-11: a body with more or other than what is asked for is refused", async () => {
    const { id } = await newMapAt(url);
    const wanted = { name: "Dr. X", organisation: "", perspective: "" };
    const deep = "[".repeat(8_000);
    const tries: [string, string, unknown][] = [
      ["POST", "/invitations", { ...wanted, role: "owner" }],
      ["POST", "/invitations", { ...wanted, mapId: "AAAAAAAAAAAAAAAAAAAAAA" }],
      ["POST", "/invitations", { ...wanted, days: 366 }],
      ["POST", "/invitations", { ...wanted, days: -1 }],
      ["POST", "/invitations", { ...wanted, maxUses: 0 }],
      ["POST", "/invitations", { ...wanted, email: "a@example.org, b@example.org" }],
      ["POST", "/invitations", { ...wanted, send: true, email: null, name: "\u202e" }],
      [
        "POST",
        "/invitations",
        `{"name":"x","organisation":"","perspective":"","__proto__":{"role":"editor"}}`,
      ],
      ["POST", "/invitations", deep],
      ["POST", "/invitations", "null"],
      ["PUT", "/open-link", { role: "owner" }],
      ["PUT", "/open-link", { password: 123_456 }],
      ["PUT", "/team-role", { role: "owner" }],
      ["PUT", "/team-role", {}],
      ["PUT", `/members/${server.owner.person.id}`, { role: "god" }],
      ["PUT", `/members/${server.owner.person.id}`, { role: "owner", isAdmin: true }],
    ];
    for (const [method, path, body] of tries) {
      const answer = await askApi(`${url}/api/maps/${id}${path}`, { method, body });
      expect(outcomeOf(answer), JSON.stringify(body).slice(0, 100)).toEqual([
        400,
        "invalid-request",
      ]);
    }
    const large = { ...wanted, organisation: "x".repeat(50_000_000) };
    const path = `${url}/api/maps/${id}/invitations`;
    expect(outcomeOf(await askApi(path, { method: "POST", body: large }))).toEqual([
      413,
      "too-large",
    ]);
    expect((await accessTo(url, id)).invitations).toEqual([]);
    expect((await askApi(`${url}/api/health`)).status).toBe(200);
  });

  it("AC-11: without a session every route of a map asks to sign in first, whether there is such a map or not", async () => {
    const { id } = await newMapAt(url);
    for (const mapId of [id, "AAAAAAAAAAAAAAAAAAAAAA", "nonsense"]) {
      for (const [method, path] of [
        ["GET", ""],
        ["PATCH", ""],
        ["DELETE", ""],
        ["GET", "/access"],
        ["GET", "/audit"],
        ["PUT", "/team-role"],
        ["POST", "/invitations"],
        ["PUT", "/open-link"],
        ["DELETE", "/open-link"],
        ["POST", "/undelete"],
        ["GET", "/export.json"],
      ] as const) {
        for (const headers of [{}, { cookie: `zlk_session=${"A".repeat(43)}.forged` }]) {
          const answer = await askApi(`${url}/api/maps/${mapId}${path}`, {
            method,
            as: null,
            headers,
          });
          expect(outcomeOf(answer), `${method} ${path}`).toEqual([401, "sign-in-needed"]);
        }
      }
    }
    const stranger = knock(server.syncUrl, id, {}, new Y.Doc(), null);
    const closes = closesOf(stranger);
    await waitFor("it was refused", () => closes.length > 0);
    expect(closes).toEqual([CLOSE.signInNeeded]);
    stranger.leave();
  });
});
