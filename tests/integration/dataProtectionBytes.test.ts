// What can be found in the bytes that a real server writes: in its data folder after an erasure, in maps, in its log.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as Y from "yjs";
import { createNode, setMapTitle } from "#shared/map/edit.ts";
import { linkAnswerSchema } from "#shared/access/api.ts";
import { mapSummarySchema } from "#shared/maps/api.ts";
import { askApi, type Answer, type Ask } from "../fixtures/askApi.ts";
import { bytesIn, found, inDatabase } from "../fixtures/dataFolder.ts";
import { giveRole, guestBy, invite, newMapAt } from "../fixtures/guests.ts";
import type { Somebody } from "../fixtures/people.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { joinMap, type StockClient } from "../fixtures/stockClient.ts";
import { waitFor } from "../fixtures/waitFor.ts";

const PASSWORD = "ein langes Kennwort";
/** From where somebody comes, and with what: as a proxy in front says it. */
const PLACE = "203.0.113.77";
const BROWSER = "Spurensucher/9.1";

let server: ServerProcess;
let url: string;

beforeAll(async () => {
  server = await startServer({ env: { LOG_LEVEL: "trace", TRUSTED_PROXIES: "127.0.0.1" } });
  ({ url } = server);
});
afterAll(() => server.remove());

/** A request as it comes through a proxy from somebody's browser. */
function ask(path: string, options: Ask = {}): Promise<Answer> {
  const headers = {
    "x-forwarded-for": PLACE,
    "user-agent": BROWSER,
    origin: url,
    "sec-fetch-site": "same-origin",
    ...options.headers,
  };
  return askApi(`${url}${path}`, { as: null, ...options, headers });
}

function addressOf({ person }: Somebody): string {
  if (person.email === null) throw new Error("a member has an address");
  return person.email;
}

function tokenOf({ cookie }: Somebody): string {
  return decodeURIComponent(cookie.split("=")[1] ?? "").split(".")[0] ?? "";
}

/** Edits a map as people do, with everything a client shows of itself. */
async function editFor(client: StockClient, { person }: Somebody): Promise<void> {
  const { doc, provider } = client;
  provider.awareness.setLocalState({ cursor: { x: 1, y: 2 }, person, name: person.name });
  const place = { parentId: null, x: 10, y: 20 };
  const at = { doc, origin: null };
  createNode(at, { kind: "note", place });
  setMapTitle(at, `Bearbeitet ${Date.now()}`);
  await waitFor("it is on disk", async () => {
    const reader = await joinMap(server.syncUrl, provider.roomname);
    const isThere =
      Y.getState(reader.doc.store, doc.clientID) === Y.getState(doc.store, doc.clientID);
    reader.leave();
    return isThere;
  });
}

/** The words that stand in the data folder now, the write-ahead log included. */
const inFolder = (words: readonly string[]): string[] => found(words, bytesIn(server.dataDir));

function journalOf(mapId: string): Buffer {
  return inDatabase(server.dataDir, (database) =>
    Buffer.concat(
      database
        .prepare("select bytes from journal where map_id = ?")
        .all(mapId)
        .map(({ bytes }) => (bytes instanceof Uint8Array ? bytes : Buffer.alloc(0))),
    ),
  );
}

