// Who may do what, on a running server: every action over every channel, tried by everybody. What is not in the table
// below fails, and so does what is there and behaves otherwise.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ACTIONS, mayDo, type Action } from "#shared/access/policy.ts";
import { askApi } from "../fixtures/askApi.ts";
import { newMapAt, outcomeOf } from "../fixtures/guests.ts";
import { startServer } from "../fixtures/server.ts";
import { joinMap } from "../fixtures/stockClient.ts";
import {
  deletesAComment,
  deletesSomebodysComment,
  readsComments,
  resolvesAnyThread,
  resolvesAThread,
  changesAComment,
  writesComments,
} from "./access/commentProbes.ts";
import { HOLDERS, handOver, makeHolders, type Holder, type HolderName } from "./access/holders.ts";
import {
  deletesTheMap,
  each,
  http,
  isListed,
  readsTheMap,
  seesAddresses,
  seesWhoIsHere,
  showsACursor,
  writesANode,
  type Outcome,
  type Probe,
  type Scene,
} from "./access/probes.ts";
import {
  deletesAVersion,
  readsAState,
  readsVersions,
  writesVersions,
} from "./access/versionProbes.ts";

const CHANNELS = ["sync", "presence", "http", "files"] as const;
type Channel = (typeof CHANNELS)[number];

/** Cannot be done this way: the channel has no words for it. */
const NO_WAY = "no way";
/** Addresses of what is not built yet. They must answer nobody; once they answer, their cell needs a probe. */
interface Unbuilt {
  unbuilt: string;
}

type Cell = Probe | typeof NO_WAY | Unbuilt;

const noWay = { sync: NO_WAY, presence: NO_WAY, http: NO_WAY, files: NO_WAY } as const;

const MEMBERS_MANAGE = each(
  http("PUT", "/team-role", { role: null }),
  http("POST", "/invitations", {
    name: "Dr. X",
    organisation: "",
    perspective: "",
    email: "x@example.org",
  }),
  http("PUT", "/open-link", {}),
  http("DELETE", "/open-link"),
  http("GET", "/audit"),
);

const TABLE: Record<Action, Record<Channel, Cell>> = {
  "map.open": {
    sync: readsTheMap,
    presence: seesWhoIsHere,
    http: each(http("GET", ""), http("GET", "/restored"), isListed),
    files: http("GET", "/picture.svg"),
  },
  "map.change": { ...noWay, sync: writesANode, http: http("PATCH", "", { title: "Neuer Titel" }) },
  "presence.show": { ...noWay, presence: showsACursor },
  "comments.read": { ...noWay, http: readsComments },
  "comments.write": { ...noWay, http: writesComments },
  "comments.changeOwn": { ...noWay, http: each(changesAComment, deletesAComment) },
  "comments.deleteAny": { ...noWay, http: deletesSomebodysComment },
  "comments.resolveOwn": { ...noWay, http: resolvesAThread },
  "comments.resolveAny": { ...noWay, http: resolvesAnyThread },
  "versions.read": { ...noWay, http: readsVersions, files: readsAState },
  "versions.write": { ...noWay, http: writesVersions },
  "versions.delete": { ...noWay, http: deletesAVersion },
  "content.erase": {
    ...noWay,
    http: each(
      http("GET", "/erasures"),
      http("POST", "/erasures", { confirm: true, nodes: ["no-such-node"], links: [] }),
    ),
  },
  "map.export": { ...noWay, files: http("GET", "/export.json") },
  "map.import": { ...noWay, files: { unbuilt: "/import" } },
  "members.seeNames": { ...noWay, http: http("GET", "/access") },
  "members.seeAddresses": { ...noWay, http: seesAddresses },
  "members.manage": { ...noWay, http: MEMBERS_MANAGE },
  "map.delete": { ...noWay, http: deletesTheMap },
};

let scene: Scene;
let holders: Record<HolderName, Holder>;

beforeAll(async () => {
  const server = await startServer();
  const { id: mapId } = await newMapAt(server.url);
  holders = await makeHolders(server, mapId);
  await handOver(server, mapId, holders.owner);
  const { somebody: owner } = holders.owner;
  if (owner === null) throw new Error("the owner is somebody");
  const witness = await joinMap(server.syncUrl, mapId, {}, owner);
  witness.provider.awareness.setLocalState({ cursor: { x: 0, y: 0 } });
  scene = { server, mapId, owner, witness };
});
afterAll(async () => {
  scene.witness.leave();
  await scene.server.remove();
});

function expected({ role, somebody }: Holder, action: Action): Outcome {
  if (somebody === null) return "not signed in";
  return mayDo(role, action) ? "done" : "refused";
}

const cells = ACTIONS.flatMap((action) =>
  CHANNELS.map((channel): [Action, Channel, Cell | undefined] => [
    action,
    channel,
    TABLE[action]?.[channel],
  ]),
);
const probes = cells.flatMap(([action, channel, cell]) =>
  typeof cell === "function" ? [{ action, channel, cell }] : [],
);

describe("every role, every action, every channel", () => {
  it("AC-4: no cell is left out, and every action can be done by some way or is not built yet", () => {
    const missing = cells.filter(([, , cell]) => cell === undefined);
    expect(missing).toEqual([]);
    expect(cells.length).toBe(ACTIONS.length * CHANNELS.length);
    for (const action of ACTIONS) {
      const ways = CHANNELS.filter((channel) => TABLE[action][channel] !== NO_WAY);
      expect(ways.length, action).toBeGreaterThan(0);
    }
  });

  it.each(probes)("AC-4: $action by $channel", async ({ action, cell }) => {
    const outcomes = new Map<HolderName, Outcome>();
    for (const name of HOLDERS) outcomes.set(name, await cell(scene, holders[name]));
    const wanted = new Map(HOLDERS.map((name) => [name, expected(holders[name], action)]));
    expect(outcomes).toEqual(wanted);
  });

  it("AC-4: what is not built yet answers nobody", async () => {
    const unbuilt = new Set(
      cells.flatMap(([, , cell]) => (typeof cell === "object" ? [cell.unbuilt] : [])),
    );
    for (const path of unbuilt) {
      for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
        const url = `${scene.server.url}/api/maps/${scene.mapId}${path}`;
        const answer = await askApi(url, { method, as: scene.owner });
        expect(outcomeOf(answer), `${method} ${path}`).toEqual([404, "not-found"]);
      }
    }
  });
});
