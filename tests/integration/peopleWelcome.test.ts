// The first owner's link, on a real server that was just started.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { mapListSchema, problemSchema } from "#shared/maps/api.ts";
import { meSchema, sessionSchema } from "#shared/people/api.ts";
import { askApi, type Answer } from "../fixtures/askApi.ts";
import { cookieOf, newMemberAt, redeemWelcome } from "../fixtures/newPeople.ts";
import { setOwner, type Somebody } from "../fixtures/people.ts";
import { startServer, WELCOME, type ServerProcess } from "../fixtures/server.ts";
import { waitFor } from "../fixtures/waitFor.ts";

const AT_ONCE = 20;

let server: ServerProcess;
afterEach(() => server.remove());

/** The key that the server printed last. */
async function printedKey(heardBefore = 0): Promise<string> {
  const said = () => WELCOME.exec(server.log().slice(heardBefore))?.[1];
  return await waitFor("the link is printed", said);
}

const welcome = (key: string, name = "Anika"): Promise<Answer> =>
  askApi(`${server.url}/api/session/welcome`, { method: "POST", as: null, body: { key, name } });

async function isNew(): Promise<boolean> {
  const answer = await askApi(`${server.url}/api/session`, { as: null });
  return sessionSchema.parse(answer.json()).isNew;
}

function codeOf(answer: Answer): [number, string] {
  return [answer.status, problemSchema.parse(answer.json()).code];
}

describe("the first owner's link", () => {
  it("PE-1: makes the first member, who runs the installation and owns the starter map", async () => {
    server = await startServer({ welcome: false });
    expect(await isNew()).toBe(true);
    const key = await printedKey();
    expect(server.log()).toContain(`${server.url}/willkommen#${key}`);
    const answer = await welcome(key, " Anika ");
    const me = meSchema.parse(answer.json());
    expect(me).toMatchObject({ name: "Anika", kind: "member", isAdmin: true, email: null });
    const headers = { cookie: cookieOf(answer) };
    const session = await askApi(`${server.url}/api/session`, { headers });
    expect(sessionSchema.parse(session.json())).toMatchObject({ isNew: false, me });
    const list = await askApi(`${server.url}/api/maps`, { headers });
    const [map] = mapListSchema.parse(list.json()).maps;
    const path = `${server.url}/api/maps/${map?.id ?? ""}/team-role`;
    const body = { role: "viewer" };
    expect((await askApi(path, { method: "PUT", headers, body })).status).toBeLessThan(300);
  });

  it("PE-1: works once, also for twenty at the same moment, and never again", async () => {
    server = await startServer({ welcome: false });
    const key = await printedKey();
    const answers = await Promise.all(
      Array.from({ length: AT_ONCE }, (_, at) => welcome(key, `Person ${at}`)),
    );
    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
    expect(statuses).toEqual([200, ...Array.from({ length: AT_ONCE - 1 }, () => 404)]);
    expect(codeOf(await welcome(key))).toEqual([404, "no-such-link"]);
    const heard = server.log().length;
    await server.restart();
    expect(await isNew()).toBe(false);
    expect(codeOf(await welcome(key))).toEqual([404, "no-such-link"]);
    expect(server.log().slice(heard)).not.toContain("willkommen");
  });

  it("PE-1: another key opens nothing, and a restart before its use prints another one", async () => {
    server = await startServer({ welcome: false });
    const key = await printedKey();
    const other = `${key.startsWith("A") ? "B" : "A"}${key.slice(1)}`;
    expect(codeOf(await welcome(other))).toEqual([404, "no-such-link"]);
    for (const body of [{ key }, { key, name: "" }, { key: `${key}x`, name: "x" }]) {
      const refused = await askApi(`${server.url}/api/session/welcome`, { method: "POST", body });
      expect(codeOf(refused)).toEqual([400, "invalid-request"]);
    }
    const heard = server.log().length;
    await server.restart();
    const next = await printedKey(heard);
    expect(next).not.toBe(key);
    expect(codeOf(await welcome(key))).toEqual([404, "no-such-link"]);
    expect((await welcome(next)).status).toBe(200);
  });
});