describe("after an erasure", () => {
  it("DP-9: no byte of the data folder holds what was known of a member", async () => {
    const member = await server.newMember("Ludmilla Zwetschgenkern");
    const words = ["Ludmilla", "Zwetschgenkern", addressOf(member)];
    // Many names, longer and shorter, so that pages of the database are written again and again.
    for (let count = 0; count < 30; count++) {
      const name = `Fruehername${count} ${"x".repeat((count * 7) % 40)}`;
      words.push(`Fruehername${count} `);
      await ask("/api/me", { method: "PATCH", body: { name }, as: member });
    }
    await ask("/api/me", { method: "PATCH", body: { name: "Ludmilla Pflaume" }, as: member });
    const address = "zwetschge.pflaume@example.org";
    words.push("Pflaume", address, "Zwetschgenschluessel");
    const body = { email: address, password: PASSWORD };
    expect((await ask("/api/me/email", { method: "PUT", body, as: member })).status).toBe(204);
    const signedIn = await ask("/api/sign-in/password", { method: "POST", body });
    expect(signedIn.status).toBe(204);
    inDatabase(server.dataDir, (database) => {
      const columns =
        "id, credential_id, person_id, name, public_key, counter, transports, created_at";
      database
        .prepare(`insert into passkeys (${columns}) values ('k', 'c', ?, ?, x'00', 0, '[]', 0)`)
        .run(member.person.id, "Zwetschgenschluessel");
    });
    const { id: mapId } = await newMapAt(url, "Obst");
    await giveRole(url, mapId, member, "editor");
    // Somebody wanted to invite them under their address, which is proven.
    inDatabase(server.dataDir, (database) =>
      database.prepare("update people set email_verified = 1 where id = ?").run(member.person.id),
    );
    words.push("Zwetscheninstitut");
    await invite(url, mapId, { organisation: "Zwetscheninstitut", email: address });
    const client = await joinMap(server.syncUrl, mapId, {}, member);
    await editFor(client, member);
    client.leave();
    expect(
      inFolder(["Pflaume", address, "Zwetschgenschluessel", "Zwetscheninstitut"]),
    ).toHaveLength(4);
    const erased = await ask("/api/me", {
      method: "DELETE",
      body: { confirm: true, password: PASSWORD },
      as: member,
    });
    expect(erased.status).toBe(204);
    expect(inFolder(words)).toEqual([]);
    // The id stays: their work refers to it.
    expect(inFolder([member.person.id])).toHaveLength(1);
    await server.restart();
    expect(inFolder(words)).toEqual([]);
  });

  it("DP-9: nor of a guest, their organisation, perspective and address", async () => {
    const { id: mapId } = await newMapAt(url, "Gemuese");
    const words = ["Kohlrabi", "Rettich", "Institut fuer Moorfragen", "Sellerieperspektive"];
    const address = "kohlrabi@example.org";
    const { token } = await invite(url, mapId, {
      name: "Dr. Kohlrabi",
      organisation: "Institut fuer Moorfragen",
      perspective: "Sellerieperspektive",
      email: address,
      role: "editor",
    });
    const guest = await guestBy(url, token, { name: "Konrad Rettich" });
    const client = await joinMap(server.syncUrl, mapId, {}, guest);
    await editFor(client, guest);
    client.leave();
    expect(inFolder([...words, address])).toHaveLength(5);
    const path = `/api/maps/${mapId}/guests/${guest.person.id}`;
    const erased = await ask(path, { method: "DELETE", as: server.owner });
    expect(erased.status).toBe(204);
    expect(inFolder([...words, address])).toEqual([]);
  });

  it("DP-14: what an invitation said of a member who came by it is in their own row alone", async () => {
    const made = await ask("/api/admin/members/invitations", {
      method: "POST",
      body: { name: "Petersilie", email: "petersilie@example.org", guestId: null, send: false },
      as: server.owner,
    });
    const { link } = made.json() as { link: string };
    const joined = await ask("/api/join/accept", {
      method: "POST",
      body: {
        token: new URL(link).hash.slice(1),
        name: "Petra",
        email: "petra@example.org",
        password: PASSWORD,
      },
    });
    expect(joined.status).toBe(200);
    const rows = inDatabase(server.dataDir, (database) =>
      database
        .prepare("select name, email from member_invitations where used_at is not null")
        .all(),
    );
    expect(rows.map((row) => ({ ...row }))).toContainEqual({ name: "", email: null });
    expect(JSON.stringify(rows)).not.toMatch(/Petersilie|petersilie/);
  });
});

