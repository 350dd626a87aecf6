// A real server with a map and two people at work on it, and the question whether they have come to any harm.
import { readFile } from "node:fs/promises";
import * as Y from "yjs";
import { expect } from "vitest";
import { MESSAGE_SYNC, SYNC_UPDATE } from "#shared/protocol/messages.ts";
import { readMap, rootMaps } from "#shared/map/read.ts";
import { COLLECTED } from "../../fixtures/collectWhenAsked.ts";
import { Ledger } from "../../fixtures/ledger/Ledger.ts";
import { Peer } from "../../fixtures/ledger/Peer.ts";
import { knowTheSame } from "../../fixtures/ledger/sameMap.ts";
import type { Somebody } from "../../fixtures/people.ts";
import { SeededRandom } from "../../fixtures/SeededRandom.ts";
import { startServer, type ServerProcess } from "../../fixtures/server.ts";
import { waitFor } from "../../fixtures/waitFor.ts";
import { docOnDisk, readRows, type StoredRow } from "../../faults/journalFile.ts";
import { createMap, listMaps } from "../../faults/maps.ts";
import { Attacker } from "./Attacker.ts";

/** In every payload that has room for text. It must turn up in no log and on nobody's screen. */
export const MARKER = "Schadlast-7f3a91";

const COLLECTOR = new URL("../../fixtures/collectWhenAsked.ts", import.meta.url).href;
/** What a server is started with, whose memory can be told from what it has not given back yet. */
const COLLECTING = `--expose-gc --import=${COLLECTOR}`;

export class Scene {
  readonly server: ServerProcess;
  readonly mapId: string;
  /** A map that the attacker has no business with. */
  readonly otherMapId: string;
  readonly writer: Peer;
  readonly witness: Peer;
  /** Whom attackers are signed in as: somebody who may edit the map. */
  readonly #stranger: Somebody;
  readonly #ledger = new Ledger();
  readonly #random = new SeededRandom(1);
  readonly #attackers: Attacker[] = [];
  #updatesSeen = 0;

  static async begin(): Promise<Scene> {
    const server = await startServer({ env: { NODE_OPTIONS: COLLECTING } });
    const [starter] = await listMaps(server.url);
    if (starter === undefined) throw new Error("there is no starter map");
    const other = await createMap(server.url, "Andere Karte");
    const scene = new Scene(server, starter.id, other.id, await server.newMember());
    const { writer, witness } = scene;
    await waitFor("both people have the map", () => writer.synced && witness.synced);
    await scene.#bothWork();
    return scene;
  }

