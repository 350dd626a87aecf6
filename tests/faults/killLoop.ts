// Kills a real server again and again while people edit, and looks after each restart what a cold client finds. Knows
// the server only from outside.
import { Editing } from "./Editing.ts";
import { docOnDisk, growJournal, readClientIds, readRows } from "./journalFile.ts";
import { createMap, listMaps } from "./maps.ts";
import { Moments } from "./Moments.ts";
import { lookAtTalk, wrongTitles } from "./talkOnDisk.ts";
import { Talker } from "./Talker.ts";
import { readThreads } from "../fixtures/sayOn.ts";
import { SeededRandom } from "../fixtures/SeededRandom.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import { Ledger } from "../fixtures/ledger/Ledger.ts";
import { Peer, type PeerSetup } from "../fixtures/ledger/Peer.ts";
import { firstThatReadsDifferently, knowTheSame } from "../fixtures/ledger/sameMap.ts";

/** How the server comes to its end, once a round. */
export type KillMode =
  /** SIGKILL under load, at moments chosen by chance. */
  | "load"
  /** SIGTERM, and SIGKILL while it stops in good order. */
  | "stop"
  /** SIGKILL while the server compacts journals that have grown long, people being at work on them. */
  | "compaction";

export interface KillRun {
  kills: number;
  seed: number;
  mode: KillMode;
  say?: (line: string) => void;
}

export interface KillReport {
  kills: number;
  edits: number;
  acknowledged: number;
  seen: number;
  /** How many edits that may not be lost were looked for in cold documents, over all restarts. */
  lookedFor: number;
  /** How many edits were not yet promised to anybody when a kill came: it did come in the midst of something. */
  underWay: number;
  /** Client ids of people that were found in a journal after a kill, each bound to its person. */
  boundClientIds: number;
  /** Journals found long, and journals found compacted, by the kills of mode `compaction`. */
  notCompacted: number;
  compacted: number;
  /** Comments that were answered, and how many of them had to be sent again. */
  said: number;
  repeated: number;
  /** Comments that were found after a kill though nobody had been told that they were taken. */
  takenUnanswered: number;
  /** Rounds in which the server was killed before everybody had caught up with the last kill. */
  killedWhileCatchingUp: number;
  complaints: string[];
}

interface MapUnderTest {
  mapId: string;
  ledger: Ledger;
  ownNodes: Set<string>;
  peers: Peer[];
  talker: Talker;
}

const CATCH_UP_MS = 60_000;
/** More than the server lets a map have while it is in use. */
const LONG_JOURNAL_ROWS = 1_100;
const MOST_TURNS_OF_COMPACTION = 400;
const MOST_TURNS_OF_A_REQUEST = 25;
/** The server dies at one of the first so many moments of a sort. */
const MOST_MOMENTS = { edit: 200, saved: 80, update: 80, asked: 8, answered: 8 };

export async function runKills({ kills, seed, mode, say }: KillRun): Promise<KillReport> {
  const random = new SeededRandom(seed);
  const server = await startServer({ env: { LOG_LEVEL: "warn" } });
  const moments = new Moments();
  const maps = await openMaps(server, moments, seed);
  const report: KillReport = {
    kills: 0,
    edits: 0,
    acknowledged: 0,
    seen: 0,
    lookedFor: 0,
    underWay: 0,
    boundClientIds: 0,
    notCompacted: 0,
    compacted: 0,
    said: 0,
    repeated: 0,
    takenUnanswered: 0,
    killedWhileCatchingUp: 0,
    complaints: [],
  };
  try {
    for (let round = 1; round <= kills; round++) {
      connectAll(maps);
      if (random.chance(0.5)) await caughtUp(maps);
      else report.killedWhileCatchingUp++;
      if (mode === "compaction") await growJournals(server, maps);
      await endOfLife(server, maps, moments, mode, random);
      if (mode === "compaction") countCompacted(server, maps, report);
      for (const map of maps) lookAtClientIds(server, map, report);
      for (const map of maps) lookAtComments(server, map, report);
      report.kills++;
      for (const { peers } of maps) for (const peer of peers) peer.disconnect();
      await server.restart();
      for (const { talker } of maps) report.complaints.push(...(await countedByServer(talker)));
      for (const map of maps) report.complaints.push(...(await lookCold(server, map, report)));
      if (report.complaints.length > 0) break;
      if (round % 20 === 0) say?.(`${round} kills, ${total(maps, "made")} edits, nothing lost`);
    }
    if (report.complaints.length === 0) report.complaints.push(...(await lastLook(server, maps)));
    report.edits = total(maps, "made");
    report.acknowledged = total(maps, "acknowledged");
    report.seen = total(maps, "seen");
    const said = maps.flatMap(({ talker }) => talker.answered);
    report.said = said.length;
    report.repeated = said.filter(({ tries }) => tries > 1).length;
    return report;
  } finally {
    for (const { talker } of maps) await talker.leave();
    for (const { peers } of maps) for (const peer of peers) peer.destroy();
    await server.remove();
  }
}

