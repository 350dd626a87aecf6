// Runs in every test file: whatever reaches console.error or console.warn fails the test it came from, since nobody
// reads a log of a green run. Browser pages are watched in tests/fixtures/browser.ts.
import { afterEach } from "vitest";
import { format } from "node:util";

const complaints: string[] = [];

for (const level of ["error", "warn"] as const) {
  const print = console[level].bind(console);
  console[level] = (...parts: unknown[]) => {
    complaints.push(`console.${level}: ${format(...parts)}`);
    print(...parts);
  };
}

afterEach(() => {
  const heard = complaints.splice(0);
  if (heard.length > 0) throw new Error(`The test wrote to the console:\n${heard.join("\n")}`);
});
