// Limits of attempts as several people meet them: whoever guesses must not lock out those they guess for.
import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { readConfig } from "../../server/config.ts";
import { EntryLimits } from "../../server/access/EntryLimits.ts";
import { SignInLimits } from "../../server/people/SignInLimits.ts";

const addressOf = ({ headers }: IncomingMessage): string => String(headers["x-test"]);
const from = (address: string) =>
  ({ headers: { "x-test": address } }) as unknown as IncomingMessage;

describe("one place that guesses without end", () => {
  it("PE-33: locks nobody out who signs in from elsewhere", () => {
    const limits = new SignInLimits(addressOf);
    for (let time = 0; time < 500; time++) limits.password(from("192.0.2.1"), "otto@example.org");
    expect(limits.password(from("192.0.2.1"), "otto@example.org").retryAfterS).toBeGreaterThan(0);
    expect(limits.password(from("192.0.2.2"), "otto@example.org").retryAfterS).toBe(0);
  });

  it("PE-33: keeps nobody elsewhere from having a mail sent", () => {
    const limits = new SignInLimits(addressOf);
    for (let number = 0; number < 30; number++)
      limits.mail(from("192.0.2.1"), `a${number}@example.org`);
    for (let time = 0; time < 10; time++) {
      expect(limits.mail(from("192.0.2.1"), "otto@example.org").retryAfterS).toBeGreaterThan(0);
    }
    expect(limits.mail(from("192.0.2.2"), "otto@example.org").retryAfterS).toBe(0);
  });

  it("IV-11: locks nobody out of a link's password who comes from elsewhere", () => {
    const limits = new EntryLimits(addressOf);
    const [here, elsewhere] = [
      limits.placeOf(from("192.0.2.1")),
      limits.placeOf(from("192.0.2.2")),
    ];
    for (let time = 0; time < 500; time++) limits.tryPassword(here, "link");
    expect(limits.tryPassword(here, "link")).toBeGreaterThan(0);
    expect(limits.tryPassword(elsewhere, "link")).toBe(0);
  });

  it("PE-33: many places together are still refused, for one address and for one link", () => {
    const signIn = new SignInLimits(addressOf);
    const entry = new EntryLimits(addressOf);
    const places = Array.from(
      { length: 300 },
      (_, at) => `10.0.${Math.floor(at / 250)}.${at % 250}`,
    );
    for (const place of places) {
      signIn.password(from(place), "otto@example.org");
      entry.tryPassword(entry.placeOf(from(place)), "link");
    }
    expect(signIn.password(from("192.0.2.9"), "otto@example.org").retryAfterS).toBeGreaterThan(0);
    expect(entry.tryPassword(entry.placeOf(from("192.0.2.9")), "link")).toBeGreaterThan(0);
  });
});

describe("proxies that are trusted", () => {
  it.each([
    "10.0.0.1/",
    "10.0.0.0/0x8",
    "10.0.0.0/8/8",
    "10.0.0.0/1e1",
    "10.0.0.0/ 8",
    "10.0.0.0/+8",
  ])(
    "PE-33: a network that is cut off or written otherwise is none, least of all every network: %j",
    (list) => {
      expect(readConfig({ TRUSTED_PROXIES: list })).toMatchObject({
        problem: expect.stringContaining("TRUSTED_PROXIES") as string,
      });
    },
  );
});