describe("an owner who is locked out", () => {
  it("PE-9: comes back by the command in the manual, and others keep what they have", async () => {
    const folder = mkdtempSync(join(tmpdir(), "locked-out-"));
    try {
      server = await startServer({ dataDir: join(folder, "data") });
      const member = await server.newMember("Ben");
      const body = { title: "Bens Karte", from: "empty", language: "de" };
      const made = await askApi(`${server.url}/api/maps`, { method: "POST", body, as: member });
      expect(made.status).toBe(201);
      await server.stop();
      const manual = readFileSync("docs/operations.md", "utf8");
      const [command] = /^node -e ".*installation owned.*"$/m.exec(manual) ?? [];
      const path = [dirname(process.execPath), process.env.PATH].join(delimiter);
      execFileSync("sh", ["-c", command ?? "exit 1"], { cwd: folder, env: { PATH: path } });
      const heard = server.log().length;
      await server.restart();
      const again = await redeemWelcome(server.url, await printedKey(heard), "Anika");
      expect(again.person).toMatchObject({ isAdmin: true });
      const mapsOf = async (as: Somebody) => {
        const list = await askApi(`${server.url}/api/maps`, { as });
        return mapListSchema.parse(list.json()).maps.map(({ title }) => title);
      };
      expect(await mapsOf(again)).toHaveLength(2);
      expect(await mapsOf(member)).toContain("Bens Karte");
    } finally {
      await server.remove();
      rmSync(folder, { recursive: true });
    }
  });
});

describe("a link to become a member", () => {
  it("PE-8: makes one member, who signs in with what they chose; used, it opens nothing", async () => {
    server = await startServer();
    const invite = (as: Parameters<typeof askApi>[1] = {}) =>
      askApi(`${server.url}/api/admin/members/invitations`, {
        method: "POST",
        body: { name: "Ben", email: null, guestId: null, send: false },
        ...as,
      });
    const { link } = (await invite()).json() as { link: string };
    expect(link.startsWith(`${server.url}/beitreten#`)).toBe(true);
    const token = link.split("#")[1] ?? "";
    const post = (path: string, body: object) =>
      askApi(`${server.url}/api/join/${path}`, { method: "POST", as: null, body });
    const seen = await post("look", { token });
    expect(seen.json()).toEqual({ name: "Ben", email: null, isForGuest: false });
    const account = { name: "Benjamin", password: "ein langes Kennwort" };
    const answers = await Promise.all(
      Array.from({ length: AT_ONCE }, (_, at) =>
        post("accept", { token, ...account, email: `ben${at}@example.org` }),
      ),
    );
    const joined = answers.filter(({ status }) => status === 200);
    expect(joined).toHaveLength(1);
    expect(joined[0]?.json()).toMatchObject({ name: "Benjamin", kind: "member", isAdmin: false });
    expect(codeOf(await post("look", { token }))).toEqual([410, "link-used"]);
    expect(codeOf(await post("look", { token: "A".repeat(43) }))).toEqual([404, "no-such-link"]);
    const ben = { headers: { cookie: cookieOf(joined[0] as Answer) } };
    expect(codeOf(await invite(ben))).toEqual([403, "no-access"]);
    expect(codeOf(await invite({ as: null }))).toEqual([401, "sign-in-needed"]);
  });

  it("PE-8: an address that somebody has is refused, and the link keeps", async () => {
    server = await startServer({ welcome: false });
    const owner = await redeemWelcome(server.url, await printedKey(), "Anika");
    setOwner(server.url, owner);
    const carla = await newMemberAt(server.url, "Carla");
    const invited = await askApi(`${server.url}/api/admin/members/invitations`, {
      method: "POST",
      body: { name: "Ben", email: null, guestId: null, send: false },
    });
    const token = (invited.json() as { link: string }).link.split("#")[1];
    const accept = (email: string | null) =>
      askApi(`${server.url}/api/join/accept`, {
        method: "POST",
        as: null,
        body: { token, name: "Ben", email, password: "ein langes Kennwort" },
      });
    const taken = await accept(carla.person.email?.toUpperCase() ?? null);
    expect(codeOf(taken)).toEqual([409, "address-taken"]);
    expect((await accept("ben@example.org")).status).toBe(200);
  });
});
