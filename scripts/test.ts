// `npm test`: gets what the tests need, builds the client, runs them, and says in its last line what they came to.
// Arguments go to vitest: `npm test -- tests/unit`.
import { spawn } from "node:child_process";
import { existsSync, globSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { buildIfNeeded } from "./build/ifNeeded.ts";
import { testTitles } from "./check/testTitles.ts";
import { provideChromium } from "./prerequisites/chromium.ts";
import { lastLine, succeeded, TALLY_FILE, type Counts } from "./test/counts.ts";

/** Kinds of test that need neither the built client nor a browser. */
const PURE = /^tests\/(?:unit|contract|sim|integration|faults)(?:\/|$)/;

const strict = process.env.CI === "true";
const args = process.argv.slice(2);
const paths = args.filter((arg) => !arg.startsWith("-"));
const pure = paths.length > 0 && paths.every((path) => PURE.test(path));

const skipped: string[] = [];
const env: NodeJS.ProcessEnv = { ...process.env };
if (!pure) {
  const chromium = provideChromium();
  if (chromium === null) skipped.push("e2e");
  else env.CHROMIUM_PATH = chromium;
  await buildIfNeeded(process.cwd());
}
const counts = await runVitest([...args, ...skipped.map((kind) => `--project=!${kind}*`)]);
for (const kind of skipped) {
  counts.skipped += countTests(kind);
  process.stderr.write(
    `\nSKIPPED: all of tests/${kind}. They need Chromium: install it (Debian: apt-get install chromium) ` +
      "or say where it is with CHROMIUM_PATH.\n",
  );
}
for (const { name, reasons } of counts.unsteady) {
  process.stderr.write(`\nUNSTEADY, passed only when it was tried again: ${name}\n`);
  for (const reason of reasons) process.stderr.write(`${reason}\n`);
}
if (!succeeded(counts, strict)) process.exitCode = 1;
console.log(lastLine(counts));

async function runVitest(vitestArgs: string[]): Promise<Counts> {
  rmSync(TALLY_FILE, { force: true });
  mkdirSync(dirname(TALLY_FILE), { recursive: true });
  const reporters = ["--reporter=default", "--reporter=./scripts/test/Tally.ts"];
  const child = spawn("vitest", ["run", ...reporters, ...vitestArgs], {
    stdio: ["ignore", "inherit", "inherit"],
    env,
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  const told = existsSync(TALLY_FILE)
    ? (JSON.parse(readFileSync(TALLY_FILE, "utf8")) as Counts)
    : { passed: 0, failed: 0, skipped: 0, unsteady: [] };
  // Whatever made vitest fail is a failure, even one that no test owns.
  return code === 0 || told.failed > 0 ? told : { ...told, failed: 1 };
}

function countTests(kind: string): number {
  return globSync(`tests/${kind}/**/*.test.{ts,tsx}`).flatMap((path) =>
    testTitles(path, readFileSync(path, "utf8")),
  ).length;
}
