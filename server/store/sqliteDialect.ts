// Kysely on node:sqlite: one connection, one statement or transaction at a time, each in its turn after other threads that
// write. Knows nothing of the tables.
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
} from "kysely";
import { isBusy } from "./sqliteFile.ts";

function asInput(value: unknown): SQLInputValue {
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "string") {
    return value;
  }
  if (value instanceof Uint8Array) return value;
  throw new TypeError(`a ${typeof value} cannot be a parameter of a SQL statement`);
}

/** Preparing a statement takes longer than most take to run. Lists of values make many forms of some. */
const MAX_PREPARED = 300;

/** A file that others have held for so long is one that cannot be written. */
const LOCKED_PATIENCE_MS = 3_000;
const LOCKED_RETRY_MS = 5;

interface Prepared {
  statement: StatementSync;
  hasRows: boolean;
}

class SqliteConnection implements DatabaseConnection {
  readonly #database: DatabaseSync;
  /** By their SQL, the least recently used first. */
  readonly #prepared = new Map<string, Prepared>();
  readonly #patienceMs: number;
  /** Since when, and when last, others were found to hold the file; null: not since the last write here. */
  #locked: { since: number; last: number } | null = null;

  constructor(database: DatabaseSync, patienceMs: number) {
    this.#database = database;
    this.#patienceMs = patienceMs;
  }

  /** Whoever comes to a file that others hold waits, and the thread goes on meanwhile. */
  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    for (;;) {
      try {
        return this.#run<Row>(query);
      } catch (error) {
        // In a transaction one has the right to write already.
        if (!isBusy(error) || this.#database.isTransaction || !this.#mayWait()) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, LOCKED_RETRY_MS));
    }
  }

  #run<Row>(query: CompiledQuery): QueryResult<Row> {
    const { statement, hasRows } = this.#prepare(query.sql);
    const parameters = query.parameters.map(asInput);
    if (hasRows) return { rows: statement.all(...parameters) as Row[] };
    const { changes, lastInsertRowid } = statement.run(...parameters);
    this.#locked = null;
    return {
      rows: [],
      numAffectedRows: BigInt(changes),
      insertId: BigInt(lastInsertRowid),
    };
  }

  /** One patience for all who come while the file is held: each with their own would wait behind all before them. */
  #mayWait(): boolean {
    const now = performance.now();
    const isNew = this.#locked === null || now - this.#locked.last > this.#patienceMs;
    const since = isNew ? now : (this.#locked?.since ?? now);
    this.#locked = { since, last: now };
    return now - since < this.#patienceMs;
  }

  #prepare(sql: string): Prepared {
    let prepared = this.#prepared.get(sql);
    if (prepared === undefined) {
      const statement = this.#database.prepare(sql);
      prepared = { statement, hasRows: statement.columns().length > 0 };
    } else this.#prepared.delete(sql);
    this.#prepared.set(sql, prepared);
    if (this.#prepared.size > MAX_PREPARED) {
      const oldest = this.#prepared.keys().next();
      if (oldest.done !== true) this.#prepared.delete(oldest.value);
    }
    return prepared;
  }

  streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error("streaming is not supported by this dialect");
  }
}

/** Gives the one connection to one user at a time: a transaction must not see another's statements in its midst. */
class SqliteDriver implements Driver {
  readonly #database: DatabaseSync;
  readonly #connection: SqliteConnection;
  #taken: Promise<void> = Promise.resolve();
  #release: (() => void) | null = null;

  constructor(database: DatabaseSync, patienceMs: number) {
    this.#database = database;
    this.#connection = new SqliteConnection(database, patienceMs);
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#taken;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#taken = promise;
    await before;
    this.#release = resolve;
    return this.#connection;
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("commit"));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // After some errors (disk full) SQLite has rolled back by itself; why must not be hidden by a rollback that fails.
    if (!this.#database.isTransaction) return;
    await connection.executeQuery(CompiledQuery.raw("rollback"));
  }

  async releaseConnection(): Promise<void> {
    this.#release?.();
  }

  /** The connection belongs to whoever opened it. */
  async destroy(): Promise<void> {}
}

/** Kysely asks for no transaction around a migration with SQLite; cut short without one, it could never be done again. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** `patienceMs`: how long what is written waits for others who write before it is refused. */
export function sqliteDialect(
  database: DatabaseSync,
  patienceMs: number = LOCKED_PATIENCE_MS,
): Dialect {
  return {
    createAdapter: () => new TransactionalAdapter(),
    createDriver: () => new SqliteDriver(database, patienceMs),
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}
