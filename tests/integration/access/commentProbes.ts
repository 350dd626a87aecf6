// Tries on comments: one's own and somebody else's. Whose a comment is is set beside the server, so that those who may not
// write have one of their own too, as somebody has whose role was lowered since.
import { newId } from "#shared/map/ids.ts";
import { askApi } from "../../fixtures/askApi.ts";
import { inDatabase } from "../../fixtures/dataFolder.ts";
import type { Holder } from "./holders.ts";
import { each, http, type Probe, type Scene } from "./probes.ts";

interface Ids {
  threadId: string;
  commentId: string;
}

/** A thread with one comment by this person. */
async function threadBy({ server, mapId, owner }: Scene, personId: string): Promise<Ids> {
  const ids = { threadId: newId(), commentId: newId() };
  const made = await askApi(`${server.url}/api/maps/${mapId}/comments/threads`, {
    method: "POST",
    as: owner,
    body: {
      id: ids.threadId,
      anchor: { on: "map" },
      comment: { id: ids.commentId, text: "Stimmt das?" },
    },
  });
  if (made.status !== 201) throw new Error(`No thread: ${made.status} ${made.text}`);
  inDatabase(server.dataDir, (database) => {
    const { threadId, commentId } = ids;
    database.prepare("update threads set created_by = ? where id = ?").run(personId, threadId);
    database.prepare("update comments set author_id = ? where id = ?").run(personId, commentId);
  });
  return ids;
}

/** Tries something on a comment that is the holder's own, or that of somebody who is on no map. */
function on(whose: "own" | "foreign", tried: (ids: Ids) => Probe): Probe {
  return async (scene: Scene, holder: Holder) => {
    const other = scene.server.owner.person.id;
    const own = holder.somebody?.person.id ?? other;
    return await tried(await threadBy(scene, whose === "own" ? own : other))(scene, holder);
  };
}

export const readsComments: Probe = on("foreign", ({ threadId, commentId }) =>
  each(
    http("GET", "/comments?since=0"),
    http("GET", `/comments/threads/${threadId}`),
    http("GET", `/comments/${commentId}/thread`),
    http("GET", "/comments/mine"),
    http("GET", "/comments/people"),
    http("GET", "/comments/search?q=stimmt"),
    http("PUT", `/comments/threads/${threadId}/read`, { upTo: 1 }),
    http("POST", "/comments/read-all", { upTo: 1 }),
    http("PUT", `/comments/threads/${threadId}/following`, { follows: true }),
    http("PUT", "/comments/release", { release: "perspective" }),
  ),
);

export const writesComments: Probe = on("foreign", ({ threadId, commentId }) => {
  const comment = () => ({ id: newId(), text: "Ja." });
  const thread = { id: newId(), anchor: { on: "place", x: 1, y: 2 }, comment: comment() };
  return each(
    http("POST", "/comments/threads", thread),
    http("POST", `/comments/threads/${threadId}/comments`, comment()),
    http("PUT", `/comments/${commentId}/reactions/agree`),
    http("DELETE", `/comments/${commentId}/reactions/agree`),
  );
});

export const changesAComment: Probe = on("own", ({ commentId }) =>
  http("PATCH", `/comments/${commentId}`, { text: "Anders." }),
);

export const deletesAComment: Probe = on("own", ({ commentId }) =>
  http("DELETE", `/comments/${commentId}`),
);

export const deletesSomebodysComment: Probe = on("foreign", ({ commentId }) =>
  http("DELETE", `/comments/${commentId}`),
);

const RESOLVED = { state: "resolved" };
const OPEN = { state: "open" };

export const resolvesAThread: Probe = on("own", ({ threadId }) =>
  each(
    http("PUT", `/comments/threads/${threadId}/state`, RESOLVED),
    http("PUT", `/comments/threads/${threadId}/state`, OPEN),
  ),
);

/** Somebody else's; and saying what became of one's own. */
export const resolvesAnyThread: Probe = each(
  on("foreign", ({ threadId }) =>
    each(
      http("PUT", `/comments/threads/${threadId}/state`, RESOLVED),
      http("PUT", `/comments/threads/${threadId}/state`, OPEN),
    ),
  ),
  on("own", ({ threadId }) =>
    http("PUT", `/comments/threads/${threadId}/state`, { ...RESOLVED, outcome: "adopted" }),
  ),
);
