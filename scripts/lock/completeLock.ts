// Keeps package-lock.json whole: `npm ci` refuses a lock that lacks an optional package, and npm leaves out of it what the
// registry at hand does not carry. A mirror often carries the binaries of one platform only, so that a lock written
// behind it works nowhere, not even there. `npm run lock` after each `npm install` puts the missing entries in.
import { readFileSync, writeFileSync } from "node:fs";

interface Entry {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}

export interface Lock {
  packages: Record<string, Entry>;
}

const CPU: Record<string, string> = { arm64: "arm64", x64: "x64", ia32: "ia32", arm: "arm" };
for (const name of ["ppc64", "riscv64", "s390x", "wasm32"]) CPU[name] = name;
const LIBC: Record<string, string> = {
  gnu: "glibc",
  gnueabihf: "glibc",
  musl: "musl",
  musleabihf: "musl",
};
const OS = /(?:^|[-/])(android|darwin|freebsd|linux|openharmony|win32)-([a-z0-9]+)(?:-([a-z]+))?$/;

/**
 * The lock with an entry for each optional package that one of its packages names with an exact version. Entries that
 * are added bear no integrity (it is not known here), and a platform, so that npm fetches them only there.
 */
export function completeLock(lock: Lock): { lock: Lock; added: string[] } {
  const packages = { ...lock.packages };
  const added: string[] = [];
  for (const [path, owner] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(owner.optionalDependencies ?? {})) {
      const place = `node_modules/${name}`;
      const known = place in packages || `${path}/${place}` in packages;
      const platform = platformOf(name);
      if (known || platform === null || !/^\d+\.\d+\.\d+$/.test(version)) continue;
      packages[place] = {
        version,
        ...platform,
        ...(owner.dev === true && { dev: true }),
        optional: true,
      };
      added.push(`${name}@${version}`);
    }
  }
  const sorted = Object.entries(packages).toSorted(([a], [b]) => a.localeCompare(b, "en"));
  return { lock: { ...lock, packages: Object.fromEntries(sorted) }, added };
}

function platformOf(name: string): Pick<Entry, "cpu" | "os" | "libc"> | null {
  const [, os, cpu = "", abi = ""] = OS.exec(name) ?? [];
  if (os === undefined || CPU[cpu] === undefined) return null;
  const libc = LIBC[abi];
  return {
    cpu: [CPU[cpu]],
    os: [os],
    ...(os === "linux" && libc !== undefined && { libc: [libc] }),
  };
}

if (import.meta.main) {
  const path = "package-lock.json";
  const { lock, added } = completeLock(JSON.parse(readFileSync(path, "utf8")) as Lock);
  if (added.length > 0) writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${added.length} entries added to ${path}`);
}
