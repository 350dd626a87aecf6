// /api/notices/settings, /api/notices/address: how one is told by mail, and where. Whether an address is anybody else's here
// is looked up nowhere: everybody gets the same answer, and the same letter.
import type { IncomingMessage } from "node:http";
import { Router, type Request, type Response } from "express";
import type { Kysely } from "kysely";
import { CONFIRM_PAGE } from "#shared/notices/addresses.ts";
import {
  noticeAddressSchema,
  setNoticesSchema,
  type noticeSettingsSchema,
} from "#shared/notices/api.ts";
import type { z } from "#shared/schemaLanguage.ts";
import { jsonBody } from "../http/jsonBody.ts";
import { languageOf } from "../http/languageOf.ts";
import { sendProblem } from "../http/problem.ts";
import { readBody } from "../http/readBody.ts";
import type { Mailer } from "../mail/Mailer.ts";
import { refusedForNow } from "../people/signInParts.ts";
import { signedIn } from "../people/signedIn.ts";
import type { Attempt } from "../people/SignInLimits.ts";
import type { Sessions } from "../people/Sessions.ts";
import type { Tables } from "../store/schema.ts";
import { forgetAddress, mailChoiceOf, setPace } from "./MailChoices.ts";
import { CONFIRM_HOURS, type NoticeLinks } from "./NoticeLinks.ts";

const BODY_BYTES = 4_096;
/** What is said to who had too many letters sent today. */
const RETRY_AFTER_S = 24 * 60 * 60;

export interface SettingsRoutesSetup {
  db: Kysely<Tables>;
  sessions: Sessions;
  /** null: no mail server is configured. */
  mailer: Mailer | null;
  links: NoticeLinks;
  /** Somebody has a letter sent, from wherever they are. */
  letters(this: void, request: IncomingMessage): Attempt;
  /** Where links in mails lead to, without a slash at the end. Never what a request says. */
  baseUrl(this: void): string;
}

export function settingsRoutes(setup: SettingsRoutesSetup): Router {
  const { db, sessions, mailer, links, letters, baseUrl } = setup;
  const router = Router();

  router.get("/settings", async (request, response) => {
    const who = await signedIn(sessions, request, response);
    if (who === null) return;
    const choice = await mailChoiceOf(db, who.person.id);
    if (choice === null) {
      sendProblem(response, "sign-in-needed");
      return;
    }
    const answer: z.output<typeof noticeSettingsSchema> = {
      hasMail: mailer !== null,
      pace: choice.pace,
      email: choice.email,
      waiting: await links.waiting(who.person.id),
    };
    response.json(answer);
  });

  router.put("/settings", jsonBody(BODY_BYTES), async (request: Request, response: Response) => {
    const who = await signedIn(sessions, request, response);
    if (who === null) return;
    const wanted = readBody(setNoticesSchema, request, response);
    if (wanted === null) return;
    await setPace(db, who.person.id, wanted.pace);
    response.status(204).end();
  });

  router.put("/address", jsonBody(BODY_BYTES), async (request: Request, response: Response) => {
    const who = await signedIn(sessions, request, response);
    if (who === null) return;
    const wanted = readBody(noticeAddressSchema, request, response);
    if (wanted === null) return;
    const personId = who.person.id;
    const { email } = wanted;
    if (email === null) {
      await links.endWaiting(personId);
      await forgetAddress(db, personId);
      response.status(204).end();
      return;
    }
    const choice = await mailChoiceOf(db, personId);
    if (choice === null || (choice.kind === "member" && choice.accountEmail !== email)) {
      sendProblem(response, "invalid-request");
      return;
    }
    if (mailer === null) {
      sendProblem(response, "no-mail");
      return;
    }
    if (refusedForNow(response, letters(request))) return;
    const token = await links.toConfirm(personId, email);
    if (token === null) {
      response.setHeader("Retry-After", String(RETRY_AFTER_S));
      sendProblem(response, "too-many-attempts");
      return;
    }
    const mail = { link: `${baseUrl()}${CONFIRM_PAGE}#${token}`, hours: CONFIRM_HOURS };
    const language = choice.language ?? languageOf(request);
    if ((await mailer.sendAddressConfirmation(email, language, mail)) === "sent") {
      response.status(204).end();
      return;
    }
    await links.endWaiting(personId);
    sendProblem(response, "mail-failed");
  });

  return router;
}
