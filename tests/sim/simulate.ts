// What may happen in a simulated run, and what must hold when it has. Knows the world, not what it is made of.
import * as Y from "yjs";
import { firstThatReadsDifferently, knowTheSame } from "../fixtures/ledger/sameMap.ts";
import type { Tally } from "./Tally.ts";
import { World, type Seat, type SimMap } from "./World.ts";

/** Between two things that happen at most one of these passes: less than a write takes, some of them, all of them. */
const STEPS_MS = [0, 0, 5, 20, 60, 400];
const MAX_RESTART_MS = 400;
const HEALED_WITHIN_MS = 60_000;
const EDITS_IN_PEACE = 20;
/** Both ends of a cut have noticed by then. */
const NOTICED_MS = 5_000;
/** A room without people has closed by then. */
const ROOM_CLOSED_MS = 60_000;

/** Runs one world from its seed. Returns what was wrong; nothing if nothing was. */
export async function simulate(seed: number, steps: number, tally: Tally): Promise<string[]> {
  const world = new World(seed, tally);
  try {
    world.begin();
    for (const { seats } of world.maps) for (const { peer } of seats) peer.connect();
    for (let step = 0; step < steps && world.complaints.length === 0; step++) {
      await happen(world, tally);
      await world.scheduler.pass(world.random.fraction() * world.random.pick(STEPS_MS));
    }
    if (world.complaints.length === 0) await heal(world, tally);
    tally.runs++;
    return world.complaints;
  } finally {
    world.end();
  }
}

async function happen(world: World, tally: Tally): Promise<void> {
  const { random } = world;
  const map = random.pick(world.maps);
  const seat = random.pick(map.seats);
  const roll = random.fraction();
  if (roll < 0.72) edit(world, tally, map, seat);
  else if (roll < 0.76)
    seat.peer.provider.awareness.setLocalStateField("cursor", { x: roll, y: 0 });
  else if (roll < 0.79) {
    tally.serverEdits++;
    // Not awaited: it ends when it is on disk, which may be never.
    void world.serverEdit(map);
  } else if (roll < 0.83) drop(tally, seat);
  else if (roll < 0.85) partition(world, tally);
  else if (roll < 0.88) comeBack(world);
  else if (roll < 0.91) reopen(world, tally, map, seat);
  else if (roll < 0.95) disturbStore(world, tally);
  else if (roll < 0.97) {
    tally.crashes++;
    const { server } = world;
    // Half of them hit a write, if there is one soon.
    if (random.chance(0.5)) {
      await world.scheduler.passUntil(() => server?.store.writing === true, MAX_RESTART_MS, 1);
    }
    await world.crashServer();
    if (random.chance(0.5)) await world.scheduler.pass(random.fraction() * MAX_RESTART_MS);
    world.startServer();
  } else if (roll < 0.98) {
    tally.stops++;
    await world.stopServer();
    world.startServer();
  } else if (roll < 0.99) world.compact(map);
  else await world.scheduler.pass(random.fraction() * 30_000);
}

function edit(world: World, tally: Tally, { ledger }: SimMap, { name, role, peer }: Seat): void {
  if (role === "viewer") return;
  const trace = peer.edit(world.random);
  if (trace === null) return;
  tally.edits++;
  if ("nodeId" in trace && ledger.isConcurrent(name, peer.doc, trace.nodeId)) tally.conflicts++;
  if (world.random.chance(0.05)) peer.keepBase();
}

/** The connection breaks; a moment later another one may be made. */
function drop(tally: Tally, { socket }: Seat): void {
  tally.cuts++;
  socket?.cut();
}

/** Some people lose the network, and go on working. */
function partition(world: World, tally: Tally): void {
  tally.partitions++;
  for (const { seats } of world.maps) {
    for (const seat of seats) if (world.random.chance(0.5)) world.cutOff(seat);
  }
}

function comeBack(world: World): void {
  for (const { seats } of world.maps) for (const seat of seats) seat.cutOff = false;
}

function reopen(world: World, tally: Tally, map: SimMap, seat: Seat): void {
  const keeps = world.random.chance(0.7);
  if (keeps) tally.reopenedWithOutbox++;
  else tally.reopenedWithNothing++;
  world.reopen(map, seat, keeps);
}

