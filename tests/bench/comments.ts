// `npm run bench:comments`: a map of 2,000 nodes with 500 threads and 5,000 comments against the same map without any, and
// with a handful (a panel that has something to show at all), in headless Chromium: opening the map and opening the
// comments panel. Interleaved rounds, medians, and ratios.
//   --rounds N     5 unless said otherwise
//   --built        takes the client that the last run built
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { chromium } from "playwright";
import type { MapJson } from "#shared/map/json.ts";
import { findChromium } from "../../scripts/prerequisites/chromium.ts";
import { fetchAs } from "../fixtures/people.ts";
import { Colleague } from "./canvas/Colleague.ts";
import { buildClient, CLIENT_DIR } from "./canvas/pages.ts";
import { giveTalk } from "./comments/giveTalk.ts";
import { measureOpening, type Opening } from "./comments/opening.ts";
import { OURS, start } from "./sync/contenders.ts";
import { medianOf, printTable, show } from "./sync/table.ts";

const { values: flags } = parseArgs({
  options: { rounds: { type: "string" }, built: { type: "boolean", default: false } },
});
const rounds = Number(flags.rounds ?? 5);
const NODES = 2_000;
/** What is compared with the last one. */
const SIZES = [
  { threads: 0, comments: 0 },
  { threads: 10, comments: 20 },
  { threads: 500, comments: 5_000 },
];
/** What comments may cost. */
const BAR = 1.2;
const COLUMNS: { title: string; figure: (round: Opening) => number }[] = [
  { title: "map drawn ms", figure: (round) => round.pictureMs },
  { title: "with marks ms", figure: (round) => round.marksMs },
  { title: "all drawn ms", figure: (round) => round.completeMs },
  { title: "panel ms", figure: (round) => round.panelMs },
  { title: "map and panel ms", figure: (round) => round.completeMs + round.panelMs },
];

if (!flags.built || !existsSync(CLIENT_DIR)) await buildClient();
const executablePath = findChromium();
if (executablePath === null) throw new Error("No Chromium here; `npm test` gets one.");
const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const browser = await chromium.launch({ executablePath, args: ["--disable-gpu", ...sandbox] });
const server = await start({ ...OURS, env: { CLIENT_DIR } });
try {
  const url = `http://127.0.0.1:${server.port}`;
  const cookie = server.cookie ?? "";
  const newMap = async (): Promise<string> => {
    const colleague = await Colleague.withMap(url, cookie, NODES);
    colleague.leave();
    return colleague.map;
  };
  const maps = await Promise.all(SIZES.map(newMap));
  for (const [at, id] of maps.entries()) {
    const size = SIZES[at];
    if (size === undefined || size.threads === 0) continue;
    const as = { headers: { cookie } };
    const content = await fetchAs(`${url}/api/maps/${id}/export.json`, as, null);
    giveTalk(server.dataDir, id, (await content.json()) as MapJson, size);
  }

  const taken: Opening[][] = SIZES.map(() => []);
  // One round before it counts: caches of the server and of the disk are warm for all.
  for (let round = 0; round <= rounds; round++) {
    for (const step of maps.keys()) {
      const at = (step + round) % maps.length;
      const one = await measureOpening(browser, `${url}/karte/${maps[at]}`, cookie);
      if (round > 0) taken[at]?.push(one);
    }
  }
  const medians = taken.map((all) => COLUMNS.map(({ figure }) => medianOf(all, figure)));
  const names = SIZES.map(({ threads, comments }) => `${threads} threads, ${comments} comments`);
  const most = medians.at(-1) ?? [];
  const ratios = medians
    .slice(0, -1)
    .map((other, index) => [
      `the last to ${names[index]} (bar: ${BAR})`,
      ...most.map((figure, at) => show((figure ?? Number.NaN) / (other[at] ?? Number.NaN))),
    ]);
  printTable(
    `${NODES} nodes, ${rounds} round(s): medians`,
    ["", ...COLUMNS.map(({ title }) => title)],
    [...medians.map((own, at) => [names[at] ?? "", ...own.map(show)]), ...ratios],
  );
} finally {
  await browser.close();
  await server.discard();
}
