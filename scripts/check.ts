// `npm run check`: everything that can be said about the code without running it, side by side. Prints only what failed.
import { spawn } from "node:child_process";

const CHECKS: Record<string, [command: string, ...args: string[]]> = {
  types: ["tsc", "--noEmit", "-p", "."],
  lint: ["oxlint"],
  format: ["oxfmt", "--check"],
  unused: ["knip", "--no-progress"],
  house: ["node", "scripts/check/house.ts"],
};

interface Outcome {
  name: string;
  passed: boolean;
  output: string;
  seconds: string;
}

async function run(name: string, command: string, args: string[]): Promise<Outcome> {
  const startedAt = performance.now();
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  return { name, passed: code === 0, output: Buffer.concat(chunks).toString(), seconds };
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in CHECKS));
if (unknown.length > 0) throw new Error(`No such check: ${unknown.join(", ")}`);

const outcomes = await Promise.all(
  Object.entries(CHECKS)
    .filter(([name]) => wanted.length === 0 || wanted.includes(name))
    .map(([name, [command, ...args]]) => run(name, command, args)),
);
for (const { name, output } of outcomes.filter((outcome) => !outcome.passed)) {
  console.log(`\n── ${name}\n${output.trimEnd()}`);
}
console.log(
  outcomes
    .map(({ name, passed, seconds }) => `${passed ? "✓" : "✗"} ${name} ${seconds} s`)
    .join("   "),
);
if (outcomes.some((outcome) => !outcome.passed)) process.exitCode = 1;
