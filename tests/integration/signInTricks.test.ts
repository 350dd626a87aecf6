// What requests say about themselves, against a real server: addresses of mail that are none, and names of the server.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inviteMemberAnswerSchema } from "#shared/people/api.ts";
import { askApi } from "../fixtures/askApi.ts";
import { invite, newMapAt, outcomeOf, setOpenLink } from "../fixtures/guests.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";

const PASSWORD = "ein langes Kennwort";
const PUBLIC_URL = "https://karten.example.org";

let server: ServerProcess;
let url: string;

beforeAll(async () => {
  server = await startServer({ env: { PUBLIC_URL } });
  ({ url } = server);
});
afterAll(() => server.remove());

describe("addresses that stand for none", () => {
  it("DP-2: nobody takes one, and so nobody stands in the way of another's erasure", async () => {
    const [member, victim] = [await server.newMember(), await server.newMember()];
    const email = `${victim.person.id}@guest.invalid`;
    const body = { email, password: PASSWORD };
    const path = `${url}/api/me/email`;
    const refused = await askApi(path, { method: "PUT", body, as: member });
    expect(outcomeOf(refused)).toEqual([400, "invalid-request"]);
    const wanted = { name: "Neu", email, guestId: null, send: false };
    const inviting = `${url}/api/admin/members/invitations`;
    const invited = await askApi(inviting, { method: "POST", body: { ...wanted, email: null } });
    const { link } = inviteMemberAnswerSchema.parse(invited.json());
    const joined = await askApi(`${url}/api/join/accept`, {
      method: "POST",
      as: null,
      body: { token: new URL(link).hash.slice(1), name: "Neu", email, password: PASSWORD },
    });
    expect(outcomeOf(joined)).toEqual([400, "invalid-request"]);
    const erased = await askApi(`${url}/api/me`, {
      method: "DELETE",
      body: { confirm: true, password: PASSWORD },
      as: victim,
    });
    expect(erased.status).toBe(204);
  });
});

describe("links of a server that knows where people reach it", () => {
  it("IV-12: lead there, whatever name a request says it was sent to", async () => {
    const { id } = await newMapAt(url);
    const headers = { host: "192.0.2.66" };
    const path = `${url}/api/maps/${id}`;
    const body = { name: "Dr. Expertin", organisation: "Institut", perspective: "Forschung" };
    const invited = await askApi(`${path}/invitations`, { method: "POST", body, headers });
    const open = await askApi(`${path}/open-link`, { method: "PUT", body: {}, headers });
    const member = { name: "Neu", email: null, guestId: null, send: false };
    const joining = await askApi(`${url}/api/admin/members/invitations`, {
      method: "POST",
      body: member,
      headers,
    });
    for (const answer of [invited, open, joining]) {
      const { link } = answer.json() as { link: string };
      expect(new URL(link).origin).toBe(PUBLIC_URL);
    }
    expect(new URL((await invite(url, id)).link).origin).toBe(PUBLIC_URL);
    expect(new URL((await setOpenLink(url, id)).link).origin).toBe(PUBLIC_URL);
  });
});
