// Sends thousands of random and mutated frames from somebody who may only read and somebody who may only comment, and
// looks whether one byte of the map on disk, or one frame of anybody else, is another. Runs in the tests and by hand.
import * as Y from "yjs";
import { MESSAGE_AWARENESS, MESSAGE_SYNC, SYNC_STEP_1 } from "#shared/protocol/messages.ts";
import type { Role } from "#shared/access/policy.ts";
import { docOnDisk, readRows, type StoredRow } from "../../faults/journalFile.ts";
import { listMaps } from "../../faults/maps.ts";
import { askApi } from "../../fixtures/askApi.ts";
import { giveRole } from "../../fixtures/guests.ts";
import { newMemberAt } from "../../fixtures/newPeople.ts";
import type { Somebody } from "../../fixtures/people.ts";
import { SeededRandom } from "../../fixtures/SeededRandom.ts";
import { startServer, type ServerProcess } from "../../fixtures/server.ts";
import {
  awarenessFrame,
  readFrame,
  savedFrame,
  stepTwoFrame,
  updateFrame,
} from "../../fixtures/syncFrames.ts";
import { waitFor } from "../../fixtures/waitFor.ts";
import { Attacker } from "./Attacker.ts";
import { outcome } from "./fuzz.ts";
import { Corpus } from "./mutations.ts";

export interface ReaderReport {
  frames: number;
  /** How often each close code came. */
  closes: Record<string, number>;
  /** Frames after which the connection was fine: they meant nothing, or asked for what a reader may have. */
  accepted: number;
  /** Frames that reached somebody else: the readers' own presence. */
  heard: number;
  complaints: string[];
}

const READERS: readonly Role[] = ["viewer", "commenter"];
/** Sockets at a time, of each. */
const LANES = 4;
const FRAMES_A_CORPUS = 500;
/** Client ids under which others show themselves. The frames name the same. */
const WITNESSES = [3, 4];

export async function runReaderFrames(frames: number, seed: number): Promise<ReaderReport> {
  const server = await startServer({ env: { LOG_LEVEL: "error" } });
  const report: ReaderReport = { frames: 0, closes: {}, accepted: 0, heard: 0, complaints: [] };
  const witnesses: Attacker[] = [];
  try {
    const [map] = await listMaps(server.url);
    if (map === undefined) throw new Error("there is no starter map");
    // Only who is named may do anything.
    const team = { method: "PUT", body: { role: null } };
    await askApi(`${server.url}/api/maps/${map.id}/team-role`, team);
    for (const clientId of WITNESSES) witnesses.push(await witness(server, map.id, clientId));
    await waitFor("the witnesses see each other", () =>
      witnesses.every(({ received }) => WITNESSES.every((id) => isShown(received, id))),
    );
    for (const { received } of witnesses) received.length = 0;
    const before = readRows(server.dataDir, map.id);
    const state = Y.encodeStateAsUpdate(docOnDisk(server.dataDir, map.id));
    const lanes = await lanesOf(server, map.id);
    await Promise.all(
      lanes.map((reader, lane) => {
        const random = new SeededRandom(seed * lanes.length + lane);
        return runLane(server, map.id, reader, state, random, frames / lanes.length, report);
      }),
    );
    for (const { closedWith, received } of witnesses) {
      if (closedWith !== null) report.complaints.push(`somebody else was closed: ${closedWith}`);
      for (const frame of received) report.complaints.push(...foreignIn(frame));
      report.heard += received.length;
    }
    if (!areSame(before, readRows(server.dataDir, map.id))) {
      report.complaints.push("the journal is not what it was");
    }
    report.complaints.push(...(await workGoesOn(server, map.id, state, witnesses)));
    if (server.log().includes('"level":50')) report.complaints.push("the server is in trouble");
    report.complaints.splice(20);
    return report;
  } finally {
    for (const each of witnesses) each.close();
    await server.remove();
  }
}

async function lanesOf(server: ServerProcess, mapId: string): Promise<Somebody[]> {
  const lanes: Somebody[] = [];
  for (const role of READERS) {
    const reader = await newMemberAt(server.url, role);
    await giveRole(server.url, mapId, reader, role);
    for (let lane = 0; lane < LANES; lane++) lanes.push(reader);
  }
  return lanes;
}

