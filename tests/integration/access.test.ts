// Who may enter a map, and what becomes of those who are in when that changes, on a real server.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { setMapTitle } from "#shared/map/edit.ts";
import { readTitle } from "#shared/map/read.ts";
import { mapListSchema, type MapSummary } from "#shared/maps/api.ts";
import { CLOSE } from "#shared/protocol/closeCodes.ts";
import { askApi, type Answer } from "../fixtures/askApi.ts";
import {
  accept,
  accessTo,
  giveRole,
  guestBy,
  invite,
  newMapAt,
  outcomeOf,
  setOpenLink,
} from "../fixtures/guests.ts";
import type { As, Somebody } from "../fixtures/people.ts";
import { quickestMs } from "../fixtures/quickest.ts";
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

async function mapsOf(as: As, query = ""): Promise<MapSummary[]> {
  const answer = await askApi(`${url}/api/maps${query}`, { as });
  return mapListSchema.parse(answer.json()).maps;
}

const setRole = (mapId: string, { person }: Somebody, role: string, as?: As): Promise<Answer> =>
  askApi(`${url}/api/maps/${mapId}/members/${person.id}`, { method: "PUT", body: { role }, as });
const takeAway = (mapId: string, { person }: Somebody, as?: As): Promise<Answer> =>
  askApi(`${url}/api/maps/${mapId}/members/${person.id}`, { method: "DELETE", as });
const setTeamRole = (mapId: string, role: string | null): Promise<Answer> =>
  askApi(`${url}/api/maps/${mapId}/team-role`, { method: "PUT", body: { role } });

describe("who has which role", () => {
  it("AC-2: who makes a map owns it, and nobody else sees it, whoever runs the installation", async () => {
    const member = await server.newMember();
    const { id, role } = await newMapAt(url, "Meine", member);
    expect(role).toBe("owner");
    expect((await mapsOf(member)).find((map) => map.id === id)?.role).toBe("owner");
    expect((await mapsOf(server.owner)).some((map) => map.id === id)).toBe(false);
    for (const path of ["", "/access", "/export.json", "/picture.svg", "/audit"]) {
      const answer = await askApi(`${url}/api/maps/${id}${path}`);
      expect(outcomeOf(answer), path).toEqual([403, "no-access"]);
    }
    const client = knock(server.syncUrl, id);
    const closes = closesOf(client);
    await waitFor("it was refused", () => closes.length > 0);
    expect(closes).toEqual([CLOSE.noAccess]);
    client.leave();
  });

  it("AC-2: what an owner lets all members do holds for members, not for guests", async () => {
    const { id } = await newMapAt(url);
    const [member, another] = [await server.newMember(), await newMapAt(url)];
    const guest = await guestBy(url, (await invite(url, another.id)).token);
    expect((await mapsOf(member)).some((map) => map.id === id)).toBe(false);
    expect((await setTeamRole(id, "commenter")).status).toBe(204);
    expect((await mapsOf(member)).find((map) => map.id === id)?.role).toBe("commenter");
    expect((await mapsOf(guest)).map((map) => map.id)).toEqual([another.id]);
    expect(outcomeOf(await setTeamRole(id, "owner"))).toEqual([400, "invalid-request"]);
    await setTeamRole(id, null);
    expect((await mapsOf(member)).some((map) => map.id === id)).toBe(false);
  });

  it("AC-5: the best of what a person has decides, alike in two tabs of theirs", async () => {
    const { id } = await newMapAt(url);
    const member = await server.newMember();
    await setTeamRole(id, "viewer");
    await giveRole(url, id, member, "editor");
    const first = await joinMap(server.syncUrl, id, {}, member);
    const { token } = await setOpenLink(url, id, { role: "commenter" });
    expect((await accept(url, token, { as: member })).status).toBe(200);
    const second = await joinMap(server.syncUrl, id, {}, member);
    setMapTitle({ doc: second.doc, origin: null }, "Aus dem zweiten Fenster");
    await waitFor("both may write", () => readTitle(first.doc) === "Aus dem zweiten Fenster");
    setMapTitle({ doc: first.doc, origin: null }, "Aus dem ersten");
    await waitFor("both may write", () => readTitle(second.doc) === "Aus dem ersten");
    first.leave();
    second.leave();
    expect((await accessTo(url, id, member)).mine).toBe("editor");
  });

  it("AC-5: whoever is named has that role, whatever links they came by before", async () => {
    const { id } = await newMapAt(url);
    const member = await server.newMember();
    const { token } = await setOpenLink(url, id, { role: "editor" });
    await accept(url, token, { as: member });
    expect((await accessTo(url, id, member)).mine).toBe("editor");
    await giveRole(url, id, member, "viewer");
    expect((await accessTo(url, id, member)).mine).toBe("viewer");
  });

  it("AC-9: the bin holds only what one owns", async () => {
    const { id } = await newMapAt(url);
    const editor = await server.newMember();
    await giveRole(url, id, editor, "editor");
    await askApi(`${url}/api/maps/${id}`, { method: "DELETE" });
    const binned = (await mapsOf(undefined, "?deleted=true")).find((map) => map.id === id);
    expect(binned?.role).toBe("owner");
    expect(binned?.deletedAt).toBeGreaterThan(0);
    expect((await mapsOf(editor, "?deleted=true")).some((map) => map.id === id)).toBe(false);
    expect((await mapsOf(editor)).some((map) => map.id === id)).toBe(false);
    expect((await askApi(`${url}/api/maps?deleted=true`, { as: null })).status).toBe(401);
  });

  it("AC-10: who does not manage a map sees people, and neither addresses nor invitations nor others", async () => {
    const { id } = await newMapAt(url);
    const viewer = await server.newMember();
    await giveRole(url, id, viewer, "viewer");
    const { token } = await invite(url, id, { email: "geheim@example.org" });
    await guestBy(url, token);
    await setOpenLink(url, id);
    const seen = await accessTo(url, id, viewer);
    expect(seen).toMatchObject({ mine: "viewer", invitations: [], openLink: null, others: [] });
    expect(seen.people.map(({ role }) => role)).toEqual(["owner", "viewer", "viewer"]);
    expect(JSON.stringify(seen)).not.toContain("@");
    const managed = await accessTo(url, id);
    expect(managed.invitations).toMatchObject([{ email: "geheim@example.org", uses: 1 }]);
    expect(managed.others.some((person) => person.id === viewer.person.id)).toBe(false);
  });
});

