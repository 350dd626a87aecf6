// Erasing content for good: out of the live map, its journal, every kept state, the pictures, and what threads quote of it.
// Begun is noted first: a server that is killed goes on with it when it starts again. Asks nobody for permission.
import type { Kysely } from "kysely";
import { deleteElements } from "#shared/map/edit.ts";
import { newId } from "#shared/map/ids.ts";
import type { ErasureRecord } from "#shared/erase/api.ts";
import { CLOSE } from "#shared/protocol/closeCodes.ts";
import type { AuditLog } from "../audit/AuditLog.ts";
import type { Bus } from "../bus/Bus.ts";
import type { Touches } from "../changes/Touches.ts";
import { nextNumber } from "../comments/talkNumbers.ts";
import type { History } from "../history/History.ts";
import { errorFields, type Log } from "../log.ts";
import type { AnchorTitles } from "../states/AnchorTitles.ts";
import type { MapStates } from "../states/MapStates.ts";
import type { Tables } from "../store/schema.ts";
import type { Compactor } from "../sync/Compactor.ts";
import type { RoomRegistry } from "../sync/RoomRegistry.ts";
import type { Restorer } from "../versions/Restorer.ts";
import { holdsAny, type Elements } from "./withoutElements.ts";

export interface EraserSetup {
  db: Kysely<Tables>;
  registry: RoomRegistry;
  compactor: Compactor;
  states: MapStates;
  history: History;
  restorer: Restorer;
  titles: AnchorTitles;
  touches: Touches;
  audit: AuditLog;
  bus: Bus;
  log: Log;
  /** Takes what was deleted out of the store's files too. false: not yet. */
  scrub(this: void): Promise<boolean>;
}

export interface Wish extends Elements {
  mapId: string;
  byId: string;
}

/** Somebody may be bringing it back at this very moment. */
const MAX_ROUNDS = 20;
/** What could not be finished is tried again: also when the server starts. */
const RETRY_MS = 30_000;