/** Somebody else on the map: gets every frame, and shows themselves. */
async function witness(
  { syncUrl }: ServerProcess,
  mapId: string,
  clientId: number,
): Promise<Attacker> {
  const somebody = await Attacker.join(syncUrl, mapId);
  somebody.send(Uint8Array.of(MESSAGE_SYNC, SYNC_STEP_1, 1, 0));
  somebody.send(stepTwoFrame(Uint8Array.of(0, 0)));
  somebody.send(awarenessFrame({ clientId, clock: 1, state: { cursor: { x: 1, y: 1 } } }));
  return somebody;
}

function isShown(received: readonly Uint8Array[], clientId: number): boolean {
  return received.some((bytes) => {
    const frame = readFrame(bytes);
    return frame.type === "awareness" && frame.entries.some((entry) => entry.clientId === clientId);
  });
}

/** What must not come of a reader's frames. Their own presence may: under an id of their own, with their own role. */
function foreignIn(bytes: Uint8Array): string[] {
  const frame = readFrame(bytes);
  if (frame.type !== "awareness") return [`a frame of type ${bytes[0]} reached somebody else`];
  return frame.entries.flatMap(({ clientId, state }) => {
    if (WITNESSES.includes(clientId)) return [`presence of ${clientId} is another`];
    if (state === null) return [];
    const role = (state as { role?: Role }).role;
    return role !== undefined && READERS.includes(role) ? [] : [`presence as ${String(role)}`];
  });
}

function areSame(before: readonly StoredRow[], after: readonly StoredRow[]): boolean {
  return (
    before.length === after.length &&
    before.every(
      ({ seq, bytes }, at) =>
        after[at]?.seq === seq && Buffer.compare(bytes, after[at].bytes) === 0,
    )
  );
}

/** An honest change still goes to disk and to the others: nothing of what was held back stands in its way. */
async function workGoesOn(
  server: ServerProcess,
  mapId: string,
  state: Uint8Array,
  [author, other]: readonly Attacker[],
): Promise<string[]> {
  if (author === undefined || other === undefined) throw new Error("there are no witnesses");
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  const before = Y.encodeStateVector(doc);
  doc.getMap("nodes").delete([...doc.getMap("nodes").keys()][0] ?? "");
  const seen = other.received.length;
  author.send(updateFrame(Y.encodeStateAsUpdate(doc, before)));
  await waitFor("an honest change arrives", () =>
    other.received.slice(seen).some((frame) => frame[0] === MESSAGE_SYNC),
  );
  const stored = docOnDisk(server.dataDir, mapId);
  return Y.equalSnapshots(Y.snapshot(stored), Y.snapshot(doc)) ? [] : ["the disk knows more"];
}

async function runLane(
  { syncUrl }: ServerProcess,
  mapId: string,
  reader: Somebody,
  state: Uint8Array,
  random: SeededRandom,
  frames: number,
  report: ReaderReport,
): Promise<void> {
  let attacker: Attacker | null = null;
  let corpus = new Corpus(state, random);
  for (let sent = 0; sent < frames; sent++) {
    if (sent % FRAMES_A_CORPUS === 0) corpus = new Corpus(state, random);
    if (attacker === null) {
      attacker = await Attacker.join(syncUrl, mapId, "?ext=1", reader);
      attacker.send(stepTwoFrame(Uint8Array.of(0, 0)));
    }
    attacker.send(readersFrame(corpus, random));
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

/** What a filter for readers is commonly tricked with, besides what is tried on everybody. */
function readersFrame(corpus: Corpus, random: SeededRandom): Uint8Array {
  const frame = corpus.frame();
  const roll = random.fraction();
  // The type, or type and step, in more bytes than they need.
  const [type = 0, step = 0] = frame;
  if (roll < 0.1) return Buffer.concat([Uint8Array.of(type | 0x80, 0), frame.subarray(1)]);
  if (roll < 0.2) {
    const head = Uint8Array.of(type | 0x80, 0, step | 0x80, 0);
    return Buffer.concat([head, frame.subarray(2)]);
  }
  // A second message behind one that may be sent.
  if (roll < 0.3) return Buffer.concat([Uint8Array.of(MESSAGE_AWARENESS, 1, 0), frame]);
  if (roll < 0.35) {
    const [clientId, clock] = [random.pick(WITNESSES), random.whole(2, 2 ** 31)];
    const forged = random.chance(0.5) ? null : { cursor: { x: 666, y: 666 }, role: "owner" };
    return awarenessFrame({ clientId, clock, state: forged });
  }
  return frame;
}
