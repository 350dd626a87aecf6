// `npm run bench:versions`: two versions of a map of 2,000 nodes with 500 differences compared in headless Chromium, from
// when both states are there until its picture is at rest; and how long edits are on their way to others while versions are
// saved, against without.
//   --rounds N     5 unless said otherwise
//   --built        takes the client that the last run built
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { chromium } from "playwright";
import { newId } from "#shared/map/ids.ts";
import { findChromium } from "../../scripts/prerequisites/chromium.ts";
import { fetchAs } from "../fixtures/people.ts";
import { Colleague } from "./canvas/Colleague.ts";
import { buildClient, CLIENT_DIR } from "./canvas/pages.ts";
import { OURS, start } from "./sync/contenders.ts";
import { medianOf, printTable, show } from "./sync/table.ts";
import { changeMuch, editsOnTheWay, join } from "./versions/changes.ts";
import { comparedOnce, type Compared } from "./versions/comparedOnce.ts";

const { values: flags } = parseArgs({
  options: { rounds: { type: "string" }, built: { type: "boolean", default: false } },
});
const rounds = Number(flags.rounds ?? 5);
const NODES = 2_000;
const EDITING_MS = 8_000;
const SAVE_EVERY_MS = 500;

if (!flags.built || !existsSync(CLIENT_DIR)) await buildClient();
const executablePath = findChromium();
if (executablePath === null) throw new Error("No Chromium here; `npm test` gets one.");
const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const browser = await chromium.launch({ executablePath, args: ["--disable-gpu", ...sandbox] });
const server = await start({ ...OURS, env: { CLIENT_DIR } });
try {
  const url = `http://127.0.0.1:${server.port}`;
  const cookie = server.cookie ?? "";
  const colleague = await Colleague.withMap(url, cookie, NODES);
  colleague.leave();
  const { map } = colleague;
  const save = async (): Promise<string> => {
    const id = newId();
    const answer = await fetchAs(
      `${url}/api/maps/${map}/versions`,
      {
        method: "POST",
        headers: { "content-type": "application/json", origin: url, cookie },
        body: JSON.stringify({ id, name: "Bench" }),
      },
      null,
    );
    if (!answer.ok) throw new Error(`No version: ${answer.status}`);
    return id;
  };
  const one = await join(url, map, cookie);
  const other = await join(url, map, cookie);
  const before = await save();
  changeMuch(one);
  // The other has it once the server has it.
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  const after = await save();

  const compared: Compared[] = [];
  for (let round = 0; round < rounds; round++) {
    compared.push(
      await comparedOnce(browser, `${url}/karte/${map}/vergleich/${before}/${after}`, cookie),
    );
  }
  printTable(
    `Two versions of ${NODES} nodes with 500 differences, median of ${rounds}`,
    ["", "drawn ms", "opened ms", "signs in view"],
    [
      [
        "compared",
        show(medianOf(compared, ({ drawnMs }) => drawnMs)),
        show(medianOf(compared, ({ openedMs }) => openedMs)),
        show(medianOf(compared, ({ marks }) => marks)),
      ],
    ],
  );

  const without = await editsOnTheWay(one, other, EDITING_MS);
  let isSaving = true;
  const saving = (async () => {
    for (let saved = 0; ; saved++) {
      if (!isSaving) return saved;
      await save();
      await new Promise((resolve) => setTimeout(resolve, SAVE_EVERY_MS));
    }
  })();
  const withSaving = await editsOnTheWay(one, other, EDITING_MS);
  isSaving = false;
  const saved = await saving;
  printTable(
    `Edits on their way to another, ${EDITING_MS / 1000} s each, ${saved} versions saved meanwhile`,
    ["", "median ms", "p99 ms"],
    [
      ["without saving", show(part(without, 0.5)), show(part(without, 0.99))],
      ["while saving", show(part(withSaving, 0.5)), show(part(withSaving, 0.99))],
    ],
  );
  one.leave();
  other.leave();
} finally {
  await browser.close();
  await server.discard();
}

function part(sorted: readonly number[], of: number): number | null {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * of))] ?? null;
}
