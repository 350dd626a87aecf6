// The small parts that signing in rests on: counting attempts, what is given out once, where pages may lead to.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ownPath } from "#shared/people/ownPath.ts";
import { readConfig } from "../../server/config.ts";
import { AttemptLimit, placeOf } from "../../server/people/AttemptLimit.ts";
import { OneTimeMemory } from "../../server/people/OneTimeMemory.ts";
import { originOf } from "../../server/people/signInParts.ts";

const HERE = "https://maps.example.org";

describe("counting attempts", () => {
  it("PE-33: so many within the time, then none until it is over; others are not affected", () => {
    let now = 0;
    const limit = new AttemptLimit({ attempts: 3, withinMs: 60_000 }, () => now);
    expect([1, 2, 3].map(() => limit.take("a"))).toEqual([0, 0, 0]);
    now = 20_000;
    expect(limit.take("a")).toBe(40);
    expect(limit.take("b")).toBe(0);
    now = 60_000;
    expect(limit.take("a")).toBe(0);
  });

  it("PE-33: an attempt that is taken back does not count, and never below none", () => {
    const limit = new AttemptLimit({ attempts: 2, withinMs: 60_000 }, () => 0);
    for (let time = 0; time < 10; time += 1) {
      expect(limit.take("a")).toBe(0);
      limit.giveBack("a");
    }
    limit.giveBack("a");
    limit.giveBack("never counted");
    expect([limit.take("a"), limit.take("a"), limit.take("a")]).toEqual([0, 0, 60]);
  });

  it("PE-33: different ones without end are counted within bounds, and the newest still count", () => {
    const limit = new AttemptLimit({ attempts: 1, withinMs: 60_000, most: 100 }, () => 0);
    for (let number = 0; number < 1_000; number += 1) limit.take(`a${number}`);
    expect(limit.take("a999")).toBe(60);
    expect(limit.take("a0")).toBe(0);
  });

  it("PE-33: a place is an IPv4 address, or a /64 of IPv6 however it is written", () => {
    expect(placeOf("192.0.2.7")).toBe("192.0.2.7");
    expect(placeOf("2001:db8:0:1:2:3:4:5")).toBe(placeOf("2001:0db8::1:9:9:9:9"));
    expect(placeOf("2001:db8:0:1::5")).toBe(placeOf("2001:db8:0:1:ffff::"));
    expect(placeOf("2001:db8:0:2::5")).not.toBe(placeOf("2001:db8:0:1::5"));
    expect(placeOf("::1")).toBe("0:0:0:0");
  });
});

describe("what is given out once", () => {
  it("PE-40: it is there once, not too long, and not for another token", () => {
    let now = 0;
    const memory = new OneTimeMemory<number>(1_000, () => now);
    memory.put("a", 1);
    memory.put("b", 2);
    expect(memory.take("c")).toBeNull();
    expect(memory.take("a")).toBe(1);
    expect(memory.take("a")).toBeNull();
    now = 1_000;
    expect(memory.take("b")).toBeNull();
  });

  it("PE-40: what is never fetched does not pile up", () => {
    const memory = new OneTimeMemory<number>(1_000, () => 0);
    for (let number = 0; number < 20_001; number += 1) memory.put(`t${number}`, number);
    expect(memory.take("t0")).toBeNull();
    expect(memory.take("t20000")).toBe(20_000);
  });
});

