// Holds docs/spec.md and the tests together: every rule has a test whose title begins with its id, every test names a
// rule that exists. Reads titles only; whether a test shows what its rule says is for people to judge.
import { testTitles, type TestTitle } from "./testTitles.ts";

/** `- **SY-7** …`: a rule, and its id. */
const RULE = /^- \*\*([A-Z]{2}-\d+)\*\*/gm;
const ID = "[A-Z]{2}-\\d+";
/** `SY-7: …`, `SY-7, HI-3: …`: the ids a title begins with. */
const IDS_AT_START = new RegExp(`^${ID}(?:(?:, | and | )${ID})*(?=[:\\s]|$)`);

export function specCoverage(spec: string, tests: { file: string; source: string }[]): string[] {
  const rules = [...spec.matchAll(RULE)].map((match) => match[1] ?? "");
  const known = new Set(rules);
  const tested = new Set<string>();
  const complaints = rules
    .filter((rule, index) => rules.indexOf(rule) !== index)
    .map((rule) => `docs/spec.md: ${rule} is there twice`);
  for (const title of tests.flatMap(({ file, source }) => testTitles(file, source))) {
    const ids = idsOf(title);
    if (ids.length === 0) complaints.push(`${where(title)}: the title begins with no rule's id`);
    for (const id of ids) {
      tested.add(id);
      if (!known.has(id)) complaints.push(`${where(title)}: docs/spec.md has no rule ${id}`);
    }
  }
  for (const rule of known) {
    if (!tested.has(rule)) complaints.push(`docs/spec.md: no test's title begins with ${rule}`);
  }
  return complaints;
}

function idsOf(title: TestTitle): string[] {
  const start = title.start === null ? null : IDS_AT_START.exec(title.start);
  return start === null ? [] : [...start[0].matchAll(new RegExp(ID, "g"))].map((match) => match[0]);
}

function where(title: TestTitle): string {
  return `${title.file}:${title.line}`;
}
