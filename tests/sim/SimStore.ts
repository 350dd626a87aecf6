// A journal store in memory that takes its time and fails when told to, in every way the port allows: nothing written,
// written but the answer lost, a load that fails, a crash in the midst of a batch. It keeps the port's promise:
// a batch is written wholly or not at all.
import type { SeededRandom } from "../fixtures/SeededRandom.ts";
import type {
  ClientBinding,
  JournalBatch,
  JournalRow,
  JournalStore,
} from "../../server/store/JournalStore.ts";
import type { Disk } from "./Disk.ts";
import type { Scheduler } from "./Scheduler.ts";

const LATENCY_MS = 12;

export class SimStore implements JournalStore {
  /** The disk is full, or gone: every write fails. */
  full = false;
  /** Chance that a write fails though there is room. */
  failureChance = 0;
  /** Chance that a write reaches the disk and is then reported as failed. */
  lostAnswerChance = 0;
  loadFailureChance = 0;
  failedAppends = 0;
  lostAnswers = 0;
  failedLoads = 0;
  tornByCrash = 0;
  readonly #disk: Disk;
  readonly #scheduler: Scheduler;
  readonly #random: SeededRandom;
  #dead = false;
  #underWay: JournalBatch | null = null;

  constructor(disk: Disk, scheduler: Scheduler, random: SeededRandom) {
    this.#disk = disk;
    this.#scheduler = scheduler;
    this.#random = random;
  }

  /** Nothing is going to fail. */
  get healthy(): boolean {
    return !this.full && this.failureChance === 0 && this.lostAnswerChance === 0;
  }

  get writing(): boolean {
    return this.#underWay !== null;
  }

  /** The process is gone. What was being written is on disk or not, as chance has it. */
  crash(): void {
    this.#dead = true;
    if (this.#underWay === null) return;
    this.tornByCrash++;
    if (!this.full && this.#random.chance(0.5)) this.#write(this.#underWay);
    this.#underWay = null;
  }

  async append(batch: JournalBatch): Promise<void> {
    if (this.#dead) return await new Promise<never>(() => undefined);
    if (this.#underWay !== null) throw new Error("a second batch while one is being written");
    this.#underWay = batch;
    await this.#latency();
    this.#underWay = null;
    if (this.full || this.#random.chance(this.failureChance)) {
      this.failedAppends++;
      throw new Error("database or disk is full");
    }
    this.#write(batch);
    if (this.#random.chance(this.lostAnswerChance)) {
      this.lostAnswers++;
      throw new Error("disk I/O error after the write");
    }
  }

  async load(mapId: string): Promise<JournalRow[]> {
    await this.#latency();
    if (this.#random.chance(this.loadFailureChance)) {
      this.failedLoads++;
      throw new Error("disk I/O error");
    }
    return [...(this.#disk.rows.get(mapId) ?? [])];
  }

  async loadClientIds(mapId: string): Promise<ClientBinding[]> {
    await this.#latency();
    return this.#disk.bindingsOf(mapId);
  }

  async replace(state: JournalRow, replaced: { from: number; count: number }): Promise<boolean> {
    await this.#latency();
    if (this.full) throw new Error("database or disk is full");
    const rows = this.#disk.rows.get(state.mapId) ?? [];
    const kept = rows.filter((row) => row.seq < replaced.from || row.seq > state.seq);
    if (rows.length - kept.length !== replaced.count) return false;
    this.#disk.rows.set(
      state.mapId,
      [...kept, state].toSorted((a, b) => a.seq - b.seq),
    );
    return true;
  }

  async probe(): Promise<void> {
    await this.#latency();
    if (this.full) throw new Error("database or disk is full");
  }

  async close(): Promise<void> {
    await this.#latency();
  }

  /** Never ends for a process that is gone. */
  async #latency(): Promise<void> {
    await this.#scheduler.wait(this.#random.fraction() * LATENCY_MS);
    if (this.#dead) await new Promise<never>(() => undefined);
  }

  #write({ rows, summaries }: JournalBatch): void {
    for (const { clientIds = [], ...row } of rows) {
      for (const binding of clientIds) this.#disk.bind(row.mapId, binding);
      const stored = this.#disk.rows.get(row.mapId) ?? [];
      const same = stored.find(({ seq }) => seq === row.seq);
      if (same === undefined) {
        this.#disk.rows.set(row.mapId, [...stored, { ...row, bytes: row.bytes.slice() }]);
      } else if (Buffer.compare(same.bytes, row.bytes) !== 0) {
        throw new Error(`row ${row.seq} was written before with other bytes`);
      }
    }
    for (const summary of summaries) this.#disk.summaries.set(summary.mapId, summary);
  }
}
