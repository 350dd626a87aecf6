// The policy table, cell by cell, and what the configuration allows.
import { describe, expect, it } from "vitest";
import {
  ACTIONS,
  bestRole,
  INSTALLATION_ACTIONS,
  mayDo,
  mayDoHere,
  ROLES,
  STANDINGS,
  standingOf,
  type Action,
  type InstallationAction,
  type Role,
  type Standing,
} from "#shared/access/policy.ts";
import { readConfig } from "../../server/config.ts";

// owner, editor, commenter, viewer
const TABLE: Record<Action, readonly [boolean, boolean, boolean, boolean]> = {
  "map.open": [true, true, true, true],
  "map.change": [true, true, false, false],
  "presence.show": [true, true, true, true],
  "comments.read": [true, true, true, true],
  "comments.write": [true, true, true, false],
  "comments.changeOwn": [true, true, true, false],
  "comments.deleteAny": [true, false, false, false],
  "comments.resolveOwn": [true, true, true, false],
  "comments.resolveAny": [true, true, false, false],
  "versions.read": [true, true, false, false],
  "versions.write": [true, true, false, false],
  "versions.delete": [true, false, false, false],
  "content.erase": [true, false, false, false],
  "map.export": [true, true, true, true],
  "map.import": [true, true, false, false],
  "members.seeNames": [true, true, true, true],
  "members.seeAddresses": [true, false, false, false],
  "members.manage": [true, false, false, false],
  "map.delete": [true, false, false, false],
};

const cells = ACTIONS.flatMap((action) =>
  ROLES.map((role, at): [Role, Action, boolean] => [role, action, TABLE[action][at] ?? false]),
);

describe("who may do what", () => {
  it.each(cells)("AC-1: %s, %s: %s", (role, action, allowed) => {
    expect(mayDo(role, action)).toBe(allowed);
  });

  it.each([...ACTIONS])("AC-1: without a role nobody may %s", (action) => {
    expect(mayDo(null, action)).toBe(false);
  });
});

// guest, member, admin
const HERE: Record<InstallationAction, readonly [boolean, boolean, boolean]> = {
  "maps.create": [false, true, true],
  "maps.duplicate": [false, true, true],
  "maps.import": [false, true, true],
  "maps.measure": [false, false, true],
  "members.list": [false, false, true],
  "members.invite": [false, false, true],
  "members.change": [false, false, true],
  "members.erase": [false, false, true],
  "texts.change": [false, false, true],
  "audit.read": [false, false, true],
  "audit.export": [false, false, true],
};

const cellsHere = INSTALLATION_ACTIONS.flatMap((action) =>
  STANDINGS.map((standing, at): [Standing, InstallationAction, boolean] => [
    standing,
    action,
    HERE[action][at] ?? false,
  ]),
);

describe("who may do what on the installation", () => {
  it.each(cellsHere)("AC-8: %s, %s: %s", (standing, action, allowed) => {
    expect(mayDoHere(standing, action)).toBe(allowed);
    expect(mayDoHere(null, action)).toBe(false);
  });

  it("AC-8: a guest is no admin, whatever else is written about them", () => {
    expect(standingOf({ kind: "guest", isAdmin: true })).toBe("guest");
    expect(standingOf({ kind: "member", isAdmin: true })).toBe("admin");
    expect(standingOf({ kind: "member", isAdmin: false })).toBe("member");
  });

  it("AC-5: of several roles the one counts that allows most", () => {
    expect(bestRole(["viewer", null, "editor", "commenter"])).toBe("editor");
    expect(bestRole([null])).toBeNull();
    expect(bestRole([])).toBeNull();
  });
});

function problemWith(env: Record<string, string>): string {
  const config = readConfig(env);
  return "problem" in config ? config.problem : "";
}

describe("where it listens", () => {
  it.each(["127.0.0.1", "127.1.2.3", "::1", "localhost"])("AC-3: %s is this machine", (host) => {
    expect(readConfig({ HOST: host })).toMatchObject({ host });
  });

  it.each(["0.0.0.0", "::", "192.168.1.5", "example.org", "127.0.0.1.example.org"])(
    "AC-3: %s is refused unless PUBLIC_URL says where people reach the server",
    (host) => {
      expect(problemWith({ HOST: host })).toContain("PUBLIC_URL");
      const publicUrl = "https://maps.example.org";
      expect(readConfig({ HOST: host, PUBLIC_URL: `${publicUrl}/` })).toMatchObject({
        host,
        publicUrl,
      });
    },
  );

  it("AC-3: a setting that makes no sense is named", () => {
    expect(problemWith({ PORT: "many" })).toContain("PORT");
    for (const url of ["example.org", "ftp://example.org", "https://example.org/maps"]) {
      expect(problemWith({ PUBLIC_URL: url }), url).toContain("PUBLIC_URL");
    }
    for (const proxies of ["proxy", "10.0.0.0/33", "10.0.0.0/x", "::1/129"]) {
      expect(problemWith({ TRUSTED_PROXIES: proxies }), proxies).toContain("TRUSTED_PROXIES");
    }
    expect(problemWith({ AUTH_SECRET: "short" })).toContain("AUTH_SECRET");
    expect(problemWith({ SMTP_URL: "smtp://localhost" })).toContain("MAIL_FROM");
    expect(problemWith({ OIDC_ISSUER: "https://id.example.org" })).toContain("OIDC_CLIENT_ID");
    expect(readConfig({})).toMatchObject({ port: 3000, host: "127.0.0.1", dataDir: "./data" });
  });
});
