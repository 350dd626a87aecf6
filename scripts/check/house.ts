// Runs the checks that are written in this folder over the files git knows or would take. Prints complaints, one a line.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { houseRules, type SourceFile } from "./houseRules.ts";
import { specCoverage } from "./specCoverage.ts";
import { translations } from "./translations.ts";

const TEXT = /(?:\.(?:[cm]?[jt]sx?|json|md|css|html|ya?ml|sh|svg)|Dockerfile|^\.ci\/run)$/;
const NOT_OURS = /(?:^|\/)package-lock\.json$|^LICENSE$/;

/** All complaints about the working tree of this package. */
export function house(): string[] {
  const files = textFiles();
  const tests = files
    .filter(({ path }) => /^tests\/.*\.test\.tsx?$/.test(path))
    .map(({ path, source }) => ({ file: path, source }));
  return [
    ...houseRules(files),
    ...specCoverage(readFileSync("docs/spec.md", "utf8"), tests),
    ...translations(json("client/i18n/de.json"), json("client/i18n/en.json")),
  ];
}

function textFiles(): SourceFile[] {
  const listed = execFileSync(
    "git",
    ["ls-files", "-z", "--cached", "--others", "--exclude-standard"],
    {
      encoding: "utf8",
    },
  );
  return listed
    .split("\0")
    .filter((path) => TEXT.test(path) && !NOT_OURS.test(path) && existsSync(path))
    .map((path) => ({ path, source: readFileSync(path, "utf8") }));
}

function json(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}

if (import.meta.main) {
  const complaints = house();
  for (const complaint of complaints) console.log(complaint);
  if (complaints.length > 0) process.exitCode = 1;
}
