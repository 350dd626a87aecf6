// Kysely on node:sqlite: what queries rely on.
import { DatabaseSync } from "node:sqlite";
import { Kysely, sql, type Generated } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sqliteDialect } from "../../server/store/sqliteDialect.ts";

interface Tables {
  thing: { id: Generated<number>; name: string; bytes: Uint8Array | null; at: number | null };
}

let connection: DatabaseSync;
let db: Kysely<Tables>;

beforeEach(async () => {
  connection = new DatabaseSync(":memory:");
  db = new Kysely<Tables>({ dialect: sqliteDialect(connection) });
  await db.schema
    .createTable("thing")
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("name", "text", (column) => column.notNull().unique())
    .addColumn("bytes", "blob")
    .addColumn("at", "bigint")
    .execute();
});
afterEach(async () => {
  await db.destroy();
  connection.close();
});

const insert = (name: string) => db.insertInto("thing").values({ name, bytes: null, at: null });

describe("Kysely on node:sqlite", () => {
  it("ST-9: values come back as they went in", async () => {
    const values = { name: "Ä\u0000'\"", bytes: Uint8Array.of(0, 255), at: 2 ** 52 };
    const { insertId } = await db.insertInto("thing").values(values).executeTakeFirstOrThrow();
    expect(insertId).toBe(1n);
    expect(await db.selectFrom("thing").selectAll().execute()).toEqual([{ id: 1, ...values }]);
  });

  it("ST-9: rows that a statement changed are counted, and returned when asked for", async () => {
    await insert("a").execute();
    await insert("b").execute();
    const updated = await db.updateTable("thing").set({ at: 1 }).executeTakeFirstOrThrow();
    expect(updated.numUpdatedRows).toBe(2n);
    const deleted = await db.deleteFrom("thing").where("name", "=", "a").returning("id").execute();
    expect(deleted).toEqual([{ id: 1 }]);
  });

  it("ST-9: a transaction is kept whole or not at all", async () => {
    const failing = db.transaction().execute(async (transaction) => {
      await transaction.insertInto("thing").values({ name: "a", bytes: null, at: null }).execute();
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await db.selectFrom("thing").selectAll().execute()).toEqual([]);
  });

  it("ST-9: where SQLite has rolled back by itself, the reason is told", async () => {
    await insert("a").execute();
    const failing = db.transaction().execute(async (transaction) => {
      await transaction.insertInto("thing").values({ name: "b", bytes: null, at: null }).execute();
      await sql`insert or rollback into thing (name) values ('a')`.execute(transaction);
    });
    await expect(failing).rejects.toThrow(/unique/i);
    expect(await db.selectFrom("thing").select("name").execute()).toEqual([{ name: "a" }]);
    await insert("c").execute();
  });

  it("ST-9: no statement gets in between those of a transaction", async () => {
    const seen: number[] = [];
    const transaction = db.transaction().execute(async (inside) => {
      await inside.insertInto("thing").values({ name: "a", bytes: null, at: null }).execute();
      await new Promise((resolve) => setImmediate(resolve));
      await inside.insertInto("thing").values({ name: "b", bytes: null, at: null }).execute();
    });
    const outside = db.selectFrom("thing").selectAll().execute();
    seen.push((await outside).length);
    await transaction;
    expect([0, 2]).toContain(seen[0]);
    expect(await db.selectFrom("thing").selectAll().execute()).toHaveLength(2);
  });

  it("ST-9: a statement that fails rejects, and the next one works", async () => {
    await insert("a").execute();
    await expect(insert("a").execute()).rejects.toThrow(/unique/i);
    await insert("b").execute();
    expect(await db.selectFrom("thing").selectAll().execute()).toHaveLength(2);
  });
});