async function openMaps(
  server: ServerProcess,
  moments: Moments,
  seed: number,
): Promise<MapUnderTest[]> {
  const [starter] = await listMaps(server.url);
  if (starter === undefined) throw new Error("there is no starter map");
  const second = await createMap(server.url, "Zweite Karte");
  return [
    openMap(server, starter.id, { size: 5, moments, seed: seed + 1 }),
    openMap(server, second.id, { size: 3, moments, seed: seed + 2 }),
  ];
}

function openMap(
  server: ServerProcess,
  mapId: string,
  { size, moments, seed }: { size: number; moments: Moments; seed: number },
): MapUnderTest {
  const ledger = new Ledger();
  const ownNodes = new Set<string>();
  const peers: Peer[] = [];
  for (let at = 0; at < size; at++) {
    const setup: PeerSetup = {
      name: `peer-${at}`,
      syncUrl: server.syncUrl,
      mapId,
      ledger,
      ownNodes,
      // One asks whether its edits are on disk, the others are stock clients as they come.
      asksSaved: at === 0,
      onMoment: (moment) => moments.tell(moment),
    };
    peers.push(new Peer(setup));
  }
  const talker = new Talker({
    at: { url: server.url, mapId },
    random: new SeededRandom(seed),
    nodes: () => [...(peers[0]?.doc.getMap("nodes").keys() ?? [])],
    onMoment: (moment) => moments.tell(moment),
  });
  return { mapId, ledger, ownNodes, peers, talker };
}

function connectAll(maps: readonly MapUnderTest[]): void {
  for (const { peers } of maps) for (const peer of peers) peer.connect();
}

async function caughtUp(maps: readonly MapUnderTest[]): Promise<void> {
  for (const { peers, talker } of maps) {
    await waitFor("every comment is answered", () => talker.waiting === null, CATCH_UP_MS);
    await waitFor(
      "all replicas know the same and everything is acknowledged",
      () =>
        peers.every((peer) => peer.synced) &&
        peers[0]?.unanswered === 0 &&
        knowTheSame(peers.map((peer) => peer.doc)),
      CATCH_UP_MS,
    );
  }
}

/** People edit until the server is dead; resolves then. */
async function endOfLife(
  server: ServerProcess,
  maps: readonly MapUnderTest[],
  moments: Moments,
  mode: KillMode,
  random: SeededRandom,
): Promise<void> {
  const editing = new Editing(
    maps.flatMap(({ peers }) => peers),
    random,
  );
  let dying: Promise<unknown> | null = null;
  const reached = new Promise<void>((resolve) => {
    const kind = random.pick(["edit", "saved", "update", "asked", "answered"] as const);
    moments.at(kind, random.whole(1, MOST_MOMENTS[kind]), () => {
      // At once, within the very callback: the batch of this moment is under way. A comment has to get there first.
      const waitTurns = kind === "asked" ? random.whole(0, MOST_TURNS_OF_A_REQUEST) : 0;
      if (mode === "load") dying = waitTurns > 0 ? killSoon(server, waitTurns) : server.kill9();
      resolve();
    });
  });
  editing.start();
  for (const { talker } of maps) talker.talk();
  // Opening a map with a long journal has it compacted at once: a thread starts, reads, writes, and the rows are replaced.
  if (mode === "compaction") dying = killSoon(server, random.whole(0, MOST_TURNS_OF_COMPACTION));
  else await reached;
  if (mode === "stop") dying = killWhileStopping(server, random);
  await dying;
  editing.stop();
  for (const { talker } of maps) talker.fallSilent();
}

async function killWhileStopping(server: ServerProcess, random: SeededRandom): Promise<void> {
  const stopped = server.stop();
  await turns(random.whole(0, 60));
  await server.kill9();
  await stopped;
}

async function killSoon(server: ServerProcess, waitTurns: number): Promise<void> {
  await turns(waitTurns);
  await server.kill9();
}

