// Sign-in links and forgotten passwords by mail. Whether an address belongs to anybody is found out only after the
// request was answered: neither the answer nor its time tells. Nor does the answer to what is sent right behind it, which would
// wait for the letter to be made.
import { randomInt } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Language } from "#shared/people/api.ts";
import { errorFields, type Log } from "../log.ts";
import type { Mailer } from "../mail/Mailer.ts";
import type { Credentials } from "./Credentials.ts";
import { MAILED_LINK_MINUTES, type LinkPurpose, type MailedLinks } from "./MailedLinks.ts";

/** The pages that take the tokens out of their fragments; a token is in no request for a page. */
const PAGES: Record<LinkPurpose, string> = { "sign-in": "/anmelden#link=", reset: "/kennwort#" };

/** How long after the answer the work begins: at a moment that nobody can wait for. */
const BEGINS_AFTER_MS = { least: 100, most: 1_000 };

export interface MailedSignInSetup {
  credentials: Credentials;
  links: MailedLinks;
  mailer: Mailer;
  /** Where links lead to. Never what a request says: it could send somebody else's token anywhere. */
  baseUrl(this: void): string;
  log: Log;
}

export interface MailRequest {
  purpose: LinkPurpose;
  email: string;
  language: Language;
}

export class MailedSignIn {
  readonly #setup: MailedSignInSetup;
  readonly #sending = new Set<Promise<void>>();

  constructor(setup: MailedSignInSetup) {
    this.#setup = setup;
  }

  /** Whether mail can be sent now; asked before, so that a broken mail server is said to everybody alike. */
  isReachable(): Promise<boolean> {
    return this.#setup.mailer.isReachable();
  }

  /** Sends the mail if there is such a member. Failures go to the log. */
  send(request: MailRequest): void {
    const sending = this.#send(request)
      .catch((error: unknown) => this.#setup.log.error(errorFields(error), "mail not prepared"))
      .finally(() => this.#sending.delete(sending));
    this.#sending.add(sending);
  }

  /** Waits for what is being sent. */
  async settled(): Promise<void> {
    await Promise.all(this.#sending);
  }

  async #send({ purpose, email, language }: MailRequest): Promise<void> {
    const { credentials, links, mailer, baseUrl } = this.#setup;
    await pause(randomInt(BEGINS_AFTER_MS.least, BEGINS_AFTER_MS.most));
    const account = await credentials.byEmail(email);
    if (account === null) return;
    const token = await links.make(purpose, account.personId);
    const mail = { link: `${baseUrl()}${PAGES[purpose]}${token}`, minutes: MAILED_LINK_MINUTES };
    await (purpose === "sign-in"
      ? mailer.sendSignInLink(account.email, language, mail)
      : mailer.sendPasswordReset(account.email, language, mail));
  }
}
