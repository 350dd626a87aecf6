// Finds the Chromium that the browser tests drive, or gets one. On a bare Debian it comes from apt, elsewhere from
// Playwright's own download.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Path of a Chromium that starts; null when none could be had. Says on stderr what it does when it takes time. */
export function provideChromium(): string | null {
  return findChromium() ?? installFromDebian() ?? downloadFromPlaywright();
}

/** Path of a Chromium that is already here and starts. `CHROMIUM_PATH` goes before everything else. */
export function findChromium(): string | null {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined && named !== "") {
    if (starts(named)) return named;
    throw new Error(`CHROMIUM_PATH is ${named}, and that does not start.`);
  }
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...candidates, chromium.executablePath()].find(starts) ?? null;
}

/** A file of that name is not enough: some distributions put a script there that only says how to install it. */
function starts(path: string): boolean {
  return existsSync(path) && spawnSync(path, ["--version"], { stdio: "ignore" }).status === 0;
}

function installFromDebian(): string | null {
  const mayInstall = existsSync("/etc/debian_version") && process.getuid?.() === 0;
  if (!mayInstall) return null;
  say("No Chromium here. Installing it with apt-get …");
  const done =
    run("apt-get", ["update"]) &&
    run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"]);
  return done ? findChromium() : null;
}

function downloadFromPlaywright(): string | null {
  say("No Chromium here. Downloading the one of Playwright …");
  const dependencies = process.getuid?.() === 0 ? ["--with-deps"] : [];
  return run("playwright", ["install", "chromium", ...dependencies]) ? findChromium() : null;
}

function run(command: string, args: string[]): boolean {
  // stdout is kept for the outcome of the tests; what an installer says goes to stderr.
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync(command, args, { stdio: ["ignore", 2, 2], env }).status === 0;
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
