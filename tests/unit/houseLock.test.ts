// The lock file is whole: `npm ci` works from it on every platform, whatever the registry it was written behind carries.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { completeLock, type Lock } from "../../scripts/lock/completeLock.ts";

it("RU-15: the lock file lacks no optional package (else: npm run lock)", () => {
  const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as Lock;
  expect(Object.keys(lock.packages).length).toBeGreaterThan(100);
  expect(completeLock(lock).added).toEqual([]);
});

it("RU-15: a missing optional package is added with its platform, and none that is there", () => {
  const owner = {
    version: "1.0.0",
    dev: true,
    optionalDependencies: {
      "@a/binding-linux-x64-gnu": "1.0.0",
      "@a/binding-darwin-arm64": "1.0.0",
    },
  };
  const here = { version: "1.0.0", optional: true, integrity: "sha512-x" };
  const { lock, added } = completeLock({
    packages: { "node_modules/@a/tool": owner, "node_modules/@a/binding-darwin-arm64": here },
  });
  expect(added).toEqual(["@a/binding-linux-x64-gnu@1.0.0"]);
  expect(lock.packages["node_modules/@a/binding-darwin-arm64"]).toBe(here);
  expect(lock.packages["node_modules/@a/binding-linux-x64-gnu"]).toEqual({
    version: "1.0.0",
    cpu: ["x64"],
    os: ["linux"],
    libc: ["glibc"],
    dev: true,
    optional: true,
  });
});