async function growJournals(server: ServerProcess, maps: readonly MapUnderTest[]): Promise<void> {
  await server.kill9();
  for (const { mapId, ledger, ownNodes, peers } of maps) {
    for (const peer of peers) peer.disconnect();
    ownNodes.add(growJournal(server.dataDir, mapId, LONG_JOURNAL_ROWS, ledger));
  }
  await server.restart();
  connectAll(maps);
}

function countCompacted(
  { dataDir }: ServerProcess,
  maps: readonly MapUnderTest[],
  report: KillReport,
): void {
  for (const { mapId } of maps) {
    if (readRows(dataDir, mapId).length < LONG_JOURNAL_ROWS) report.compacted++;
    else report.notCompacted++;
  }
}

/** A client id is bound if and only if the journal holds something of it: both were written in one commit. */
function lookAtClientIds(
  { dataDir, owner }: ServerProcess,
  { mapId, peers }: MapUnderTest,
  report: KillReport,
): void {
  const bound = readClientIds(dataDir, mapId);
  const { clients } = docOnDisk(dataDir, mapId).store;
  for (const { name, doc } of peers) {
    const expected = clients.has(doc.clientID) ? owner.person.id : undefined;
    if (bound.get(doc.clientID) !== expected) {
      report.complaints.push(`${name}'s client id and the journal do not go together`);
    } else if (expected !== undefined) report.boundClientIds++;
  }
}

/** Every comment that was answered is on the disk, once. */
function lookAtComments(
  { dataDir }: ServerProcess,
  { talker }: MapUnderTest,
  report: KillReport,
): void {
  const { complaints, found } = lookAtTalk(dataDir, talker);
  report.complaints.push(...complaints, ...talker.complaints);
  if (found) report.takenUnanswered++;
}

/** Whoever asks a server that has just started for everything gets as many comments as were answered. */
async function countedByServer({ place, answered, waiting }: Talker): Promise<string[]> {
  const threads = await readThreads(place);
  const count = threads.reduce((sum, { commentCount }) => sum + commentCount, 0);
  const most = answered.length + (waiting === null ? 0 : 1);
  return count >= answered.length && count <= most
    ? []
    : [`the server tells of ${count} comments, ${answered.length} were answered`];
}

/** Some turns of the event loop, about a millisecond each: a moment chosen by chance, not a wait for something. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** What a client that has nothing yet finds on the server. */
async function lookCold(
  server: ServerProcess,
  { mapId, ledger, peers }: MapUnderTest,
  report?: KillReport,
): Promise<string[]> {
  const cold = new Peer({
    name: "cold",
    syncUrl: server.syncUrl,
    mapId,
    ledger: new Ledger(),
    ownNodes: new Set(),
    asksSaved: false,
  });
  try {
    cold.connect();
    await waitFor("the cold client has the map", () => cold.synced, CATCH_UP_MS);
    if (report !== undefined) {
      report.lookedFor += ledger.owed;
      report.underWay += ledger.made - ledger.owed;
      return ledger.check(cold.doc);
    }
    const docs = [cold.doc, ...peers.map((peer) => peer.doc)];
    const differs = firstThatReadsDifferently(docs);
    return [
      ...ledger.check(cold.doc, true),
      ...(knowTheSame(docs) ? [] : ["the replicas do not know the same"]),
      ...(differs < 0 ? [] : [`replica ${differs} reads another map`]),
    ];
  } finally {
    cold.destroy();
  }
}

/** Everybody comes back, and after a stop in good order a cold client has what all of them have: every edit there was. */
async function lastLook(server: ServerProcess, maps: readonly MapUnderTest[]): Promise<string[]> {
  connectAll(maps);
  await caughtUp(maps);
  const complaints: string[] = [];
  const exitCode = await server.stop();
  if (exitCode !== 0) complaints.push(`the server stopped with ${String(exitCode)}`);
  for (const { peers } of maps) for (const peer of peers) peer.disconnect();
  for (const { mapId } of maps) complaints.push(...wrongTitles(server.dataDir, mapId));
  await server.restart();
  for (const map of maps) {
    complaints.push(...lookAtTalk(server.dataDir, map.talker).complaints);
    complaints.push(...(await lookCold(server, map)));
  }
  return complaints;
}

function total(maps: readonly MapUnderTest[], what: "made" | "acknowledged" | "seen"): number {
  return maps.reduce((sum, { ledger }) => sum + ledger[what], 0);
}
