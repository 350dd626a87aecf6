// The rules of the house that no linter knows: sizes, names and first lines of files, and nothing of the machine it was
// written on. Each function gets files and answers with complaints.
import { basename, dirname } from "node:path";

export interface SourceFile {
  /** From the root of the package, with forward slashes. */
  path: string;
  source: string;
}

const MAX_LINES = 400;
const CODE = /^(?:server|client|shared|tests|scripts)\/.*\.tsx?$/;
const NAMES_THAT_SAY_NOTHING = /^(?:utils?|helpers?|common|misc|index)$/i;
const ENDINGS_THAT_SAY_NOTHING = /(?:Utils?|Helpers?|Manager|Service)$/;
/** Folders that exist only where something was written or tried out. In two parts, so that this file is not its own find. */
const PLACES_OF_ONE_MACHINE = new RegExp(
  ["/work", "/tmp", "/root", "/home"].map((place) => `${place}/[a-z]`).join("|"),
);

export function houseRules(files: SourceFile[]): string[] {
  return files.flatMap((file) => [
    ...(CODE.test(file.path) ? [...size(file), ...names(file), ...firstLine(file)] : []),
    ...machinePaths(file),
  ]);
}

function size({ path, source }: SourceFile): string[] {
  const lines = source.split("\n").length - 1;
  return lines > MAX_LINES ? [`${path}: ${lines} lines, ${MAX_LINES} at most`] : [];
}

function names({ path }: SourceFile): string[] {
  const words = [...dirname(path).split("/"), basename(path).split(".")[0] ?? ""];
  return words
    .filter((word) => NAMES_THAT_SAY_NOTHING.test(word) || ENDINGS_THAT_SAY_NOTHING.test(word))
    .map((word) => `${path}: “${word}” does not say what it is`);
}

function firstLine({ path, source }: SourceFile): string[] {
  return /^(?:#!.*\n)?(?:\/\/|\/\*)/.test(source)
    ? []
    : [`${path}: begins without saying what it is responsible for`];
}

function machinePaths({ path, source }: SourceFile): string[] {
  return source.split("\n").flatMap((line, index) => {
    const found = PLACES_OF_ONE_MACHINE.exec(line);
    return found === null ? [] : [`${path}:${index + 1}: a path of one machine (${found[0]}…)`];
  });
}