describe("a role that changes while somebody is in", () => {
  it("AC-6: acts within a second, and nothing that is sent after it is stored", async () => {
    const quickest = await quickestMs(1_000, async () => {
      const { id } = await newMapAt(url, "Vorher");
      const editor = await server.newMember();
      await giveRole(url, id, editor, "editor");
      const [client, witness] = [
        await joinMap(server.syncUrl, id, {}, editor),
        await joinMap(server.syncUrl, id),
      ];
      const closes = closesOf(client);
      setMapTitle({ doc: client.doc, origin: null }, "Noch erlaubt");
      await waitFor("it is stored", () => readTitle(witness.doc) === "Noch erlaubt");
      const before = performance.now();
      await giveRole(url, id, editor, "viewer");
      await waitFor("they are judged anew", () => closes.length > 0);
      const ms = Math.round(performance.now() - before);
      console.info(`a role was lowered: the live session was limited after ${ms} ms`);
      expect(closes).toEqual([CLOSE.rightsChanged]);
      // The stock client comes back by itself, and an ordinary first sync disconnects nobody.
      await waitFor("they are back", () => client.provider.wsconnected && client.provider.synced);
      setMapTitle({ doc: client.doc, origin: null }, "Nicht mehr erlaubt");
      await waitFor("they are refused", () => closes.length > 1);
      expect(closes[1]).toBe(CLOSE.noAccess);
      const after = await joinMap(server.syncUrl, id);
      expect(readTitle(after.doc)).toBe("Noch erlaubt");
      expect(readTitle(witness.doc)).toBe("Noch erlaubt");
      for (const one of [client, witness, after]) one.leave();
      return ms;
    });
    expect(quickest).toBeLessThan(1_000);
  });

  it("AC-6: acts on what was written without network meanwhile: it is not stored", async () => {
    const { id } = await newMapAt(url, "Vorher");
    const editor = await server.newMember();
    await giveRole(url, id, editor, "editor");
    const client = await joinMap(server.syncUrl, id, {}, editor);
    const closes = closesOf(client);
    client.provider.disconnect();
    setMapTitle({ doc: client.doc, origin: null }, "Unterwegs geschrieben");
    await giveRole(url, id, editor, "commenter");
    closes.splice(0);
    client.provider.connect();
    await waitFor("they are refused", () => closes.includes(CLOSE.noAccess));
    const owner = await joinMap(server.syncUrl, id);
    expect(readTitle(owner.doc)).toBe("Vorher");
    // What they wrote is still with them.
    expect(readTitle(client.doc)).toBe("Unterwegs geschrieben");
    client.leave();
    owner.leave();
  });

  it("AC-6: a role that is taken away, or no longer given to all members, ends the session", async () => {
    const { id } = await newMapAt(url);
    const [named, member] = [await server.newMember(), await server.newMember()];
    await giveRole(url, id, named, "editor");
    await setTeamRole(id, "editor");
    const clients = [
      await joinMap(server.syncUrl, id, {}, named),
      await joinMap(server.syncUrl, id, {}, member),
    ];
    const owner = await joinMap(server.syncUrl, id);
    const [closes, ownersCloses] = [clients.map(closesOf), closesOf(owner)];
    await takeAway(id, named);
    await setTeamRole(id, null);
    await waitFor("both are out", () => closes.every((codes) => codes.includes(CLOSE.noAccess)));
    // Whom it does not concern notices nothing.
    expect(ownersCloses).toEqual([]);
    for (const client of [...clients, owner]) client.leave();
  });
});

