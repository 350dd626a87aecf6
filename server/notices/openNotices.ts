// Puts together what tells people of what is said to them: the inbox, and the mails. Knows nothing of how it is said.
import type { IncomingMessage } from "node:http";
import { Router } from "express";
import type { Kysely } from "kysely";
import type { Bus } from "../bus/Bus.ts";
import type { OnTalk } from "../comments/TalkEvent.ts";
import type { TitlesNow } from "../comments/TitlesNow.ts";
import type { Log } from "../log.ts";
import type { Mailer } from "../mail/Mailer.ts";
import type { Sessions } from "../people/Sessions.ts";
import { AttemptLimit, placeOf } from "../people/AttemptLimit.ts";
import { Attempt, SignInLimits } from "../people/SignInLimits.ts";
import type { Tables } from "../store/schema.ts";
import { Inbox } from "./Inbox.ts";
import { inboxRoutes } from "./inboxRoutes.ts";
import { linkRoutes } from "./linkRoutes.ts";
import { NoticeLinks } from "./NoticeLinks.ts";
import { Postman } from "./Postman.ts";
import { settingsRoutes } from "./settingsRoutes.ts";
import { tellOf } from "./tell.ts";

const HOUR_MS = 60 * 60_000;
/** A room full of guests gives addresses in the same hour, from behind one address. How many each may is in NoticeLinks. */
const MAX_LETTERS_OF_PLACE = 200;

export interface NoticesSetup {
  db: Kysely<Tables>;
  bus: Bus;
  sessions: Sessions;
  titlesNow: TitlesNow;
  /** null: no mail server is configured. */
  mailer: Mailer | null;
  /** Where links in mails lead to, without a slash at the end. */
  baseUrl(this: void): string;
  /** From where a request comes, behind trusted proxies. */
  clientAddressOf(this: void, request: IncomingMessage): string;
  log: Log;
}

export interface Notices {
  onTalk: OnTalk;
  /** Under /api/notices. */
  router: Router;
  stop(this: void): Promise<void>;
}

export function openNotices(setup: NoticesSetup): Notices {
  const { db, bus, sessions, titlesNow, mailer, baseUrl, log } = setup;
  const links = new NoticeLinks(db);
  const limits = new SignInLimits(setup.clientAddressOf);
  const ofPlace = new AttemptLimit({ attempts: MAX_LETTERS_OF_PLACE, withinMs: HOUR_MS });
  const letters = (request: IncomingMessage) =>
    new Attempt([{ limit: ofPlace, what: placeOf(setup.clientAddressOf(request)) }]);
  const router = Router();
  router.use(
    inboxRoutes(new Inbox({ db, bus, titlesNow }), sessions),
    settingsRoutes({ db, sessions, mailer, links, letters, baseUrl }),
    linkRoutes({ links, limits, bus }),
  );
  const postman =
    mailer === null ? null : new Postman({ db, mailer, links, titlesNow, baseUrl, log });
  postman?.start();
  return { onTalk: tellOf(bus), router, stop: async () => postman?.stop() };
}
