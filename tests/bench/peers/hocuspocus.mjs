// Hocuspocus in its default configuration (updates of one event-loop turn go out together, storing is debounced
// 2–10 s), in memory, or with its SQLite extension when DATA_DIR is set. Where the extension's native add-on is
// not available for this Node, the same table and the same two statements run on node:sqlite.
import { join } from "node:path";
import { Server } from "@hocuspocus/server";
import { DATA_DIR, HOST, PORT, ready } from "./listening.mjs";

async function sqliteExtension(file) {
  const { SQLite, schema, selectQuery, upsertQuery } = await import("@hocuspocus/extension-sqlite");
  try {
    const { default: BetterSqlite3 } = await import("better-sqlite3");
    new BetterSqlite3(":memory:").close();
    return new SQLite({ database: file });
  } catch {
    const { Database } = await import("@hocuspocus/extension-database");
    const { DatabaseSync } = await import("node:sqlite");
    const db = new DatabaseSync(file);
    db.exec(schema);
    const select = db.prepare(selectQuery);
    const upsert = db.prepare(upsertQuery);
    console.log("better-sqlite3 is not available for this Node: its statements run on node:sqlite");
    return new Database({
      fetch: async ({ documentName }) => select.get({ name: documentName })?.data ?? null,
      store: async ({ documentName, state }) => {
        upsert.run({ name: documentName, data: state });
      },
    });
  }
}

const extensions = DATA_DIR === "" ? [] : [await sqliteExtension(join(DATA_DIR, "hocuspocus.sqlite"))];
const server = new Server({ port: PORT, address: HOST, quiet: true, extensions });
await server.listen();
ready(server.address.port);
