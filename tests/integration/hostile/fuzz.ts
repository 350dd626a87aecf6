// Sends thousands of hostile frames to a real server while two people work, and looks what has become of the map. Runs in
// the tests and by hand.
import * as Y from "yjs";
import { readMap, rootMaps } from "#shared/map/read.ts";
import { docOnDisk } from "../../faults/journalFile.ts";
import { listMaps } from "../../faults/maps.ts";
import { Ledger } from "../../fixtures/ledger/Ledger.ts";
import { Peer } from "../../fixtures/ledger/Peer.ts";
import { firstThatReadsDifferently, knowTheSame } from "../../fixtures/ledger/sameMap.ts";
import { SeededRandom } from "../../fixtures/SeededRandom.ts";
import { startServer, type ServerProcess } from "../../fixtures/server.ts";
import { savedFrame, stepTwoFrame } from "../../fixtures/syncFrames.ts";
import { waitFor } from "../../fixtures/waitFor.ts";
import { Attacker } from "./Attacker.ts";
import { Corpus } from "./mutations.ts";

export interface FuzzReport {
  frames: number;
  /** How often each close code came. */
  closes: Record<string, number>;
  /** Frames after which the connection was fine: they were honest, or meant nothing. */
  accepted: number;
  complaints: string[];
}

/** Attackers at a time. */
const LANES = 8;
/** After so many frames an attacker takes a fresh copy of the map, else all builds on what is long gone. */
const FRAMES_A_COPY = 100;
const EDIT_EVERY_MS = 100;
const ANSWERED_WITHIN_MS = 20_000;
const ERROR_LEVEL = 50;

export async function runFuzz(frames: number, seed: number): Promise<FuzzReport> {
  const server = await startServer();
  const report: FuzzReport = { frames: 0, closes: {}, accepted: 0, complaints: [] };
  const ledger = new Ledger();
  const [map] = await listMaps(server.url);
  if (map === undefined) throw new Error("there is no starter map");
  const setup = {
    syncUrl: server.syncUrl,
    mapId: map.id,
    ledger,
    ownNodes: new Set<string>(),
    asksSaved: true,
  };
  const writer = new Peer({ ...setup, name: "writer" });
  const witness = new Peer({ ...setup, name: "witness" });
  try {
    for (const peer of [writer, witness]) peer.connect();
    await waitFor("both have the map", () => writer.synced && witness.synced);
    const lanes = Array.from({ length: LANES }, (_, lane) =>
      runLane(
        server,
        map.id,
        witness,
        new SeededRandom(seed * LANES + lane),
        frames / LANES,
        report,
      ),
    );
    const random = new SeededRandom(seed);
    const working = setInterval(() => writer.edit(random), EDIT_EVERY_MS);
    await Promise.all(lanes).finally(() => clearInterval(working));
    await look(server, map.id, writer, witness, report);
    return report;
  } finally {
    for (const peer of [writer, witness]) peer.destroy();
    await server.remove();
  }
}

async function runLane(
  { syncUrl }: ServerProcess,
  mapId: string,
  witness: Peer,
  random: SeededRandom,
  frames: number,
  report: FuzzReport,
): Promise<void> {
  let attacker: Attacker | null = null;
  let corpus: Corpus | null = null;
  for (let sent = 0; sent < frames; sent++) {
    if (corpus === null || sent % FRAMES_A_COPY === 0) {
      corpus = new Corpus(Y.encodeStateAsUpdate(witness.doc), random);
    }
    if (attacker === null) {
      attacker = await Attacker.join(syncUrl, mapId, "?ext=1");
      attacker.send(stepTwoFrame(Uint8Array.of(0, 0)));
    }
    attacker.send(corpus.frame());
    attacker.send(savedFrame(sent));
    report.frames++;
    const code = await outcome(attacker, sent);
    if (code === null) report.accepted++;
    else {
      report.closes[code] = (report.closes[code] ?? 0) + 1;
      attacker = null;
    }
  }
  attacker?.close();
}

/** The code with which the attacker was closed; null once the counter behind its frame is answered. */
export function outcome(attacker: Attacker, counter: number): Promise<number | null> {
  const answer = savedFrame(counter);
  return new Promise((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error("a frame was neither answered nor its sender closed")),
      ANSWERED_WITHIN_MS,
    );
    const look = () => {
      const answered = attacker.received.some((frame) => Buffer.compare(frame, answer) === 0);
      attacker.received.length = 0;
      if (attacker.closedWith === null && !answered) return;
      clearTimeout(late);
      resolve(attacker.closedWith);
    };
    attacker.onEvent = look;
    look();
  });
}

async function look(
  server: ServerProcess,
  mapId: string,
  writer: Peer,
  witness: Peer,
  { complaints }: FuzzReport,
): Promise<void> {
  await waitFor("all is acknowledged", () => writer.unanswered === 0, ANSWERED_WITHIN_MS);
  await waitFor(
    "all know the same",
    () => knowTheSame([writer.doc, witness.doc]),
    ANSWERED_WITHIN_MS,
  );
  const stored = docOnDisk(server.dataDir, mapId);
  if (!knowTheSame([stored, witness.doc])) complaints.push("the disk knows something else");
  const differs = firstThatReadsDifferently([stored, writer.doc, witness.doc]);
  if (differs >= 0) complaints.push(`replica ${differs} reads another map`);
  const codes = [...writer.closes, ...witness.closes];
  if (codes.length > 0) complaints.push(`the others were closed: ${codes.join(", ")}`);
  const { nodes, links } = rootMaps(stored);
  if (readMap(stored).nodes.size !== nodes.size) complaints.push("a node of the map is none");
  for (const element of [...nodes.values(), ...links.values()]) {
    if (!(element instanceof Y.Map))
      complaints.push("something else than a map is among the nodes");
  }
  const roots = [...stored.share.keys()].filter(
    (name) => !["meta", "nodes", "links"].includes(name),
  );
  if (roots.length > 0) complaints.push("the map has roots that no map has");
  for (const line of server.log().split("\n")) {
    const level = Number(/"level":(\d+)/.exec(line)?.[1] ?? 0);
    if (level >= ERROR_LEVEL) complaints.push(`the server is in trouble: ${line}`);
  }
}
