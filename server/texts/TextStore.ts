// What the operator of this installation says about privacy and about themselves: kept as one fact. Knows no HTTP.
import type { Kysely } from "kysely";
import { operatorTextsSchema, type OperatorTexts } from "#shared/people/api.ts";
import type { AuditLog } from "../audit/AuditLog.ts";
import type { Tables } from "../store/schema.ts";

const KEY = "operator's texts";
const NONE: OperatorTexts = {
  operator: "",
  privacyDe: "",
  privacyEn: "",
  imprintDe: "",
  imprintEn: "",
};

export class TextStore {
  readonly #db: Kysely<Tables>;
  readonly #audit: AuditLog;

  constructor(db: Kysely<Tables>, audit: AuditLog) {
    this.#db = db;
    this.#audit = audit;
  }

  /** Empty texts if there are none. */
  async read(): Promise<OperatorTexts> {
    const row = await this.#db
      .selectFrom("facts")
      .select("value")
      .where("key", "=", KEY)
      .executeTakeFirst();
    return row === undefined ? NONE : operatorTextsSchema.parse(JSON.parse(row.value));
  }

  async write(texts: OperatorTexts, byId: string): Promise<void> {
    const value = JSON.stringify(texts);
    await this.#db.transaction().execute(async (transaction) => {
      await transaction
        .insertInto("facts")
        .values({ key: KEY, value })
        .onConflict((conflict) => conflict.column("key").doUpdateSet({ value }))
        .execute();
      await this.#audit.record({ action: "texts.changed", actorId: byId }, transaction);
    });
  }
}
