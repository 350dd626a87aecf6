// From where a request comes, behind proxies that are trusted and others.
import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { readConfig } from "../../server/config.ts";
import { clientAddress, isFromThisMachine } from "../../server/http/clientAddress.ts";

function from(remoteAddress: string, headers: Record<string, string> = {}): IncomingMessage {
  return { socket: { remoteAddress }, headers } as unknown as IncomingMessage;
}

function behind(proxies: string, remoteAddress: string, forwarded?: string): string {
  const config = readConfig({ TRUSTED_PROXIES: proxies });
  if ("problem" in config) throw new Error(config.problem);
  const headers = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
  return clientAddress(from(remoteAddress, headers), config.trustedProxies);
}

describe("the address of who sent a request", () => {
  it("PE-10: is the socket's, whatever a header says, unless that is a trusted proxy's", () => {
    expect(behind("", "203.0.113.7", "198.51.100.1")).toBe("203.0.113.7");
    expect(behind("", "::ffff:203.0.113.7")).toBe("203.0.113.7");
    expect(behind("10.0.0.0/8", "192.168.1.1", "198.51.100.1")).toBe("192.168.1.1");
    expect(behind("127.0.0.1", "::ffff:127.0.0.1", "198.51.100.1")).toBe("198.51.100.1");
    expect(behind("fd00::/8", "fd12::1", "2001:db8::5")).toBe("2001:db8::5");
  });

  it("PE-10: is the last one that no trusted proxy has: what stands before it anybody can have written", () => {
    const chain = "1.2.3.4, 198.51.100.1, 10.0.0.9";
    expect(behind("10.0.0.0/8", "10.0.0.2", chain)).toBe("198.51.100.1");
    expect(behind("10.0.0.0/8", "10.0.0.2", "10.0.0.9")).toBe("10.0.0.9");
    expect(behind("10.0.0.0/8", "10.0.0.2", "198.51.100.1, unknown")).toBe("10.0.0.2");
    expect(behind("10.0.0.0/8", "10.0.0.2")).toBe("10.0.0.2");
  });

  it("PE-7: a program on this machine is one that no proxy speaks for", () => {
    expect(isFromThisMachine(from("127.0.0.1"))).toBe(true);
    expect(isFromThisMachine(from("::ffff:127.0.0.1"))).toBe(true);
    expect(isFromThisMachine(from("::1"))).toBe(true);
    expect(isFromThisMachine(from("10.0.0.2"))).toBe(false);
    for (const name of ["x-forwarded-for", "x-forwarded-host", "forwarded", "via"]) {
      expect(isFromThisMachine(from("127.0.0.1", { [name]: "x" })), name).toBe(false);
    }
  });
});
