// The data folder's database: its file, Kysely over it, and bringing its tables up to date.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { Kysely } from "kysely";
import { Migrator, type Migration } from "kysely/migration";
import * as begin from "./migrations/0001-begin.ts";
import * as people from "./migrations/0002-people.ts";
import * as access from "./migrations/0003-access.ts";
import * as waysToSignIn from "./migrations/0004-ways-to-sign-in.ts";
import * as clientIds from "./migrations/0005-client-ids.ts";
import * as erasedPeople from "./migrations/0006-erased-people.ts";
import * as comments from "./migrations/0007-comments.ts";
import * as notices from "./migrations/0008-notices.ts";
import * as versions from "./migrations/0009-versions.ts";
import * as erasures from "./migrations/0010-erasures.ts";
import * as talkThen from "./migrations/0011-talk-then.ts";
import * as lastTitles from "./migrations/0012-last-titles.ts";
import type { Tables } from "./schema.ts";
import { sqliteDialect } from "./sqliteDialect.ts";
import { BUSY_TIMEOUT_MS, openSqliteFile } from "./sqliteFile.ts";

const MIGRATIONS: Record<string, Migration> = {
  "0001-begin": begin,
  "0002-people": people,
  "0003-access": access,
  "0004-ways-to-sign-in": waysToSignIn,
  "0005-client-ids": clientIds,
  "0006-erased-people": erasedPeople,
  "0007-comments": comments,
  "0008-notices": notices,
  "0009-versions": versions,
  "0010-erasures": erasures,
  "0011-talk-then": talkThen,
  "0012-last-titles": lastTitles,
};

const DATABASE_FILE = "zukunftslandkarte.sqlite";

export interface Database {
  /** Queries of everything but the journal's hot path. */
  db: Kysely<Tables>;
  /** The connection under `db`, for prepared statements that must be fast. */
  connection: DatabaseSync;
  path: string;
  /** From now on there are people on maps: the main thread does not stand still where others write. */
  startServing(): void;
  close(): Promise<void>;
}

/** Opens the database in `dataDir`, making both if need be, and migrates it. Throws if that fails. */
export async function openDatabase(dataDir: string): Promise<Database> {
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, DATABASE_FILE);
  const connection = openSqliteFile(path, BUSY_TIMEOUT_MS.start);
  // Moving the write-ahead log into the file takes long: threads do that.
  connection.exec("pragma wal_autocheckpoint = 0");
  const db = new Kysely<Tables>({ dialect: sqliteDialect(connection) });
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(MIGRATIONS) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    connection.close();
    throw error;
  }
  return {
    db,
    connection,
    path,
    startServing: () => {
      connection.exec(`pragma busy_timeout = ${BUSY_TIMEOUT_MS.mainThread}`);
    },
    close: async () => {
      await db.destroy();
      connection.close();
    },
  };
}
