// The open link of a map, and links that are guessed, on a real server.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lookAnswerSchema } from "#shared/access/api.ts";
import { newToken } from "../../server/people/tokens.ts";
import { CLOSE } from "#shared/protocol/closeCodes.ts";
import { askApi } from "../fixtures/askApi.ts";
import {
  accept,
  accessTo,
  guestBy,
  invite,
  look,
  newMapAt,
  outcomeOf,
  setOpenLink,
} from "../fixtures/guests.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { closesOf, joinMap } from "../fixtures/stockClient.ts";
import { waitFor } from "../fixtures/waitFor.ts";

const GUESSES = 10_000;
const GUESSES_AT_ONCE = 50;

let server: ServerProcess;
let url: string;

beforeAll(async () => {
  server = await startServer();
  ({ url } = server);
});
afterAll(() => server.remove());

describe("the open link of a map", () => {
  it("IV-10: lets everybody in as somebody new, with its role", async () => {
    const { id: mapId } = await newMapAt(url);
    const { token, link } = await setOpenLink(url, mapId);
    expect(link).toBe(`${url}/einladung#${token}`);
    const seen = lookAnswerSchema.parse((await look(url, token)).json());
    expect(seen).toMatchObject({ name: "", role: "viewer", needsPassword: false });
    const [one, other] = [
      await guestBy(url, token, { name: "Gleicher Name" }),
      await guestBy(url, token, { name: "Gleicher Name" }),
    ];
    expect(one.person.id).not.toBe(other.person.id);
    expect((await accept(url, token, { as: one })).status).toBe(200);
    const { openLink, people } = await accessTo(url, mapId);
    expect(openLink).toMatchObject({ role: "viewer", uses: 2, hasPassword: false });
    expect(people.filter(({ kind }) => kind === "guest").length).toBe(2);
  });

  it("IV-10: with a password lets in only who knows it", async () => {
    const { id: mapId } = await newMapAt(url);
    const { token } = await setOpenLink(url, mapId, { password: "Fichte & Tanne" });
    expect(lookAnswerSchema.parse((await look(url, token)).json()).needsPassword).toBe(true);
    for (const password of [undefined, "", "fichte & tanne", "x".repeat(256)]) {
      const given = password === undefined ? {} : { password };
      const answer = await accept(url, token, given);
      expect(outcomeOf(answer)).toEqual([403, "wrong-password"]);
      expect(answer.headers["set-cookie"]).toBeUndefined();
    }
    const guest = await guestBy(url, token, { password: "Fichte & Tanne" });
    // Who is in needs no password to come back.
    expect((await accept(url, token, { as: guest })).status).toBe(200);
    expect(await accessTo(url, mapId)).toMatchObject({ openLink: { hasPassword: true, uses: 1 } });
    const short = await askApi(`${url}/api/maps/${mapId}/open-link`, {
      method: "PUT",
      body: { password: "kurz" },
    });
    expect(outcomeOf(short)).toEqual([400, "invalid-request"]);
  });

  it("IV-10: stops answering who tries passwords, and nobody else's way in is harmed", async () => {
    const { id: mapId } = await newMapAt(url);
    const { token } = await setOpenLink(url, mapId, { password: "Fichte & Tanne" });
    const guesses = await Promise.all(
      Array.from({ length: 30 }, (_, at) => accept(url, token, { password: `Kennwort ${at}` })),
    );
    const codes = new Set(guesses.map((answer) => outcomeOf(answer)[1]));
    expect(codes).toEqual(new Set(["wrong-password", "too-many-attempts"]));
    const late = await accept(url, token, { password: "Fichte & Tanne" });
    expect(outcomeOf(late)).toEqual([429, "too-many-attempts"]);
    expect(Number(late.headers["retry-after"])).toBeGreaterThan(0);
    const { token: personal } = await invite(url, mapId);
    expect((await accept(url, personal)).status).toBe(200);
  });

  it("IV-10: made anew, the old link ends, and those who came by it stay with the new role", async () => {
    const { id: mapId } = await newMapAt(url);
    const old = await setOpenLink(url, mapId, { role: "editor" });
    const guest = await guestBy(url, old.token);
    const renewed = await setOpenLink(url, mapId, { role: "viewer", days: 1 });
    expect(outcomeOf(await accept(url, old.token))).toEqual([404, "no-such-link"]);
    expect((await accessTo(url, mapId, guest)).mine).toBe("viewer");
    expect((await accept(url, renewed.token)).status).toBe(200);
  });

  it("IV-10: revoked, it lets nobody in, and those who came by it are out at once", async () => {
    const { id: mapId } = await newMapAt(url);
    const { token } = await setOpenLink(url, mapId, { role: "editor" });
    const guests = [await guestBy(url, token), await guestBy(url, token)];
    const clients = await Promise.all(
      guests.map((guest) => joinMap(server.syncUrl, mapId, {}, guest)),
    );
    const closes = clients.map(closesOf);
    const path = `${url}/api/maps/${mapId}/open-link`;
    expect((await askApi(path, { method: "DELETE" })).status).toBe(204);
    await waitFor("both are out", () => closes.every(({ length }) => length > 1));
    expect(closes).toEqual([
      [CLOSE.rightsChanged, CLOSE.noAccess],
      [CLOSE.rightsChanged, CLOSE.noAccess],
    ]);
    for (const client of clients) client.leave();
    expect(outcomeOf(await accept(url, token))).toEqual([410, "link-revoked"]);
    expect(outcomeOf(await askApi(path, { method: "DELETE" }))).toEqual([404, "not-found"]);
    const next = await setOpenLink(url, mapId);
    expect((await accept(url, next.token)).status).toBe(200);
    const old = await askApi(`${url}/api/maps/${mapId}`, { as: guests[0] });
    expect(outcomeOf(old)).toEqual([403, "no-access"]);
  });
});

describe("links that are guessed", () => {
  it("IV-11: of 10,000 none opens anything, most are not even looked at, and the server stays as it is", async () => {
    const { id: mapId } = await newMapAt(url);
    await setOpenLink(url, mapId);
    const before = await accessTo(url, mapId);
    const outcomes = new Map<string, number>();
    const guess = async (at: number): Promise<void> => {
      const token = newToken();
      const answer = at % 2 === 0 ? await look(url, token) : await accept(url, token);
      const outcome = outcomeOf(answer).join(" ");
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      expect(answer.headers["set-cookie"]).toBeUndefined();
    };
    for (let at = 0; at < GUESSES; at += GUESSES_AT_ONCE) {
      await Promise.all(Array.from({ length: GUESSES_AT_ONCE }, (_, more) => guess(at + more)));
    }
    expect([...outcomes.keys()].toSorted()).toEqual(["404 no-such-link", "429 too-many-attempts"]);
    expect(outcomes.get("429 too-many-attempts")).toBeGreaterThan(GUESSES * 0.9);
    expect(await accessTo(url, mapId)).toEqual(before);
    expect((await askApi(`${url}/api/health`)).status).toBe(200);
  });
});
