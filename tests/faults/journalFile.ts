// The journal of a server that is not running, read and written in its file. Knows the tables, not the server.
import type { DatabaseSync } from "node:sqlite";
import * as Y from "yjs";
import { createNode, moveNodes } from "#shared/map/edit.ts";
import { databaseIn } from "../fixtures/dataFolder.ts";
import type { Ledger } from "../fixtures/ledger/Ledger.ts";

export interface StoredRow {
  seq: number;
  bytes: Uint8Array;
}

function withFile<T>(dataDir: string, work: (database: DatabaseSync) => T): T {
  const database = databaseIn(dataDir);
  try {
    return work(database);
  } finally {
    database.close();
  }
}

/** Also while a server runs: reading takes no lock that it would notice. */
export function readRows(dataDir: string, mapId: string): StoredRow[] {
  return withFile(dataDir, (database) =>
    database
      .prepare("select seq, bytes from journal where map_id = ? order by seq")
      .all(mapId)
      .map(({ seq, bytes }) => {
        if (typeof seq !== "number" || !(bytes instanceof Uint8Array)) throw new Error("no row");
        return { seq, bytes };
      }),
  );
}

/** Whose client ids are on a map, as the file says. */
export function readClientIds(dataDir: string, mapId: string): Map<number, string> {
  return withFile(dataDir, (database) => {
    const rows = database
      .prepare("select client_id, person_id from client_ids where map_id = ?")
      .all(mapId);
    return new Map(rows.map((row) => [Number(row["client_id"]), String(row["person_id"])]));
  });
}

/** What a map's rows build: all that a crash at this moment would leave. */
export function docOnDisk(dataDir: string, mapId: string): Y.Doc {
  const doc = new Y.Doc();
  for (const { bytes } of readRows(dataDir, mapId)) Y.applyUpdate(doc, bytes);
  return doc;
}

/** Replaces the bytes of a map's last row. */
export function writeLastRow(dataDir: string, mapId: string, bytes: Uint8Array): void {
  withFile(dataDir, (database) => {
    const { changes } = database
      .prepare(
        `update journal set bytes = ? where map_id = ?
         and seq = (select max(seq) from journal where map_id = ?)`,
      )
      .run(bytes, mapId, mapId);
    if (changes !== 1) throw new Error("the map has no row");
  });
}

/**
 * Adds `count` rows, one for each move of a node of its own: a journal as somebody leaves it who was at work for long.
 * All of it was acknowledged, and so goes into the ledger.
 */
export function growJournal(dataDir: string, mapId: string, count: number, ledger: Ledger): string {
  const rows = readRows(dataDir, mapId);
  const doc = docOnDisk(dataDir, mapId);
  const added: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => added.push(update));
  const edit = { doc, origin: "grown" };
  const nodeId = createNode(edit, { kind: "note", place: { parentId: null, x: 0, y: 0 } });
  for (let x = 1; x < count; x++) moveNodes(edit, new Map([[nodeId, { parentId: null, x, y: 0 }]]));
  let seq = rows.at(-1)?.seq ?? 0;
  withFile(dataDir, (database) => {
    const insert = database.prepare("insert into journal (map_id, seq, bytes) values (?, ?, ?)");
    database.exec("begin immediate");
    for (const bytes of added) insert.run(mapId, ++seq, bytes);
    database.exec("commit");
  });
  ledger.add("long ago", { type: "moved", nodeId, x: count - 1 }).acknowledged = true;
  doc.destroy();
  return nodeId;
}
