// better-auth's database adapter, so that it keeps no session token, only hashes, and neither addresses nor browsers of
// people. A token is raw in what callers hand in, and in the answers to those who handed it in; never in the database.
import type { DBAdapter, DBTransactionAdapter, Where } from "better-auth";
import { hashOfToken } from "./tokens.ts";

const SESSION = "session";

/** Hashes by the raw tokens that a call came with, to give the same back to its caller. */
type RawTokens = Map<string, string>;

function hashed(value: unknown, raw: RawTokens): unknown {
  if (Array.isArray(value)) return value.map((one) => hashed(one, raw));
  if (typeof value !== "string") return value;
  const hash = hashOfToken(value);
  raw.set(hash, value);
  return hash;
}

function hashedWhere(where: readonly Where[], raw: RawTokens): Where[] {
  return where.map((clause) =>
    clause.field === "token" ? { ...clause, value: hashed(clause.value, raw) as Where["value"] } : clause,
  );
}

function hashedData<Data extends Record<string, unknown>>(data: Data, raw: RawTokens): Data {
  const kept: Record<string, unknown> = { ...data };
  if ("token" in kept) kept["token"] = hashed(kept["token"], raw);
  if ("ipAddress" in kept) kept["ipAddress"] = null;
  if ("userAgent" in kept) kept["userAgent"] = null;
  return kept as Data;
}

/** Puts the raw token back where the caller had it. */
function unhashed<Row>(row: Row, raw: RawTokens): Row {
  if (typeof row !== "object" || row === null || !("token" in row)) return row;
  const token = raw.get(String(row.token));
  return token === undefined ? row : { ...row, token };
}

function hashing(adapter: DBTransactionAdapter): DBTransactionAdapter {
  return {
    ...adapter,
    async create<T extends Record<string, unknown>, R = T>(
      query: Parameters<typeof adapter.create<T, R>>[0],
    ): Promise<R> {
      if (query.model !== SESSION) return await adapter.create<T, R>(query);
      const raw: RawTokens = new Map();
      return unhashed(
        await adapter.create<T, R>({ ...query, data: hashedData(query.data, raw) }),
        raw,
      );
    },
    async findOne<T>(query: Parameters<typeof adapter.findOne<T>>[0]): Promise<T | null> {
      if (query.model !== SESSION) return await adapter.findOne<T>(query);
      const raw: RawTokens = new Map();
      return unhashed(
        await adapter.findOne<T>({ ...query, where: hashedWhere(query.where, raw) }),
        raw,
      );
    },
    async findMany<T>(query: Parameters<typeof adapter.findMany<T>>[0]): Promise<T[]> {
      if (query.model !== SESSION) return await adapter.findMany<T>(query);
      const raw: RawTokens = new Map();
      const rows = await adapter.findMany<T>({
        ...query,
        where: hashedWhere(query.where ?? [], raw),
      });
      return rows.map((row) => unhashed(row, raw));
    },
    async update<T>(query: Parameters<typeof adapter.update<T>>[0]): Promise<T | null> {
      if (query.model !== SESSION) return await adapter.update<T>(query);
      const raw: RawTokens = new Map();
      const where = hashedWhere(query.where, raw);
      const update = hashedData(query.update, raw);
      return unhashed(await adapter.update<T>({ ...query, where, update }), raw);
    },
    updateMany(query) {
      if (query.model !== SESSION) return adapter.updateMany(query);
      const raw: RawTokens = new Map();
      const where = hashedWhere(query.where, raw);
      return adapter.updateMany({ ...query, where, update: hashedData(query.update, raw) });
    },
    async consumeOne<T>(query: Parameters<typeof adapter.consumeOne<T>>[0]): Promise<T | null> {
      if (query.model !== SESSION) return await adapter.consumeOne<T>(query);
      const raw: RawTokens = new Map();
      const where = hashedWhere(query.where, raw);
      return unhashed(await adapter.consumeOne<T>({ ...query, where }), raw);
    },
    count: (query) => adapter.count(hashedQuery(query)),
    delete: (query) => adapter.delete(hashedQuery(query)),
    deleteMany: (query) => adapter.deleteMany(hashedQuery(query)),
  };
}

/** A query whose answer bears no token. */
function hashedQuery<Query extends { model: string; where?: Where[] | undefined }>(
  query: Query,
): Query {
  if (query.model !== SESSION || query.where === undefined) return query;
  return { ...query, where: hashedWhere(query.where, new Map()) };
}

/** The same adapter, keeping hashes instead of session tokens. */
export function withHashedTokens(adapter: DBAdapter): DBAdapter {
  return {
    ...adapter,
    ...hashing(adapter),
    transaction: (run) => adapter.transaction((inner) => run(hashing(inner))),
  };
}
