// What versions cost those who edit: how long edits are on their way to another while versions are saved, against without, in turns;
// and for how long the server's main thread stands still for each thing that is done with versions.
import { newId } from "#shared/map/ids.ts";
import { readMap } from "#shared/map/read.ts";
import type { RunningServer } from "../sync/contenders.ts";
import { Latencies } from "../sync/Latencies.ts";
import { medianOf, printTable, show } from "../sync/table.ts";
import type { Joined } from "./changes.ts";
import { Editing, type OnTheWay } from "./editsOnTheWay.ts";
import type { VersionsClient } from "./VersionsClient.ts";

const WARM_UP_MS = 2_000;
const EDITING_MS = 8_000;
const SAVE_EVERY_MS = 500;
/** What is done after an answer, such as sending a change to everybody, counts too. */
const AFTERMATH_MS = 500;

class Figures {
  readonly ways = new Latencies();
  readonly late = new Latencies();

  add({ ways, late, lost }: OnTheWay): void {
    if (lost > 0) throw new Error(`${lost} edits never came`);
    for (const ms of ways) this.ways.add(ms);
    for (const ms of late) this.late.add(ms);
  }

  row(name: string): string[] {
    const { ways, late } = this;
    const figures = [ways.quantile(0.5), ways.quantile(0.95), ways.quantile(0.99)];
    return [name, ...figures.map(show), show(late.quantile(0.99))];
  }
}

export async function measureSaving(client: VersionsClient, rounds: number): Promise<void> {
  const editing = await Editing.begin(client);
  try {
    // A server and a save that have just begun are another matter.
    await Promise.all([editing.edit(WARM_UP_MS), client.save()]);
    const without = new Figures();
    const during = new Figures();
    let saved = 0;
    for (let round = 0; round < rounds; round++) {
      without.add(await editing.edit(EDITING_MS));
      let isSaving = true;
      const saving = (async () => {
        for (; isSaving; saved++) {
          await client.save();
          await new Promise((resolve) => setTimeout(resolve, SAVE_EVERY_MS));
        }
      })();
      during.add(await editing.edit(EDITING_MS));
      isSaving = false;
      await saving;
    }
    printTable(
      `Edits on their way to another, ${rounds} times ${EDITING_MS / 1_000} s each in turns, ${saved} versions saved meanwhile`,
      ["", "median ms", "p95 ms", "p99 ms", "measuring thread late, p99 ms"],
      [without.row("without saving"), during.row("while saving")],
    );
  } finally {
    await editing.end();
  }
}

export interface Stalling {
  server: RunningServer;
  client: VersionsClient;
  /** Somebody on the map. */
  one: Joined;
  /** A version that differs much from the map. */
  before: string;
  rounds: number;
}

export async function measureStalls({
  server,
  client,
  one,
  before,
  rounds,
}: Stalling): Promise<void> {
  const [node = ""] = readMap(one.doc).nodes.keys();
  const restore = (version: string) =>
    client.ask("POST", `/versions/${version}/restore`, { requestId: newId() });
  let now = "";
  const steps: [name: string, run: () => Promise<unknown>][] = [
    ["nothing", () => Promise.resolve()],
    ["saving", async () => (now = await client.save())],
    ["a picture", () => client.ask("GET", `/versions/${now}/picture.svg`)],
    [
      "a new map of a version",
      () => client.ask("POST", `/versions/${before}/copy`, { title: "K" }),
    ],
    ["restoring, 500 differences", () => restore(before)],
    ["restoring again, none", () => restore(before)],
    ["restoring what was", () => restore(now)],
  ];
  const stalls = new Map(steps.map(([name]) => [name, [] as number[]]));
  const measure = async (name: string, run: () => Promise<unknown>): Promise<void> => {
    await server.longestStall();
    await run();
    await new Promise((resolve) => setTimeout(resolve, AFTERMATH_MS));
    stalls.get(name)?.push(await server.longestStall());
  };
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of steps) await measure(name, run);
  }
  stalls.set("erasing a node", []);
  await measure("erasing a node", () =>
    client.ask("POST", "/erasures", { confirm: true, nodes: [node], links: [] }),
  );
  printTable(
    `Longest stall of the server's main thread, of ${rounds} rounds`,
    ["", "median ms", "longest ms"],
    [...stalls].map(([name, ms]) => [
      name,
      show(medianOf(ms, (one) => one)),
      show(Math.max(...ms)),
    ]),
  );
}
