// What somebody was told of, and what of it they have read. On all of their devices alike: the others hear when it changes.
import type { Kysely } from "kysely";
import type { z } from "#shared/schemaLanguage.ts";
import type { noticesSchema, readNoticesSchema } from "#shared/notices/api.ts";
import type { Someone } from "../access/roles.ts";
import type { Bus } from "../bus/Bus.ts";
import type { Tables } from "../store/schema.ts";
import type { TitlesNow } from "../comments/TitlesNow.ts";
import type { Language } from "#shared/people/api.ts";
import { noticesIn, readable, unreadOf } from "./noticeList.ts";

/** Notices in one answer. */
const PAGE = 30;

export interface InboxSetup {
  db: Kysely<Tables>;
  bus: Bus;
  titlesNow: TitlesNow;
}

export class Inbox {
  readonly #db: Kysely<Tables>;
  readonly #bus: Bus;
  readonly #titlesNow: TitlesNow;

  constructor({ db, bus, titlesNow }: InboxSetup) {
    this.#db = db;
    this.#bus = bus;
    this.#titlesNow = titlesNow;
  }

  /** A page of what this person may read now. `before`: only what is older than this notice. */
  async page(
    someone: Someone,
    before: number | null,
    language: Language,
  ): Promise<z.output<typeof noticesSchema>> {
    const all = await readable(this.#db, someone);
    const { unread } = await unreadOf(all)
      .select((eb) => eb.fn.countAll<number>().as("unread"))
      .executeTakeFirstOrThrow();
    const from = before === null ? all : all.where("n.id", "<", before);
    const wording = { titlesNow: this.#titlesNow, language };
    const notices = await noticesIn(this.#db, from, PAGE + 1, wording);
    const shown = notices.slice(0, PAGE);
    return {
      unread,
      notices: shown,
      next: notices.length > PAGE ? (shown.at(-1)?.id ?? null) : null,
    };
  }

  async markRead(
    personId: string,
    { ids }: z.output<typeof readNoticesSchema>,
    now: number,
  ): Promise<void> {
    const { numUpdatedRows } = await this.#db
      .updateTable("notices")
      .set({ read_at: now })
      .where("person_id", "=", personId)
      .where("read_at", "is", null)
      .$if(ids !== "all", (query) =>
        query.where("id", "in", ids === "all" ? [] : ids.map(Number).filter(Number.isSafeInteger)),
      )
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) return;
    this.#bus.publish({ type: "changed", topic: "notices", personId });
  }
}