describe("maps", () => {
  it("DP-10: hold nobody's name, address or id, in the document and in the journal", async () => {
    // Without the starter map, in whose story people have names too.
    const body = { title: "Namenlos", from: "empty", language: "de" };
    const made = await ask("/api/maps", { method: "POST", body, as: server.owner });
    const { id: mapId } = mapSummarySchema.parse(made.json());
    const member = await server.newMember("Xaver Quittenbrot");
    await giveRole(url, mapId, member, "editor");
    const guest = await guestBy(url, (await invite(url, mapId, { role: "editor" })).token, {
      name: "Yvonne Quark",
    });
    const people = [server.owner, member, guest];
    for (const somebody of people) {
      const client = await joinMap(server.syncUrl, mapId, {}, somebody);
      await editFor(client, somebody);
      client.leave();
    }
    const rename = { method: "PATCH", body: { title: "Umbenannt" }, as: member };
    expect((await ask(`/api/maps/${mapId}`, rename)).status).toBe(200);
    const words = people.flatMap(({ person }) => [
      person.id,
      ...person.name.split(" "),
      ...(person.email === null ? [] : [person.email]),
    ]);
    const reader = await joinMap(server.syncUrl, mapId);
    const document = Buffer.from(Y.encodeStateAsUpdate(reader.doc));
    reader.leave();
    const exported = await ask(`/api/maps/${mapId}/export.json`, { as: server.owner });
    for (const bytes of [document, journalOf(mapId)]) {
      expect(found(["Umbenannt", "Bearbeitet"], bytes)).not.toEqual([]);
      expect(found(words, bytes)).toEqual([]);
    }
    expect(found(words, Buffer.from(exported.text))).toEqual([]);
  });
});

describe("the log", () => {
  it("DP-11, DP-12: says nothing of whom it saw, at its most talkative; no file says from where they came", async () => {
    const member = await server.newMember("Siegfried Spurlos");
    const address = addressOf(member);
    const { id: mapId } = await newMapAt(url, "Titelspur");
    await giveRole(url, mapId, member, "editor");
    const wrong = { email: address, password: "falsches Geheimnis" };
    await ask("/api/sign-in/password", { method: "POST", body: wrong });
    const right = { email: address, password: PASSWORD };
    const signedIn = await ask("/api/sign-in/password", { method: "POST", body: right });
    expect(signedIn.status).toBe(204);
    const forgotten = { email: address, language: "de" };
    await ask("/api/sign-in/forgotten", { method: "POST", body: forgotten });
    const invited = await ask(`/api/maps/${mapId}/invitations`, {
      method: "POST",
      body: { name: "Dr. Unsichtbar", organisation: "Tarninstitut", perspective: "Schatten" },
      as: server.owner,
    });
    const { link } = linkAnswerSchema.parse(invited.json());
    const token = new URL(link).hash.slice(1);
    const accepted = await ask("/api/invitations/accept", {
      method: "POST",
      body: { token, name: "Uwe Unsichtbar", hasReadPrivacy: true },
    });
    expect(accepted.status).toBe(200);
    const guessed = "G".repeat(43);
    await ask("/api/invitations/look", { method: "POST", body: { token: guessed } });
    await ask("/api/maps", { method: "POST", body: '{"title":"Kaputtspur', as: member });
    await ask("/api/maps/import", { method: "POST", body: "Importspur", as: member });
    await ask("/api/maps", { headers: { cookie: "zlk_session=Cookiespur.x" } });
    const client = await joinMap(server.syncUrl, mapId, {}, member);
    await editFor(client, member);
    client.provider.ws?.send(Uint8Array.of(99, 1, 2));
    await waitFor("the server says something of it", () => server.log().includes("4400"));
    client.leave();
    const words = [
      "Siegfried",
      "Spurlos",
      "Unsichtbar",
      "Tarninstitut",
      "Schatten",
      address,
      "Titelspur",
      "Kaputtspur",
      "Importspur",
      "Cookiespur",
      "Bearbeitet",
      PASSWORD,
      wrong.password,
      token,
      guessed,
      tokenOf(member),
      PLACE,
      BROWSER,
      server.owner.person.name,
    ];
    // The first lines are for whoever starts the server; they are on the standard output, and not in the log.
    const log = server.log().replaceAll(/^Zukunftslandkarte: .*$/gm, "");
    expect(log.length).toBeGreaterThan(0);
    expect(found(words, Buffer.from(log))).toEqual([]);
    expect(inFolder([PLACE, BROWSER, "127.0.0.1"])).toEqual([]);
    const columns = inDatabase(server.dataDir, (database) =>
      database
        .prepare("select c.name from sqlite_schema s, pragma_table_info(s.name) c")
        .all()
        .map(({ name }) => String(name)),
    );
    expect(columns).toContain("expires_at");
    expect(columns.filter((name) => /(^|_)ip(_|$)|agent|browser/i.test(name))).toEqual([]);
  });
});
