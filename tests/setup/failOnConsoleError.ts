// Runs in every test file: whatever reaches console.error fails the test it came from, since nobody reads the log of a
// green run. Browser pages are watched in tests/fixtures/browser.ts.
import { afterEach } from "vitest";
import { format } from "node:util";

const complaints: string[] = [];
const print = console.error.bind(console);

console.error = (...parts: unknown[]) => {
  complaints.push(format(...parts));
  print(...parts);
};

afterEach(() => {
  const heard = complaints.splice(0);
  if (heard.length > 0) throw new Error(`The test wrote to console.error:\n${heard.join("\n")}`);
});
