// Many comments on a map, written into the database beside the server: a talk of years at once.
import { newId } from "#shared/map/ids.ts";
import type { MapJson } from "#shared/map/json.ts";
import { nodeLinkTo } from "#shared/comments/tokens.ts";
import { inDatabase } from "../../fixtures/dataFolder.ts";

export interface TalkSize {
  threads: number;
  comments: number;
}

const SPEAKERS = 40;
/** Of a hundred threads: so many hang on nodes, then on links, then on places; the others on the map. */
const ON_NODES = 70;
const ON_LINKS = 85;
const ON_PLACES = 95;
/** Every third thread is done. */
const RESOLVED = 3;

const ANCHOR_COLUMNS = ["anchor_on", "anchor_id", "x", "y", "anchor_title"];
const WHEN_COLUMNS = ["created_at", "created_by", "resolved_at", "resolved_by"];
const THREAD_COLUMNS = ["id", "map_id", "seq", ...ANCHOR_COLUMNS, ...WHEN_COLUMNS];
const COMMENT_COLUMNS = ["id", "map_id", "thread_id", "number", "author_id", "text", "created_at"];

type Row = (string | number | null)[];

/** Threads on nodes, links, places and the whole, in which forty people speak. */
export function giveTalk(dataDir: string, mapId: string, map: MapJson, size: TalkSize): void {
  inDatabase(dataDir, (database) => {
    const insert = (table: string, columns: readonly string[]) => {
      const values = columns.map(() => "?").join(", ");
      const statement = database.prepare(
        `insert into ${table} (${columns.join(", ")}) values (${values})`,
      );
      return (...row: Row) => void statement.run(...row);
    };
    const addPerson = insert("people", ["id", "name", "email", "colour"]);
    const addThread = insert("threads", THREAD_COLUMNS);
    const addComment = insert("comments", COMMENT_COLUMNS);
    database.exec("begin");
    const people = Array.from({ length: SPEAKERS }, (_, at) => {
      const id = newId();
      addPerson(id, `Person Nummer ${at}`, `${id}@bench.invalid`, at % 8);
      return id;
    });
    const perThread = Math.round(size.comments / size.threads);
    let number = 0;
    for (let at = 0; at < size.threads; at++) {
      const id = newId();
      const by = people[at % SPEAKERS] ?? "";
      const done = at % RESOLVED === 0 ? at + 1 : null;
      const resolvedBy = done === null ? null : by;
      const last = number + perThread;
      addThread(id, mapId, last, ...anchor(map, at), at, by, done, resolvedBy);
      for (let said = 0; said < perThread; said++) {
        number += 1;
        const author = people[(at + said) % SPEAKERS] ?? "";
        addComment(newId(), mapId, id, number, author, words(map, number), number);
      }
    }
    insert("talk_numbers", ["map_id", "last"])(mapId, number);
    database.exec("commit");
  });
}

/** Kind, id, place and title. */
function anchor({ nodes, links }: MapJson, at: number): Row {
  const kind = at % 100;
  const node = nodes[(at * 3) % nodes.length];
  const link = links[(at * 5) % links.length];
  if (node === undefined || link === undefined) throw new Error("the map is empty");
  if (kind < ON_NODES) return ["node", node.id, null, null, node.title];
  if (kind < ON_LINKS) {
    const ends = [link.source, link.target].map((id) => nodes.find((one) => one.id === id)?.title);
    return ["link", link.id, null, null, ends.join(" → ")];
  }
  if (kind < ON_PLACES) return ["place", null, node.place.x - 60, node.place.y - 60, ""];
  return ["map", null, null, null, ""];
}

function words({ nodes }: MapJson, number: number): string {
  const target = nodes[(number * 7) % nodes.length]?.id ?? "";
  return `Das sehe ich **anders**, weil der Knoten ${nodeLinkTo(target)} das Gegenteil sagt (Kommentar ${number}).`;
}
