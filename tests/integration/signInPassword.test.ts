// Signing in with address and password, against a real server; changing password and address.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sessionSchema, type Me } from "#shared/people/api.ts";
import { askApi, type Answer } from "../fixtures/askApi.ts";
import { cookieOf } from "../fixtures/newPeople.ts";
import { type As, type Somebody } from "../fixtures/people.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";

const PASSWORD = "ein langes Kennwort";
const OTHER = "ein anderes Kennwort";

let server: ServerProcess;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.remove());

function post(path: string, body: unknown, as: As = null, method = "POST"): Promise<Answer> {
  return askApi(`${server.url}${path}`, { method, body, as });
}

function signIn(email: string, password: string): Promise<Answer> {
  return post("/api/sign-in/password", { email, password });
}

function codeOf(answer: Answer): unknown {
  return (answer.json() as { code: unknown }).code;
}

async function meOf(cookie: string): Promise<Me | null> {
  const answer = await askApi(`${server.url}/api/session`, { headers: { cookie } });
  return sessionSchema.parse(answer.json()).me;
}

function countOf(statuses: number[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const status of statuses) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

function emailOf({ person }: Somebody): string {
  if (person.email === null) throw new Error("This person gave no address.");
  return person.email;
}

describe("address and password", () => {
  it("PE-30: the right ones sign in, in whatever case the address is written", async () => {
    const member = await server.newMember("Mira");
    for (const email of [emailOf(member), ` ${emailOf(member).toUpperCase()} `]) {
      const answer = await signIn(email, PASSWORD);
      expect(answer.status).toBe(204);
      expect((await meOf(cookieOf(answer)))?.id).toBe(member.person.id);
    }
  });

  it("PE-31: a wrong password, an unknown address and one without a password get the same answer", async () => {
    const member = await server.newMember();
    const answers = [
      await signIn(emailOf(member), "falsch geraten"),
      await signIn("niemand@example.org", PASSWORD),
      await signIn(`${server.owner.person.id.toLowerCase()}@guest.invalid`, PASSWORD),
    ];
    const told = answers.map(({ status, text, headers }) => {
      const { date: _date, ...rest } = headers;
      return { status, text, rest };
    });
    expect(told[0]?.status).toBe(401);
    expect(codeOf(answers[0] as Answer)).toBe("wrong-credentials");
    expect(told[1]).toEqual(told[0]);
    expect(told[2]).toEqual(told[0]);
    expect(answers.every(({ headers }) => headers["set-cookie"] === undefined)).toBe(true);
  });

  it("PE-31: an unknown address takes the work of a known one", async () => {
    const member = await server.newMember();
    const timed = async (email: string) => {
      const begun = performance.now();
      await signIn(email, "falsch geraten");
      return performance.now() - begun;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    for (let time = 0; time < 5; time += 1) {
      known.push(await timed(emailOf(member)));
      unknown.push(await timed(`niemand${time}@example.org`));
    }
    // Without the hashing, a fiftieth: this holds on a machine of any speed.
    expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) / 4);
  });

  it("PE-33: the eleventh guess is refused, the right password too; for others nothing changes", async () => {
    const member = await server.newMember();
    const other = await server.newMember();
    const guesses = await Promise.all(
      Array.from({ length: 14 }, (_, number) => signIn(emailOf(member), `geraten ${number}`)),
    );
    const refused = guesses.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(4);
    expect(refused.map(codeOf)).toEqual(Array.from({ length: 4 }, () => "too-many-attempts"));
    expect(Number(refused[0]?.headers["retry-after"])).toBeGreaterThan(0);
    expect((await signIn(emailOf(member), PASSWORD)).status).toBe(429);
    expect((await signIn(emailOf(other), PASSWORD)).status).toBe(204);
  });

  it("PE-33: an unknown address is refused after as many guesses as a known one", async () => {
    const guesses = Array.from({ length: 11 }, () => signIn("gibtsnicht@example.org", "geraten"));
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(countOf(statuses)).toEqual({ 401: 10, 429: 1 });
  });

  it("PE-33: right passwords are no guesses", async () => {
    const member = await server.newMember();
    for (let time = 0; time < 15; time += 1) {
      expect((await signIn(emailOf(member), PASSWORD)).status).toBe(204);
    }
  });

  it("PE-31: nobody can open an account by asking for one", async () => {
    const body = { email: "neu@example.org", password: PASSWORD, name: "Neu" };
    for (const path of ["/api/auth/sign-up/email", "/api/sign-in/sign-up", "/api/sign-up"]) {
      expect((await post(path, body)).status).toBe(404);
    }
  });
});