function disturbStore({ server, random }: World, tally: Tally): void {
  if (server === null) return;
  const { store } = server;
  if (store.full) store.full = false;
  else if (random.chance(0.5)) {
    tally.storeFull++;
    store.full = true;
  }
  store.failureChance = random.pick([0, 0, 0.2]);
  store.lostAnswerChance = random.pick([0, 0.2, 0.5]);
  store.loadFailureChance = random.pick([0, 0, 0.5]);
}

/** Everything works again: then everybody has the same map, all of it is on disk, and nobody is shown who has left. */
async function heal(world: World, tally: Tally): Promise<void> {
  comeBack(world);
  if (world.server !== null) {
    const { store } = world.server;
    store.full = false;
    store.failureChance = 0;
    store.lostAnswerChance = 0;
    store.loadFailureChance = 0;
  }
  const { complaints, random, scheduler } = world;
  const everybody = world.maps.flatMap(({ seats }) => seats);
  await scheduler.passUntil(() => everybody.every(({ peer }) => peer.synced), HEALED_WITHIN_MS);
  // What is done in peace must arrive without anybody coming back to fetch it.
  for (let edits = 0; edits < EDITS_IN_PEACE; edits++) {
    const map = random.pick(world.maps);
    edit(world, tally, map, random.pick(map.seats));
    await scheduler.pass(random.fraction() * random.pick(STEPS_MS));
  }
  for (const map of world.maps) {
    const docs = () => [...map.seats.map(({ peer }) => peer.doc), world.docOnDisk(map.mapId)];
    const settled = () =>
      map.seats.every(({ peer }) => peer.synced && peer.unanswered === 0) && knowTheSame(docs());
    if (!(await scheduler.passUntil(settled, HEALED_WITHIN_MS))) {
      complaints.push(`not everybody has the same map: ${explain(map, docs())}`);
      return;
    }
    const differs = firstThatReadsDifferently(docs());
    if (differs >= 0) complaints.push(`replica ${differs} reads another map`);
    for (const complaint of map.ledger.check(world.docOnDisk(map.mapId), true)) {
      complaints.push(`at the end: ${complaint}`);
    }
    await scheduler.pass(NOTICED_MS);
    // As y-protocols does every 15 seconds, by a clock that is not simulated. Who was seen with a clock that a crash kept
    // from themselves is hidden for so long.
    for (const { peer } of map.seats) {
      const { awareness } = peer.provider;
      awareness.setLocalState(awareness.getLocalState());
    }
    await scheduler.pass(NOTICED_MS);
    complaints.push(...whoIsShown(map));
  }
  await everybodyLeaves(world);
}

function explain({ seats }: SimMap, docs: readonly Y.Doc[]): string {
  const [first] = docs;
  return docs
    .map((doc, at) => {
      const { name, peer } = seats[at] ?? {};
      const same = first !== undefined && Y.equalSnapshots(Y.snapshot(first), Y.snapshot(doc));
      return `${name ?? "disk"} (${peer?.synced ? "synced" : "not synced"}, ${peer?.unanswered ?? 0} unanswered${same ? "" : ", differs"})`;
    })
    .join(", ");
}

function whoIsShown({ seats }: SimMap): string[] {
  const expected = seats.map(({ peer }) => peer.doc.clientID).toSorted((a, b) => a - b);
  return seats.flatMap(({ name, peer }) => {
    const shown = [...peer.provider.awareness.getStates().keys()].toSorted((a, b) => a - b);
    return String(shown) === String(expected)
      ? []
      : [`${name} sees ${String(shown)} instead of ${String(expected)}`];
  });
}

async function everybodyLeaves({ maps, server, scheduler, complaints }: World): Promise<void> {
  for (const { seats } of maps) for (const { peer } of seats) peer.destroy();
  await scheduler.pass(NOTICED_MS);
  for (const { mapId } of maps) {
    const shown = server?.registry.get(mapId)?.presence.people.length ?? 0;
    if (shown > 0) complaints.push(`${shown} people are shown on a map that all have left`);
  }
  await scheduler.pass(ROOM_CLOSED_MS);
  if (server !== null && [...server.registry.live()].length > 0) {
    complaints.push("a room stays open though everybody has left");
  }
}