  private constructor(
    server: ServerProcess,
    mapId: string,
    otherMapId: string,
    stranger: Somebody,
  ) {
    this.server = server;
    this.#stranger = stranger;
    this.mapId = mapId;
    this.otherMapId = otherMapId;
    const shared = { syncUrl: server.syncUrl, mapId, ledger: this.#ledger };
    const setup = { ...shared, ownNodes: new Set<string>(), asksSaved: true };
    this.writer = new Peer({ ...setup, name: "writer" });
    this.witness = new Peer({ ...setup, name: "witness" });
    const handleSync = this.witness.provider.messageHandlers[MESSAGE_SYNC];
    this.witness.provider.messageHandlers[MESSAGE_SYNC] = (encoder, decoder, ...rest) => {
      if (decoder.arr[decoder.pos] === SYNC_UPDATE) this.#updatesSeen++;
      handleSync?.(encoder, decoder, ...rest);
    };
    for (const peer of [this.writer, this.witness]) peer.connect();
  }

  async end(): Promise<void> {
    for (const attacker of this.#attackers) attacker.close();
    for (const peer of [this.writer, this.witness]) peer.destroy();
    await this.server.remove();
  }

  /** A new socket to the map. `delivered`: it has said that it has nothing that the server lacks, as an honest client does. */
  async attacker({ delivered = true } = {}): Promise<Attacker> {
    const attacker = await Attacker.join(this.server.syncUrl, this.mapId, "", this.#stranger);
    this.#attackers.push(attacker);
    if (delivered) attacker.send(Uint8Array.of(MESSAGE_SYNC, 1, 2, 0, 0));
    return attacker;
  }

  /** The map as the writer has it, for the attacker to build on, under a client id of its own. */
  copy(): Y.Doc {
    const doc = new Y.Doc();
    rootMaps(doc);
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.writer.doc));
    return doc;
  }

  /**
   * Runs an attack and looks: nothing of it is stored or passed on, the others stay connected and go on working, the
   * log does not repeat it. Returns what the attack returns.
   */
  async unharmedBy<T>(attack: () => Promise<T>): Promise<T> {
    const rowsBefore = readRows(this.server.dataDir, this.mapId);
    const seenBefore = this.#updatesSeen;
    const outcome = await attack();
    expect(this.#updatesSeen, "frames of the attack that reached somebody else").toBe(seenBefore);
    expectSameRows(readRows(this.server.dataDir, this.mapId), rowsBefore);
    const unknown = await this.#bothWork();
    expect(unknown, "clients that nobody knows in the map").toEqual([]);
    this.expectQuietLog();
    return outcome;
  }

  /** The same for what may be stored, since it is no more than text or a legal change: everybody has it alike. */
  async livesWith<T>(attack: () => Promise<T>): Promise<T> {
    const outcome = await attack();
    await this.#bothWork();
    this.expectQuietLog();
    return outcome;
  }

  expectQuietLog(): void {
    expect(this.server.log()).not.toContain(MARKER);
  }

  /** The log names a case by its close code. Its lines come through a pipe. */
  async logNames(code: number, timesBefore: number): Promise<void> {
    await waitFor("the log names the case", () => this.timesLogged(code) > timesBefore);
  }

  timesLogged(code: number): number {
    return this.server.log().split(`"code":${code}`).length - 1;
  }

  /** Resident memory of the server, without what it would give back if somebody else needed it. */
  async memoryInUseBytes(): Promise<number> {
    const timesCollected = (): number => this.server.log().split(COLLECTED).length;
    const before = timesCollected();
    process.kill(this.server.pid, "SIGUSR2");
    await waitFor("the server has collected its memory", () => timesCollected() > before);
    return await this.memoryBytes();
  }

  /** Resident memory of the server. */
  async memoryBytes(): Promise<number> {
    const status = await readFile(`/proc/${this.server.pid}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1_024;
  }

  /**
   * The writer's edit is acknowledged and reaches the witness, who has not lost the connection. Returns the clients in
   * the map on disk that are neither of them nor were there at the beginning.
   */
  async #bothWork(): Promise<number[]> {
    const { writer, witness, server, mapId } = this;
    const before = new Set(Y.snapshot(writer.doc).sv.keys());
    while (writer.edit(this.#random) === null);
    await waitFor("the writer's edit is on disk", () => writer.unanswered === 0);
    await waitFor("the witness has it", () => knowTheSame([writer.doc, witness.doc]));
    expect([...writer.closes, ...witness.closes], "closes that others have noticed").toEqual([]);
    const stored = docOnDisk(server.dataDir, mapId);
    expect(readMap(stored)).toEqual(readMap(witness.doc));
    const known = before.add(writer.doc.clientID).add(witness.doc.clientID);
    return [...Y.snapshot(stored).sv.keys()].filter((client) => !known.has(client));
  }
}

function expectSameRows(rows: readonly StoredRow[], before: readonly StoredRow[]): void {
  expect(
    rows.map(({ seq }) => seq),
    "rows of the journal",
  ).toEqual(before.map(({ seq }) => seq));
  for (const [at, { bytes }] of rows.entries()) {
    expect(Buffer.compare(bytes, before[at]?.bytes ?? new Uint8Array())).toBe(0);
  }
}