describe("changing the password", () => {
  const change = (who: Somebody, current: string | null, password: string) =>
    post("/api/me/password", { current, password }, who, "PUT");

  it("PE-32: needs the current one, and ends the sessions everywhere else", async () => {
    const member = await server.newMember();
    const elsewhere = cookieOf(await signIn(emailOf(member), PASSWORD));
    for (const current of [null, "falsch geraten"]) {
      const refused = await change(member, current, OTHER);
      expect([refused.status, codeOf(refused)]).toEqual([403, "wrong-password"]);
    }
    expect((await meOf(elsewhere))?.id).toBe(member.person.id);

    const changed = await change(member, PASSWORD, OTHER);
    expect(changed.status).toBe(204);
    expect(await meOf(elsewhere)).toBeNull();
    expect((await meOf(member.cookie))?.id).toBe(member.person.id);
    expect((await signIn(emailOf(member), PASSWORD)).status).toBe(401);
    expect((await signIn(emailOf(member), OTHER)).status).toBe(204);
  });

  it("PE-32: whoever has none yet sets the first one; too short is refused", async () => {
    const fresh = await startServer();
    try {
      const owner = fresh.owner;
      const ask = (path: string, body: unknown, as: As) =>
        askApi(`${fresh.url}${path}`, { method: "PUT", body, as });
      const email = { email: "Anika@Example.org", password: null };
      expect((await ask("/api/me/email", email, owner)).status).toBe(204);
      const short = await ask("/api/me/password", { current: null, password: "kurz" }, owner);
      expect([short.status, codeOf(short)]).toEqual([400, "invalid-request"]);
      const set = await ask("/api/me/password", { current: null, password: OTHER }, owner);
      expect(set.status).toBe(204);
      const signedIn = await askApi(`${fresh.url}/api/sign-in/password`, {
        method: "POST",
        body: { email: "anika@example.org", password: OTHER },
        as: null,
      });
      expect(signedIn.status).toBe(204);
      const session = await askApi(`${fresh.url}/api/session`, {
        headers: { cookie: cookieOf(signedIn) },
      });
      const { me } = sessionSchema.parse(session.json());
      expect(me).toMatchObject({ id: owner.person.id, email: "anika@example.org" });
      expect(me?.hasPassword).toBe(true);
    } finally {
      await fresh.remove();
    }
  });

  it("PE-32: a stolen session cannot guess the current one without end", async () => {
    const member = await server.newMember();
    const guesses = Array.from({ length: 11 }, () => change(member, "geraten", OTHER));
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(countOf(statuses)).toEqual({ 403: 10, 429: 1 });
  });
});

describe("the address", () => {
  it("PE-38: can be changed with the password; another's is refused", async () => {
    const member = await server.newMember();
    const other = await server.newMember();
    const set = (email: string, password: string | null) =>
      post("/api/me/email", { email, password }, member, "PUT");
    expect(codeOf(await set("neu@example.org", null))).toBe("wrong-password");
    const taken = await set(emailOf(other).toUpperCase(), PASSWORD);
    expect([taken.status, codeOf(taken)]).toEqual([409, "address-taken"]);
    expect((await set("keine Adresse", PASSWORD)).status).toBe(400);
    expect((await set("neu@example.org", PASSWORD)).status).toBe(204);
    expect((await signIn("neu@example.org", PASSWORD)).status).toBe(204);
    expect((await signIn(emailOf(member), PASSWORD)).status).toBe(401);
  });

  it("PE-38: only members have an account: nobody else gets at these routes", async () => {
    const bodies: [string, string, unknown][] = [
      ["PUT", "/api/me/password", { current: null, password: OTHER }],
      ["PUT", "/api/me/email", { email: "x@example.org", password: null }],
      ["POST", "/api/me/passkeys/options", {}],
      ["POST", "/api/me/oidc", { to: "/" }],
    ];
    for (const [method, path, body] of bodies) {
      const answer = await post(path, body, null, method);
      expect([path, answer.status, codeOf(answer)]).toEqual([path, 401, "sign-in-needed"]);
    }
  });
});
