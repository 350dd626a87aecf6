// What the rest of the server knows of mail: six letters it can send. Whether one went out is a value, for the sender to
// pass on; nothing is sent again by itself.
import type { z } from "#shared/schemaLanguage.ts";
import type { invitedRoleSchema } from "#shared/access/api.ts";
import type { Notice } from "#shared/notices/api.ts";
import type { Language } from "#shared/people/api.ts";

/** `failed`: no mail server took it. Why is in the log. */
export type MailOutcome = "sent" | "failed";

export interface LinkMail {
  /** Bears a token: never logged. */
  link: string;
  /** For how long the link holds. */
  minutes: number;
}

export interface MemberInvitationMail {
  link: string;
  /** Of the invited person. */
  name: string;
  invitedBy: string;
  expiresAt: number;
}

export interface InvitationMail extends MemberInvitationMail {
  mapTitle: string;
  role: z.infer<typeof invitedRoleSchema>;
}

export interface NoticeMail {
  /** The newest first. */
  notices: readonly Notice[];
  /** Of further ones the letter says only that they are there. */
  more: number;
  /** Of this server, without a slash at the end. */
  baseUrl: string;
  /** Ends these mails, and does nothing else. Never logged. */
  unsubscribeToken: string;
}

export interface Mailer {
  /** Whether the mail server can be reached and lets this server send. */
  isReachable(): Promise<boolean>;
  sendSignInLink(to: string, language: Language, mail: LinkMail): Promise<MailOutcome>;
  sendPasswordReset(to: string, language: Language, mail: LinkMail): Promise<MailOutcome>;
  sendMemberInvitation(
    to: string,
    language: Language,
    mail: MemberInvitationMail,
  ): Promise<MailOutcome>;
  sendInvitation(to: string, language: Language, mail: InvitationMail): Promise<MailOutcome>;
  /** To an address that nobody has proven: says nothing of anybody. */
  sendAddressConfirmation(
    to: string,
    language: Language,
    mail: { link: string; hours: number },
  ): Promise<MailOutcome>;
  sendNotices(to: string, language: Language, mail: NoticeMail): Promise<MailOutcome>;
}
