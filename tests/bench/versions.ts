// `npm run bench:versions`: two versions of a map of 2,000 nodes with 500 differences compared in headless Chromium, from
// when both states are there until its picture is at rest; how long edits are on their way to others while versions are
// saved, against without; and for how long the server stands still for what is done with versions.
//   --rounds N     5 unless said otherwise; 2 of saving
//   --only PART    compared, saving or stalls
//   --built        takes the client that the last run built
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { chromium } from "playwright";
import { findChromium } from "../../scripts/prerequisites/chromium.ts";
import { Colleague } from "./canvas/Colleague.ts";
import { buildClient, CLIENT_DIR } from "./canvas/pages.ts";
import { OURS, start } from "./sync/contenders.ts";
import { medianOf, printTable, show } from "./sync/table.ts";
import { changeMuch, join } from "./versions/changes.ts";
import { comparedOnce, type Compared } from "./versions/comparedOnce.ts";
import { measureSaving, measureStalls } from "./versions/saving.ts";
import { VersionsClient } from "./versions/VersionsClient.ts";

const { values: flags } = parseArgs({
  options: {
    rounds: { type: "string" },
    only: { type: "string" },
    built: { type: "boolean", default: false },
  },
});
const rounds = Number(flags.rounds ?? 5);
const SAVING_ROUNDS = 2;
const NODES = 2_000;
const PARTS = ["compared", "saving", "stalls"];
if (flags.only !== undefined && !PARTS.includes(flags.only)) {
  throw new Error(`--only is one of ${PARTS.join(", ")}.`);
}
const wants = (part: string): boolean => flags.only === undefined || flags.only === part;

if (wants("compared") && (!flags.built || !existsSync(CLIENT_DIR))) await buildClient();
const server = await start({ ...OURS, env: { CLIENT_DIR } });
try {
  const url = `http://127.0.0.1:${server.port}`;
  const cookie = server.cookie ?? "";
  const colleague = await Colleague.withMap(url, cookie, NODES);
  colleague.leave();
  const client = new VersionsClient(url, colleague.map, cookie);
  const one = await join(url, client.map, cookie);
  const before = await client.save();
  changeMuch(one);
  // Time enough for the server to have it.
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  const after = await client.save();
  if (wants("compared")) await measureComparing(client, before, after);
  if (wants("saving")) await measureSaving(client, Number(flags.rounds ?? SAVING_ROUNDS));
  if (wants("stalls")) await measureStalls({ server, client, one, before, rounds });
  one.leave();
} finally {
  await server.discard();
}

async function measureComparing(
  { url, map, cookie }: VersionsClient,
  before: string,
  after: string,
): Promise<void> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error("No Chromium here; `npm test` gets one.");
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath, args: ["--disable-gpu", ...sandbox] });
  try {
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
  } finally {
    await browser.close();
  }
}
