// One's own data as a file, from a real server.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createNode, setMapTitle } from "#shared/map/edit.ts";
import { newId } from "#shared/map/ids.ts";
import { mapListSchema } from "#shared/maps/api.ts";
import { personDataSchema, type PersonData } from "#shared/people/dataApi.ts";
import { askApi } from "../fixtures/askApi.ts";
import { inDatabase } from "../fixtures/dataFolder.ts";
import { giveRole, guestBy, invite, newMapAt, outcomeOf } from "../fixtures/guests.ts";
import type { As, Somebody } from "../fixtures/people.ts";
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

const ask = (as: As) => askApi(`${url}/api/me/export`, { as });
const dataOf = async (as: As): Promise<PersonData> =>
  personDataSchema.parse((await ask(as)).json());

function sessionTokenOf({ cookie }: Somebody): string {
  return decodeURIComponent(cookie.split("=")[1] ?? "").split(".")[0] ?? "";
}

/** Everything in the database that opens something, or is made of what does. */
function secrets(): string[] {
  return inDatabase(server.dataDir, (database) =>
    [
      "select token as secret from sessions",
      "select password as secret from accounts",
      "select token_hash as secret from invitations",
      "select token_hash as secret from member_invitations",
    ].flatMap((query) =>
      database
        .prepare(query)
        .all()
        .map(({ secret }) => String(secret)),
    ),
  );
}

describe("one's own data", () => {
  it("DP-1: are a file: the profile, sessions, rights, invitations, client ids and the log's entries", async () => {
    const member = await server.newMember("Mara Auskunft");
    const { id: mapId } = await newMapAt(url, "Auskunft", member);
    await askApi(`${url}/api/me`, { method: "PATCH", body: { language: "en" }, as: member });
    const client = await joinMap(server.syncUrl, mapId, {}, member);
    setMapTitle({ doc: client.doc, origin: null }, "Auskunft 2");
    await waitFor("the change is on disk", async () => {
      const answer = await askApi(`${url}/api/maps`, { as: member });
      return mapListSchema.parse(answer.json()).maps[0]?.changedBy === "Mara Auskunft";
    });
    await waitFor("it is in the list's row", async () => {
      const { changedLast } = await dataOf(member);
      return changedLast.some(({ title }) => title === "Auskunft 2");
    });
    const data = await dataOf(member);
    expect(data.person).toMatchObject({
      id: member.person.id,
      name: "Mara Auskunft",
      email: member.person.email,
      language: "en",
      kind: "member",
      isAdmin: false,
    });
    expect(data.waysToSignIn).toMatchObject({ hasPassword: true, passkeys: [], organisation: [] });
    expect(data.sessions).toHaveLength(1);
    expect(data.memberships).toMatchObject([{ mapId, title: "Auskunft 2", role: "owner" }]);
    expect(data.changedLast).toMatchObject([{ mapId, title: "Auskunft 2" }]);
    expect(data.clientIds).toContainEqual({ mapId, clientId: client.doc.clientID });
    expect(data.log).toContainEqual(
      expect.objectContaining({ action: "map.created", mapId, wasBy: true, wasTo: false }),
    );
    client.leave();
  });

  it("DP-1: of a guest, have what was written about them in their invitation; of the inviting person, not", async () => {
    const { id: mapId } = await newMapAt(url, "Einladung");
    const invitation = {
      name: "Dr. Frieda Fremd",
      organisation: "Institut Q",
      perspective: "Moore",
      email: "frieda@example.org",
      role: "editor",
    } as const;
    const guest = await guestBy(url, (await invite(url, mapId, invitation)).token);
    const { cameBy, person } = await dataOf(guest);
    expect(person).toMatchObject({ kind: "guest", email: null });
    expect(cameBy).toMatchObject([{ ...invitation, mapId, title: "Einladung", kind: "personal" }]);
    const owners = await ask(server.owner);
    const { invited } = personDataSchema.parse(owners.json());
    expect(invited).toContainEqual(
      expect.objectContaining({ mapId, title: "Einladung", kind: "personal", revokedAt: null }),
    );
    for (const word of ["Frieda", "Institut Q", "Moore", "frieda@"]) {
      expect(owners.text).not.toContain(word);
    }
  });

  it("DP-1: have the versions they saved, what they changed, when they were there, and what they erased", async () => {
    const member = await server.newMember("Vera Verlauf");
    const { id: mapId } = await newMapAt(url, "Verlauf", member);
    const client = await joinMap(server.syncUrl, mapId, {}, member);
    const place = { parentId: null, x: 1, y: 2 };
    const node = createNode(
      { doc: client.doc, origin: null },
      { kind: "note", place, title: "Neu" },
    );
    await waitFor("the change is on disk", async () => {
      const answer = await askApi(`${url}/api/maps/${mapId}/changes`, { as: member });
      return answer.text.includes(node);
    });
    client.leave();
    await waitFor("the visit is noted", async () => (await dataOf(member)).visits.length > 0);
    const post = (path: string, body: object) =>
      askApi(`${url}/api/maps/${mapId}${path}`, { method: "POST", body, as: member });
    expect((await post("/versions", { id: newId(), name: "Stand" })).status).toBe(201);
    const erased = await post("/erasures", { confirm: true, nodes: [node], links: [] });
    expect(erased.status).toBe(202);
    expect(await dataOf(member)).toMatchObject({
      versions: [{ mapId, name: "Stand", note: "" }],
      changes: [{ mapId, elementId: node, what: "created" }],
      visits: [{ mapId }],
      erasures: [{ mapId, nodes: 1, links: 0 }],
    });
  });

  it("DP-1: name no map that the person may not open any more", async () => {
    const { id: mapId } = await newMapAt(url, "Geheim geworden");
    const member = await server.newMember("Ella Ehemalig");
    await giveRole(url, mapId, member, "editor");
    const rename = { method: "PATCH", body: { title: "Von Ella" }, as: member };
    expect((await askApi(`${url}/api/maps/${mapId}`, rename)).status).toBe(200);
    await waitFor("it is in the list's row", async () =>
      (await dataOf(member)).changedLast.some(({ title }) => title === "Von Ella"),
    );
    await askApi(`${url}/api/maps/${mapId}/members/${member.person.id}`, { method: "DELETE" });
    const { changedLast, memberships } = await dataOf(member);
    expect(changedLast).toMatchObject([{ mapId, title: null }]);
    expect(memberships).toEqual([]);
  });

  it("DP-1: hold no token and no hash, and come under a name that says nothing", async () => {
    const member = await server.newMember("Tilda Token");
    const answer = await ask(member);
    expect(answer.headers["content-disposition"]).toBe("attachment; filename=meine-daten.json");
    expect(answer.headers["cache-control"]).toBe("no-store");
    const kept = secrets();
    expect(kept.length).toBeGreaterThan(3);
    for (const secret of [...kept, sessionTokenOf(member)]) {
      expect(answer.text).not.toContain(secret);
    }
    expect(outcomeOf(await ask(null))).toEqual([401, "sign-in-needed"]);
  });
});