describe("the last owner", () => {
  it("AC-7: stays, and cannot become less or leave; handing over takes a second one", async () => {
    const { id } = await newMapAt(url);
    const { owner } = server;
    expect(outcomeOf(await setRole(id, owner, "editor"))).toEqual([409, "last-owner"]);
    expect(outcomeOf(await takeAway(id, owner))).toEqual([409, "last-owner"]);
    const heir = await server.newMember();
    await giveRole(url, id, heir, "owner");
    expect((await takeAway(id, owner)).status).toBe(204);
    expect(outcomeOf(await askApi(`${url}/api/maps/${id}`))).toEqual([403, "no-access"]);
    expect((await accessTo(url, id, heir)).people.map(({ role }) => role)).toEqual(["owner"]);
    const guest = await invite(url, (await newMapAt(url)).id);
    expect(guest.id).not.toBe("");
  });

  it("AC-7: stays also when two owners remove each other, or leave, at once", async () => {
    for (let round = 0; round < 5; round++) {
      const { id } = await newMapAt(url);
      const second = await server.newMember();
      await giveRole(url, id, second, "owner");
      const { owner } = server;
      const answers =
        round % 2 === 0
          ? await Promise.all([takeAway(id, owner, owner), takeAway(id, second, second)])
          : await Promise.all([
              setRole(id, second, "viewer"),
              setRole(id, owner, "viewer", second),
            ]);
      const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
      // The second finds that nobody else is left, or that it may not do that any more.
      expect([
        [204, 409],
        [204, 403],
      ]).toContainEqual(statuses);
      const owners = await Promise.all(
        [owner, second].map(async (somebody) =>
          (await mapsOf(somebody)).some((map) => map.id === id && map.role === "owner"),
        ),
      );
      expect(owners.filter(Boolean)).toHaveLength(1);
    }
  });

  it("AC-7: is never a guest: an owner must be able to come back without a link", async () => {
    const { id } = await newMapAt(url);
    const guest = await guestBy(url, (await invite(url, id)).token);
    expect(outcomeOf(await setRole(id, guest, "owner"))).toEqual([400, "invalid-request"]);
    expect((await setRole(id, guest, "editor")).status).toBe(204);
    expect((await accessTo(url, id, guest)).mine).toBe("editor");
  });
});
