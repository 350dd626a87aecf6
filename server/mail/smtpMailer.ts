// Sends the letters over SMTP. Of a failure the log gets the mail server's code, never an address, a name or a link: what
// a mail server says often repeats them.
import { createTransport } from "nodemailer";
import type { Language } from "#shared/people/api.ts";
import type { Log } from "../log.ts";
import { html, plainText, type Letter } from "./letter.ts";
import { invitationLetter, memberInvitationLetter, resetLetter, signInLetter } from "./letters.ts";
import type { Mailer, MailOutcome } from "./Mailer.ts";
import { confirmationLetter, noticeLetter, oneClick } from "./noticeLetters.ts";

const CONNECT_WITHIN_MS = 10_000;
const ANSWER_WITHIN_MS = 20_000;

export interface SmtpSetup {
  /** smtp://user:password@host:587, smtps://… for TLS from the first byte. */
  smtpUrl: string;
  from: string;
  log: Log;
}

/** Kind and code of a failure, such as `ECONNECTION` and 550. */
function failureFields(error: unknown): { code: string; status: number | null } {
  if (!(error instanceof Error)) return { code: "unknown", status: null };
  const code = "code" in error && typeof error.code === "string" ? error.code : error.name;
  const status =
    "responseCode" in error && typeof error.responseCode === "number" ? error.responseCode : null;
  return { code, status };
}

export function smtpMailer({ smtpUrl, from, log }: SmtpSetup): Mailer {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: CONNECT_WITHIN_MS,
    greetingTimeout: CONNECT_WITHIN_MS,
    socketTimeout: ANSWER_WITHIN_MS,
    // A letter is words of ours: nothing in it is a file or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  });

  const send = async (
    to: string,
    language: Language,
    letter: Letter,
    headers: Record<string, { prepared: true; value: string }> = {},
  ): Promise<MailOutcome> => {
    try {
      await transport.sendMail({
        from,
        // As an object: an address is never taken for a list of several.
        to: { name: "", address: to },
        subject: letter.subject,
        text: plainText(letter),
        html: html(letter, language),
        headers: {
          "Auto-Submitted": "auto-generated",
          "Content-Language": language,
          ...headers,
        },
      });
      return "sent";
    } catch (error) {
      log.error(failureFields(error), "mail not sent");
      return "failed";
    }
  };

  return {
    isReachable: async () => {
      try {
        await transport.verify();
        return true;
      } catch (error) {
        log.error(failureFields(error), "mail server not reachable");
        return false;
      }
    },
    sendSignInLink: (to, language, mail) => send(to, language, signInLetter(language, mail)),
    sendPasswordReset: (to, language, mail) => send(to, language, resetLetter(language, mail)),
    sendMemberInvitation: (to, language, mail) =>
      send(to, language, memberInvitationLetter(language, mail)),
    sendInvitation: (to, language, mail) => send(to, language, invitationLetter(language, mail)),
    sendAddressConfirmation: (to, language, mail) =>
      send(to, language, confirmationLetter(language, mail)),
    sendNotices: (to, language, mail) =>
      send(to, language, noticeLetter(language, mail), oneClick(mail)),
  };
}
