// `npm run bench:comments`: a map of 2,000 nodes with 500 threads and 5,000 comments against the same map without any, in
// headless Chromium: opening the map and opening the comments panel. Interleaved rounds, medians, and the ratio.
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
const SIZE = { threads: 500, comments: 5_000 };
/** What comments may cost. */
const BAR = 1.2;
const COLUMNS: { title: string; figure: (round: Opening) => number }[] = [
  { title: "map drawn ms", figure: (round) => round.pictureMs },
  { title: "with marks ms", figure: (round) => round.completeMs },
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
  const maps = [await newMap(), await newMap()] as const;
  const [, talked] = maps;
  const as = { headers: { cookie } };
  const content = await fetchAs(`${url}/api/maps/${talked}/export.json`, as, null);
  giveTalk(server.dataDir, talked, (await content.json()) as MapJson, SIZE);

  const taken: Opening[][] = [[], []];
  // One round before it counts: caches of the server and of the disk are warm for both.
  for (let round = 0; round <= rounds; round++) {
    for (const at of round % 2 === 0 ? [0, 1] : [1, 0]) {
      const one = await measureOpening(browser, `${url}/karte/${maps[at]}`, cookie);
      if (round > 0) taken[at]?.push(one);
    }
  }
  const [without, with_] = taken.map((all) => COLUMNS.map(({ figure }) => medianOf(all, figure)));
  const ratios = COLUMNS.map((_, at) => (with_?.[at] ?? 0) / (without?.[at] ?? Number.NaN));
  printTable(
    `${NODES} nodes, ${rounds} round(s): medians`,
    ["", ...COLUMNS.map(({ title }) => title)],
    [
      ["without comments", ...(without ?? []).map(show)],
      [`${SIZE.threads} threads, ${SIZE.comments} comments`, ...(with_ ?? []).map(show)],
      [`ratio (bar: ${BAR})`, ...ratios.map(show)],
    ],
  );
} finally {
  await browser.close();
  await server.discard();
}
