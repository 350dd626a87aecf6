// `npm run bench:canvas`: our page against React Flow well used, and against React Flow with the usual rebuild-all Yjs
// binding, on maps of 500, 2,000 and 5,000 nodes with 1.5 links each, in headless Chromium. Interleaved rounds, medians
// and what they are in proportion to ours.
//   --rounds N     3 unless said otherwise
//   --nodes N      one size; may be repeated
//   --quick        one short round
//   --json FILE    writes all rounds
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { chromium, type Browser } from "playwright";
import { findChromium } from "../../scripts/prerequisites/chromium.ts";
import { buildPages, CLIENT_DIR, pagesOf, servePeer } from "./canvas/pages.ts";
import { measurePage, type CanvasRound } from "./canvas/measurePage.ts";
import { Colleague } from "./canvas/Colleague.ts";
import { OURS, start } from "./sync/contenders.ts";
import { medianOf, printTable, show } from "./sync/table.ts";

const { values: flags } = parseArgs({
  options: {
    rounds: { type: "string" },
    nodes: { type: "string", multiple: true },
    quick: { type: "boolean", default: false },
    json: { type: "string" },
  },
});
const rounds = Number(flags.rounds ?? (flags.quick ? 1 : 3));
const actMs = flags.quick ? 1_000 : 2_000;
const sizes = flags.nodes?.map(Number) ?? [500, 2_000, 5_000];
const NODES_IN_VIEW = 50;

const COLUMNS: { title: string; figure: (round: CanvasRound) => number | null }[] = [
  { title: "nodes in view", figure: (r) => r.inView },
  { title: "first picture ms", figure: (r) => r.firstPictureMs },
  { title: "pan fps", figure: (r) => r.pan.fps },
  { title: "slow ms", figure: (r) => r.pan.slowMs },
  { title: "zoom fps", figure: (r) => r.zoom.fps },
  { title: "slow ms", figure: (r) => r.zoom.slowMs },
  { title: "drag fps", figure: (r) => r.drag.fps },
  { title: "slow ms", figure: (r) => r.drag.slowMs },
  { title: "60 remote/s fps", figure: (r) => r.remote.fps },
  { title: "slow ms", figure: (r) => r.remote.slowMs },
];

async function launch(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error("No Chromium here; `npm test` gets one.");
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return await chromium.launch({ executablePath, args: ["--disable-gpu", ...sandbox] });
}

/** Rounds of all pages on one map. `inView` null: the view in which the map opens. */
async function compare(
  browser: Browser,
  nodes: number,
  inView: number | null,
): Promise<{ name: string; rounds: CanvasRound[]; failures: string[] }[]> {
  const peer = await servePeer();
  // The other pages come from an origin of their own.
  const env = { CLIENT_DIR, PUBLIC_URL: peer.origin };
  const server = await start({ ...OURS, env });
  const url = `http://127.0.0.1:${server.port}`;
  const pages = pagesOf(peer.origin).map((page) => {
    return { page, rounds: new Array<CanvasRound>(), failures: new Array<string>() };
  });
  const colleague = await Colleague.withMap(url, server.cookie ?? "", nodes);
  try {
    for (let round = 0; round < rounds; round++) {
      for (let i = 0; i < pages.length; i++) {
        const entry = pages[(i + round) % pages.length];
        if (entry === undefined) continue;
        try {
          const address = entry.page.address(url, colleague.map);
          entry.rounds.push(await measurePage(browser, address, colleague, { actMs, inView }));
        } catch (error) {
          entry.failures.push(error instanceof Error ? error.message : String(error));
        }
      }
    }
  } finally {
    colleague.leave();
    await server.discard();
    peer.close();
  }
  return pages.map(({ page, rounds: own, failures }) => ({
    name: page.name,
    rounds: own,
    failures,
  }));
}

function print(title: string, outcomes: Awaited<ReturnType<typeof compare>>): void {
  const medians = outcomes.map((o) => COLUMNS.map(({ figure }) => medianOf(o.rounds, figure)));
  const rows = outcomes.flatMap(({ name }, at) => {
    const own = medians[at] ?? [];
    const lines = [[name, ...own.map(show)]];
    if (at > 0) {
      const ratios = own.map((figure, i) => {
        const ours = medians[0]?.[i] ?? null;
        return figure === null || ours === null || ours === 0 ? "" : `×${show(figure / ours)}`;
      });
      lines.push(["  in proportion to ours", ...ratios]);
    }
    return lines;
  });
  printTable(title, ["", ...COLUMNS.map((column) => column.title)], rows);
  for (const { name, failures } of outcomes)
    for (const text of failures) console.log(`! ${name}: ${text}`);
}

console.log(
  `${rounds} round(s), ${actMs} ms each; frames are at most 60 a second. Building the pages …`,
);
await buildPages();
const browser = await launch();
const all: unknown[] = [];
try {
  for (const nodes of sizes) {
    for (const inView of nodes <= 500 ? [null, NODES_IN_VIEW] : [NODES_IN_VIEW]) {
      const outcomes = await compare(browser, nodes, inView);
      const view = inView === null ? "as it opens" : `about ${inView} in view`;
      print(`${nodes} nodes, ${nodes * 1.5} links, ${view}`, outcomes);
      all.push({ nodes, inView, outcomes });
    }
  }
} finally {
  await browser.close();
}
if (flags.json !== undefined) writeFileSync(flags.json, JSON.stringify(all, null, 2));
