// Sends notices by mail. Keeps nothing of it in memory: what is to be mailed is what the table says, so that a restart loses and
// doubles nothing. A mail that went out in the moment in which the server was killed is sent once more: better twice than
// never. Rights are looked at when a mail is written, and not when its notices were.
import type { Kysely } from "kysely";
import type { TitlesNow } from "../comments/TitlesNow.ts";
import { errorFields, type Log } from "../log.ts";
import type { Mailer } from "../mail/Mailer.ts";
import type { Tables } from "../store/schema.ts";
import { mailChoiceOf, type MailChoice } from "./MailChoices.ts";
import { noticesIn, readable, unreadOf } from "./noticeList.ts";
import type { NoticeLinks } from "./NoticeLinks.ts";
import {
  dayOf,
  isDue,
  MAILED_WITHIN_MS,
  MAX_MAILS_A_DAY,
  retryAfterMs,
  UNREACHABLE_MS,
} from "./schedule.ts";

/** For so long a mail that is being sent is nobody else's to send. Longer than a mail server is waited for. */
const SENDING_MS = 10 * 60_000;
/** Told one by one in a mail; of more it says how many. */
const MAX_TOLD = 25;
const LOOK_EVERY_MS = 20_000;

export interface PostmanSetup {
  db: Kysely<Tables>;
  mailer: Mailer;
  links: NoticeLinks;
  titlesNow: TitlesNow;
  baseUrl(this: void): string;
  log: Log;
  now?: (this: void) => number;
}

export class Postman {
  readonly #setup: PostmanSetup;
  readonly #now: () => number;
  #timer: NodeJS.Timeout | null = null;
  #round: Promise<void> | null = null;
  #stopped = false;
  #unreachableUntil = 0;

  constructor(setup: PostmanSetup) {
    this.#setup = setup;
    this.#now = setup.now ?? Date.now;
  }