describe("where pages may lead to", () => {
  it.each([
    ["/", "/"],
    ["/karte/abc?x=1#y", "/karte/abc?x=1#y"],
    ["/karte/../profil", "/profil"],
    ["//evil.example", "/"],
    ["/\\evil.example", "/"],
    ["/./\\evil.example", "/"],
    ["/.//evil.example", "/"],
    ["/%09/evil.example", "/%09/evil.example"],
    ["/\t/evil.example", "/"],
    ["https://evil.example/", "/"],
    ["javascript:alert(1)", "/"],
    ["evil", "/"],
    ["", "/"],
    ["/a\r\nSet-Cookie: x=y", "/"],
    [`/${"a".repeat(600)}`, "/"],
    [null, "/"],
    [["/karte"], "/"],
  ])("PE-44: %j leads to %j", (value, path) => {
    expect(ownPath(value)).toBe(path);
  });

  it("PE-44: whatever is asked for, a browser stays on this site", () => {
    const pieces = fc.constantFrom(
      "/",
      "\\",
      ".",
      "..",
      "@",
      ":",
      "evil.example",
      "a",
      "?",
      "#",
      "\t",
      "%2f",
      "http:",
    );
    const paths = fc.oneof(
      fc.string(),
      fc.array(pieces).map((parts) => `/${parts.join("")}`),
    );
    fc.assert(
      fc.property(paths, (value) => {
        const path = ownPath(value);
        expect(new URL(path, HERE).origin).toBe(HERE);
        expect(new URL(path, `${HERE}/anmelden?a=b`).origin).toBe(HERE);
        expect(ownPath(path)).toBe(path);
      }),
      { numRuns: 5_000 },
    );
  });

  it("PE-44: the origin is the configured one under its name, and this machine's otherwise", () => {
    const request = (host: string) =>
      ({ headers: { host } }) as Parameters<ReturnType<typeof originOf>>[0];
    expect(originOf(HERE)(request("maps.example.org"))).toBe(HERE);
    expect(originOf(HERE)(request("localhost:3000"))).toBe("http://localhost:3000");
    expect(originOf(null)(request("LOCALHOST:3000"))).toBe("http://localhost:3000");
  });
});

describe("settings", () => {
  const OIDC = { OIDC_CLIENT_ID: "a", OIDC_CLIENT_SECRET: "b" };
  const MAIL = { SMTP_URL: "smtp://mail.example.org", MAIL_FROM: "karte@example.org" };

  it.each([
    ["SMTP_URL", { ...MAIL, SMTP_URL: "mail.example.org:587" }],
    ["SMTP_URL", { ...MAIL, SMTP_URL: "https://mail.example.org" }],
    ["SMTP_URL", { ...MAIL, SMTP_URL: "smtp" }],
    ["MAIL_FROM", { ...MAIL, MAIL_FROM: "Karte" }],
    ["MAIL_FROM", { ...MAIL, MAIL_FROM: "a@example.org\r\nBcc: b@example.org" }],
    ["SMTP_URL and MAIL_FROM", { SMTP_URL: MAIL.SMTP_URL }],
    ["OIDC_ISSUER", { ...OIDC, OIDC_ISSUER: "login.example.org" }],
    ["OIDC_ISSUER", { ...OIDC, OIDC_ISSUER: "http://login.example.org/" }],
    ["OIDC_ISSUER", { ...OIDC, OIDC_ISSUER: "ftp://localhost/" }],
    ["OIDC_ISSUER, OIDC_CLIENT_ID", { OIDC_ISSUER: "https://login.example.org/" }],
  ])("PE-48: %s that cannot be right is said: %j", (name, env) => {
    expect(readConfig(env)).toEqual({ problem: expect.stringContaining(name) as unknown });
  });

  it("PE-48: right ones are taken", () => {
    for (const from of ["karte@example.org", "Karte der Stadt <karte@example.org>"]) {
      expect(readConfig({ ...MAIL, MAIL_FROM: from })).toMatchObject({ mail: { from } });
    }
    for (const issuer of ["https://login.example.org/realms/x", "http://localhost:8080/realms/x"]) {
      const config = readConfig({ ...OIDC, OIDC_ISSUER: issuer });
      expect(config).toMatchObject({ oidc: { issuer, name: "OpenID Connect" } });
    }
    expect(readConfig({})).toMatchObject({ mail: null, oidc: null });
  });
});