export class Eraser {
  readonly #setup: EraserSetup;
  #working: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(setup: EraserSetup) {
    this.#setup = setup;
  }

  /** Notes what is to be erased, and begins. Resolves with the record once it is noted; from then on it will be done. */
  async begin({ mapId, byId, nodes, links }: Wish): Promise<ErasureRecord> {
    const { db, audit } = this.#setup;
    const id = newId();
    const begunAt = Date.now();
    await db.transaction().execute(async (transaction) => {
      await transaction
        .insertInto("erasures")
        .values({
          id,
          map_id: mapId,
          begun_at: begunAt,
          by_id: byId,
          nodes: JSON.stringify(nodes),
          links: JSON.stringify(links),
        })
        .execute();
      await transaction
        .updateTable("maps")
        .set((eb) => ({ epoch: eb("epoch", "+", 1) }))
        .where("id", "=", mapId)
        .execute();
      const entry = { action: "content.erased" as const, actorId: byId, mapId, subjectId: id };
      await audit.record(entry, transaction);
    });
    this.#queue(id, mapId, { nodes, links });
    return { id, begunAt, doneAt: null, byId, nodes: [...nodes], links: [...links] };
  }

  /** Goes on with what was begun before the server stopped. */
  async resume(): Promise<void> {
    const rows = await this.#setup.db
      .selectFrom("erasures")
      .select(["id", "map_id", "nodes", "links"])
      .where("done_at", "is", null)
      .orderBy("begun_at")
      .execute();
    for (const { id, map_id: mapId, nodes, links } of rows) {
      this.#queue(id, mapId, { nodes: idsIn(nodes), links: idsIn(links) });
    }
  }

  async list(mapId: string): Promise<ErasureRecord[]> {
    const rows = await this.#setup.db
      .selectFrom("erasures")
      .select(["id", "begun_at as begunAt", "done_at as doneAt", "by_id as byId", "nodes", "links"])
      .where("map_id", "=", mapId)
      .orderBy("begun_at", "desc")
      .orderBy("id")
      .execute();
    return rows.map(({ nodes, links, ...row }) => ({
      ...row,
      nodes: idsIn(nodes),
      links: idsIn(links),
    }));
  }

  /** Begins nothing more. Resolves when nothing is under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#working;
  }

  #queue(id: string, mapId: string, elements: Elements): void {
    const { restorer, log } = this.#setup;
    this.#working = this.#working.then(async () => {
      if (this.#stopped) return;
      try {
        // What a restore has read before must not come back after.
        await restorer.exclusively(mapId, () => this.#erase(id, mapId, elements));
      } catch (error) {
        log.error({ map: mapId, erasure: id, ...errorFields(error) }, "content not erased yet");
        setTimeout(() => this.#queue(id, mapId, elements), RETRY_MS).unref();
      }
    });
  }

  async #erase(id: string, mapId: string, elements: Elements): Promise<void> {
    const { db, states, touches, bus, scrub, log } = this.#setup;
    for (let round = 0; round < MAX_ROUNDS; round++) {
      await this.#outOfTheMap(mapId, elements);
      // Whatever was being taken when this began is stored now, and a state without it is there for what comes next.
      await states.take(mapId);
      await this.#outOfStates(mapId, elements);
      await this.#outOfThreads(mapId, elements);
      // Whoever deleted them is noted with what they were called.
      await touches.forgetTitles(mapId, [...elements.nodes, ...elements.links]);
      await db.updateTable("versions").set({ picture: null }).where("map_id", "=", mapId).execute();
      if (!(await this.#isBack(mapId, elements))) break;
    }
    // It is done when nothing of it is left, and not before.
    if (await this.#isBack(mapId, elements))
      throw new Error("the content is put back all the time");
    if (!(await scrub())) throw new Error("the write-ahead log cannot be emptied at the moment");
    await db.updateTable("erasures").set({ done_at: Date.now() }).where("id", "=", id).execute();
    bus.publish({ type: "changed", topic: "comments", mapId });
    bus.publish({ type: "changed", topic: "versions", mapId });
    log.info({ map: mapId, erasure: id }, "content erased");
  }

  /** Everybody is sent away, and comes back without what they kept: it could be put in again from there. */
  async #outOfTheMap(mapId: string, elements: Elements): Promise<void> {
    const { registry, compactor, titles } = this.#setup;
    await registry.open(mapId);
    await titles.forget(mapId, [...elements.nodes, ...elements.links]);
    const room = await registry.open(mapId);
    await room.edit((doc, origin) => deleteElements({ doc, origin }, elements), null);
    room.closeAll(CLOSE.contentErased, "content was erased");
    await compactor.compactNow(mapId);
  }

  async #isBack(mapId: string, elements: Elements): Promise<boolean> {
    const room = await this.#setup.registry.open(mapId);
    return holdsAny(room.doc, elements);
  }

  async #outOfStates(mapId: string, elements: Elements): Promise<void> {
    const { db, states, history } = this.#setup;
    const rows = await db
      .selectFrom("map_states")
      .select("id")
      .where("map_id", "=", mapId)
      .orderBy("taken_at")
      .execute();
    for (const { id } of rows) {
      // It goes on from here when the server starts again.
      if (this.#stopped) throw new Error("the server is stopping");
      await history.ask("eraseFromState", { mapId, stateId: id, elements });
    }
    states.forgetTaken(mapId);
  }

  /** Of what threads keep of their nodes and links; what people wrote themselves is theirs to delete. */
  async #outOfThreads(mapId: string, { nodes, links }: Elements): Promise<void> {
    const erased = new Set([...nodes, ...links]);
    const isErased = (id: string): boolean => erased.has(id);
    await this.#setup.db.transaction().execute(async (db) => {
      const threads = await db
        .selectFrom("threads")
        .select(["id", "anchor_id", "anchor_then", "anchor_title", "anchor_ends"])
        .where("map_id", "=", mapId)
        .execute();
      for (const { id, anchor_id: anchorId, anchor_then: then, ...last } of threads) {
        const isThenErased = [anchorId ?? "", ...elementsThen(then)].some(isErased);
        const isLastErased =
          last.anchor_ends === ANCHOR_ENDS_UNKNOWN
            ? nodes.length > 0
            : idsIn(last.anchor_ends ?? "[]").some(isErased);
        if (!isThenErased && !(isLastErased && last.anchor_title !== "")) continue;
        const seq = await nextNumber(db, mapId);
        const kept = isThenErased ? { anchor_then: null } : {};
        await db
          .updateTable("threads")
          .set({ anchor_title: "", anchor_ends: null, seq, ...kept })
          .where("id", "=", id)
          .execute();
      }
    });
  }
}

/** It was called after nodes that nobody noted: any of them may be among the erased. */
const ANCHOR_ENDS_UNKNOWN = "*";

/** Whose words a thread quotes: of a link, its ends' too; not of the region something lies in. */
function elementsThen(json: string | null): string[] {
  const then = json === null ? null : (JSON.parse(json) as Record<"nodes" | "links", Quoted[]>);
  return [...(then?.nodes ?? []), ...(then?.links ?? [])].map(({ id }) => id);
}

interface Quoted {
  id: string;
}

function idsIn(json: string): string[] {
  return JSON.parse(json) as string[];
}