  /** Looks again and again, until `stop`. */
  start(): void {
    this.#timer = setInterval(() => {
      this.#round ??= this.deliver()
        .catch((error: unknown) => this.#setup.log.error(errorFields(error), "notices not mailed"))
        .finally(() => (this.#round = null));
    }, LOOK_EVERY_MS);
    this.#timer.unref();
  }

  /** Waits for the mail that is being sent; no further one is. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#round;
  }

  /** Sends everything that is due, one mail after the other. */
  async deliver(): Promise<void> {
    if (this.#now() < this.#unreachableUntil) return;
    await this.#giveUpOld();
    let isReachable = false;
    for (const { personId, oldestAt } of await this.#waiting()) {
      if (this.#stopped) return;
      const choice = await mailChoiceOf(this.#setup.db, personId);
      if (choice === null || choice.pace === "never" || choice.email === null) {
        await this.#done(personId, this.#now());
      } else if (
        isDue(choice.pace, oldestAt, this.#now()) &&
        (await this.#mayMail(personId, this.#setup.db))
      ) {
        // One question for all: that the mail server is gone counts against nobody.
        isReachable ||= await this.#setup.mailer.isReachable();
        if (!isReachable) {
          this.#unreachableUntil = this.#now() + UNREACHABLE_MS;
          return;
        }
        await this.#deliverTo(choice, choice.email);
      }
    }
  }

  /** Who has unmailed notices, and the oldest of each. */
  async #waiting(): Promise<{ personId: string; oldestAt: number }[]> {
    return await this.#setup.db
      .selectFrom("notices")
      .select((eb) => ["person_id as personId", eb.fn.min("at").as("oldestAt")])
      .where("mail_done_at", "is", null)
      .where("read_at", "is", null)
      .groupBy("person_id")
      .orderBy("oldestAt")
      .execute();
  }

  async #deliverTo(choice: MailChoice, email: string): Promise<void> {
    const { db, mailer, links, titlesNow, baseUrl, log } = this.#setup;
    const { personId, kind } = choice;
    const language = choice.language ?? "de";
    if (!(await this.#claim(personId))) return;
    const query = unreadOf(await readable(db, { id: personId, kind })).where(
      "n.mail_done_at",
      "is",
      null,
    );
    // What comes while this is being written goes into the next mail.
    const until = await newestOf(db, personId);
    const found = query.where("n.id", "<=", until);
    const notices = await noticesIn(db, found, MAX_TOLD, { titlesNow, language });
    if (notices.length === 0) {
      await this.#settle(personId, until, false);
      return;
    }
    const { count } = await found
      .select((eb) => eb.fn.countAll<number>().as("count"))
      .executeTakeFirstOrThrow();
    const mail = {
      notices,
      more: Math.max(0, count - notices.length),
      baseUrl: baseUrl(),
      unsubscribeToken: await links.toUnsubscribe(personId),
    };
    const outcome = await mailer.sendNotices(email, language, mail);
    if (outcome === "sent") await this.#settle(personId, until, true);
    else {
      await this.#postpone(personId);
      log.warn({}, "notices wait: their mail was not taken");
    }
  }

  /** Nobody is sending them one, the last one was not refused just now, and they have not had too many today. */
  async #mayMail(personId: string, db: Kysely<Tables>): Promise<boolean> {
    const now = this.#now();
    const row = await db
      .selectFrom("notice_mail")
      .select(["not_before", "day", "mails"])
      .where("person_id", "=", personId)
      .executeTakeFirst();
    if (row === undefined) return true;
    const isTooMany = row.day === dayOf(now) && row.mails >= MAX_MAILS_A_DAY;
    return row.not_before <= now && !isTooMany;
  }

  /** Takes the person's mail, if nobody has, and none is to wait. */
  async #claim(personId: string): Promise<boolean> {
    const not_before = this.#now() + SENDING_MS;
    return await this.#setup.db.transaction().execute(async (db) => {
      if (!(await this.#mayMail(personId, db))) return false;
      await db
        .insertInto("notice_mail")
        .values({ person_id: personId, pace: null, email: null, not_before })
        .onConflict((conflict) => conflict.column("person_id").doUpdateSet({ not_before }))
        .execute();
      return true;
    });
  }

  /** Nothing up to this notice is to be mailed any more; in one transaction, with what is counted. */
  async #settle(personId: string, until: number, isMailed: boolean): Promise<void> {
    const now = this.#now();
    const day = dayOf(now);
    await this.#setup.db.transaction().execute(async (db) => {
      await db
        .updateTable("notices")
        .set({ mail_done_at: now })
        .where("person_id", "=", personId)
        .where("id", "<=", until)
        .where("mail_done_at", "is", null)
        .execute();
      await db
        .updateTable("notice_mail")
        .set((eb) => ({
          not_before: 0,
          failures: 0,
          day,
          mails: eb
            .case()
            .when("day", "=", day)
            .then(eb("mails", "+", isMailed ? 1 : 0))
            .else(isMailed ? 1 : 0)
            .end(),
        }))
        .where("person_id", "=", personId)
        .execute();
    });
  }

  async #postpone(personId: string): Promise<void> {
    const now = this.#now();
    await this.#setup.db.transaction().execute(async (db) => {
      const { failures } = await db
        .updateTable("notice_mail")
        .set((eb) => ({ failures: eb("failures", "+", 1) }))
        .where("person_id", "=", personId)
        .returning("failures")
        .executeTakeFirstOrThrow();
      await db
        .updateTable("notice_mail")
        .set({ not_before: now + retryAfterMs(failures) })
        .where("person_id", "=", personId)
        .execute();
    });
  }

  /** What this person has is not to be mailed: they do not want it, or there is nowhere to send it. */
  async #done(personId: string, now: number): Promise<void> {
    await this.#setup.db
      .updateTable("notices")
      .set({ mail_done_at: now })
      .where("person_id", "=", personId)
      .where("mail_done_at", "is", null)
      .execute();
  }

  async #giveUpOld(): Promise<void> {
    const now = this.#now();
    await this.#setup.db
      .updateTable("notices")
      .set({ mail_done_at: now })
      .where("mail_done_at", "is", null)
      .where("at", "<", now - MAILED_WITHIN_MS)
      .execute();
  }
}

async function newestOf(db: Kysely<Tables>, personId: string): Promise<number> {
  const { newest } = await db
    .selectFrom("notices")
    .select((eb) => eb.fn.max("id").as("newest"))
    .where("person_id", "=", personId)
    .executeTakeFirstOrThrow();
  return newest ?? 0;
}
