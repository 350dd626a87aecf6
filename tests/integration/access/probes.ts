// Tries: one thing that somebody might do on a map, over one channel, and what came of it.
import * as Y from "yjs";
import { createNode } from "#shared/map/edit.ts";
import { rootMaps } from "#shared/map/read.ts";
import { mapAccessSchema } from "#shared/access/api.ts";
import { mapListSchema } from "#shared/maps/api.ts";
import { CLOSE } from "#shared/protocol/closeCodes.ts";
import { askApi, type Answer } from "../../fixtures/askApi.ts";
import { outcomeOf } from "../../fixtures/guests.ts";
import type { Somebody } from "../../fixtures/people.ts";
import type { ServerProcess } from "../../fixtures/server.ts";
import { closesOf, joinMap, knock, type StockClient } from "../../fixtures/stockClient.ts";
import { waitFor } from "../../fixtures/waitFor.ts";
import type { Holder } from "./holders.ts";

export type Outcome = "done" | "refused" | "not signed in";

export interface Scene {
  server: ServerProcess;
  mapId: string;
  owner: Somebody;
  /** The owner, connected all the time. */
  witness: StockClient;
}

export type Probe = (scene: Scene, holder: Holder) => Promise<Outcome>;

function outcome(answer: Answer): Outcome {
  if (answer.status >= 200 && answer.status < 300) return "done";
  const [status, code] = outcomeOf(answer);
  if (status === 403 && code === "no-access") return "refused";
  if (status === 401 && code === "sign-in-needed") return "not signed in";
  throw new Error(`neither done nor refused: ${status} ${code}`);
}

function closed(code: number): Outcome {
  if (code === CLOSE.noAccess) return "refused";
  if (code === CLOSE.signInNeeded) return "not signed in";
  throw new Error(`closed with ${code}`);
}

/** A request to a path of the map. */
export function http(method: string, path: string, body?: unknown): Probe {
  return async ({ server, mapId }, { somebody }) => {
    const url = `${server.url}/api/maps/${mapId}${path}`;
    return outcome(await askApi(url, { method, body, as: somebody }));
  };
}

/** One request after the other; the outcome must be the same for all. */
export function each(...probes: Probe[]): Probe {
  return async (scene, holder) => {
    const outcomes = new Set<Outcome>();
    for (const probe of probes) outcomes.add(await probe(scene, holder));
    const [only, ...others] = outcomes;
    if (only === undefined || others.length > 0) {
      throw new Error(
        `of one action, some were done and some refused: ${[...outcomes].join(", ")}`,
      );
    }
    return only;
  };
}

type Inside = (client: StockClient, closes: readonly number[]) => Promise<Outcome>;

/** Something on a socket that was let in. */
async function inside(
  { server, mapId }: Scene,
  { somebody }: Holder,
  run: Inside,
): Promise<Outcome> {
  const client = knock(server.syncUrl, mapId, {}, new Y.Doc(), somebody);
  const closes = closesOf(client);
  try {
    await waitFor("in, or closed", () => client.provider.synced || closes.length > 0);
    const [code] = closes;
    return code === undefined ? await run(client, closes) : closed(code);
  } finally {
    client.leave();
  }
}

/** An ordinary first sync: the whole map, and nobody is disconnected for it. */
export const readsTheMap: Probe = (scene, holder) =>
  inside(scene, holder, async ({ doc, provider }) => {
    await waitFor("the map is there", () => rootMaps(doc).nodes.size >= 29);
    return provider.wsconnected ? "done" : "refused";
  });

export const isListed: Probe = async ({ server, mapId }, { somebody }) => {
  const answer = await askApi(`${server.url}/api/maps`, { as: somebody });
  if (answer.status !== 200) return outcome(answer);
  const { maps } = mapListSchema.parse(answer.json());
  return maps.some(({ id }) => id === mapId) ? "done" : "refused";
};

/** Makes a node, which either reaches the owner or never does. */
export const writesANode: Probe = (scene, holder) =>
  inside(scene, holder, async ({ doc }, closes) => {
    const place = { parentId: null, x: 1, y: 1 };
    const id = createNode({ doc, origin: null }, { kind: "note", place });
    const { nodes } = rootMaps(scene.witness.doc);
    await waitFor("it is taken or refused", () => nodes.has(id) || closes.length > 0);
    const [code] = closes;
    const { server, mapId, owner } = scene;
    const stored = await joinMap(server.syncUrl, mapId, {}, owner);
    const isStored = rootMaps(stored.doc).nodes.has(id);
    stored.leave();
    if (code === undefined && isStored) return "done";
    if (code !== undefined && !isStored && !nodes.has(id)) return closed(code);
    throw new Error(`closed with ${code}, and stored: ${isStored}`);
  });

interface Shown {
  person?: { id?: string; name?: string; isGuest?: boolean };
  role?: string;
}

/** Shows a cursor under a false name, role and kind; the owner sees the true ones. */
export const showsACursor: Probe = (scene, holder) =>
  inside(scene, holder, async ({ provider, doc }) => {
    const { awareness } = provider;
    const person = { id: scene.owner.person.id, name: "Falscher Name", colour: 1, isGuest: false };
    awareness.setLocalState({ cursor: { x: 1, y: 2 }, person, role: "owner" });
    const seen = await waitFor("the owner sees it", () => {
      const state: Shown | undefined = scene.witness.provider.awareness
        .getStates()
        .get(doc.clientID);
      return state ?? null;
    });
    const { somebody, role } = holder;
    const isTrue =
      seen.role === role &&
      seen.person?.id === somebody?.person.id &&
      seen.person?.name === somebody?.person.name &&
      (seen.person?.isGuest === true) === (somebody?.person.kind === "guest");
    if (!isTrue) throw new Error(`shown as ${JSON.stringify(seen)}`);
    return "done";
  });

/** Sees who else is on the map. */
export const seesWhoIsHere: Probe = (scene, holder) =>
  inside(scene, holder, async ({ provider }) => {
    const states = () => [...provider.awareness.getStates().values()] as Shown[];
    const id = scene.owner.person.id;
    await waitFor("the owner is seen", () => states().some(({ person }) => person?.id === id));
    return "done";
  });

/** Addresses are in the answer, or they are not. */
export const seesAddresses: Probe = async ({ server, mapId, owner }, { somebody }) => {
  const answer = await askApi(`${server.url}/api/maps/${mapId}/access`, { as: somebody });
  if (answer.status !== 200) return outcome(answer);
  const { people, invitations } = mapAccessSchema.parse(answer.json());
  const own = people.find(({ id }) => id === owner.person.id);
  const isTold = answer.text.includes("@");
  if (isTold !== (own?.email !== null) || isTold !== invitations.length > 0) {
    throw new Error("some addresses are told and some are not");
  }
  return isTold ? "done" : "refused";
};

/** Puts the map into the bin; whoever could, or the owner, takes it out again. */
export const deletesTheMap: Probe = async (scene, holder) => {
  const done = await http("DELETE", "")(scene, holder);
  const undelete = http("POST", "/undelete");
  if (done !== "done") {
    const undone = await undelete(scene, holder).catch(() => "done");
    if (undone !== done) throw new Error("may not delete, but may bring back");
    return done;
  }
  return await undelete(scene, holder);
};
