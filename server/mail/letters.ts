// The words of the letters, German and English. Names and titles in them are other people's: `letter.ts` makes them harmless.
import { cleanLine } from "#shared/cleanLine.ts";
import type { Language } from "#shared/people/api.ts";
import type { Letter } from "./letter.ts";
import type { InvitationMail, LinkMail, MemberInvitationMail } from "./Mailer.ts";

/** A subject is read in a list. */
export const MAX_TITLE_CHARS = 80;

const ROLES: Record<Language, Record<InvitationMail["role"], string>> = {
  de: {
    editor: "Sie können die Karte ansehen und bearbeiten.",
    commenter: "Sie können die Karte ansehen und kommentieren.",
    viewer: "Sie können die Karte ansehen.",
  },
  en: {
    editor: "You can view and edit the map.",
    commenter: "You can view the map and comment on it.",
    viewer: "You can view the map.",
  },
};

function dayOf(at: number, language: Language): string {
  return new Intl.DateTimeFormat(language === "de" ? "de-DE" : "en-GB", {
    dateStyle: "long",
  }).format(at);
}

export function signInLetter(language: Language, { link, minutes }: LinkMail): Letter {
  if (language === "de") {
    return {
      subject: "Ihr Anmeldelink für die Zukunftslandkarte",
      greeting: "Guten Tag,",
      before: ["mit diesem Link melden Sie sich bei der Zukunftslandkarte an:"],
      link: { address: link, words: "Jetzt anmelden" },
      after: [
        `Der Link gilt ${minutes} Minuten und nur einmal.`,
        "Wenn Sie ihn nicht angefordert haben, müssen Sie nichts tun.",
      ],
    };
  }
  return {
    subject: "Your sign-in link for Zukunftslandkarte",
    greeting: "Hello,",
    before: ["this link signs you in to Zukunftslandkarte:"],
    link: { address: link, words: "Sign in now" },
    after: [
      `The link works once, within ${minutes} minutes.`,
      "If you did not ask for it, there is nothing you need to do.",
    ],
  };
}

export function resetLetter(language: Language, { link, minutes }: LinkMail): Letter {
  if (language === "de") {
    return {
      subject: "Neues Kennwort für die Zukunftslandkarte",
      greeting: "Guten Tag,",
      before: ["mit diesem Link setzen Sie ein neues Kennwort für die Zukunftslandkarte:"],
      link: { address: link, words: "Neues Kennwort setzen" },
      after: [
        `Der Link gilt ${minutes} Minuten und nur einmal. Danach sind Sie überall sonst abgemeldet.`,
        "Wenn Sie ihn nicht angefordert haben, müssen Sie nichts tun: Ihr Kennwort bleibt, wie es ist.",
      ],
    };
  }
  return {
    subject: "A new password for Zukunftslandkarte",
    greeting: "Hello,",
    before: ["this link lets you set a new password for Zukunftslandkarte:"],
    link: { address: link, words: "Set a new password" },
    after: [
      `The link works once, within ${minutes} minutes. You will then be signed out everywhere else.`,
      "If you did not ask for it, there is nothing you need to do: your password stays as it is.",
    ],
  };
}

export function memberInvitationLetter(language: Language, mail: MemberInvitationMail): Letter {
  const until = dayOf(mail.expiresAt, language);
  if (language === "de") {
    return {
      subject: "Einladung in die Zukunftslandkarte",
      greeting: `Guten Tag, ${mail.name},`,
      before: [
        `${mail.invitedBy} lädt Sie ein, Mitglied der Zukunftslandkarte zu werden. Dort entstehen gemeinsam Karten möglicher Zukünfte.`,
      ],
      link: { address: mail.link, words: "Einladung annehmen" },
      after: [`Die Einladung gilt bis zum ${until} und ist nur für Sie bestimmt.`],
    };
  }
  return {
    subject: "Your invitation to Zukunftslandkarte",
    greeting: `Hello ${mail.name},`,
    before: [
      `${mail.invitedBy} invites you to become a member of Zukunftslandkarte, where people draw maps of possible futures together.`,
    ],
    link: { address: mail.link, words: "Accept the invitation" },
    after: [`The invitation holds until ${until} and is meant for you alone.`],
  };
}

export function invitationLetter(language: Language, mail: InvitationMail): Letter {
  const title = cleanLine(mail.mapTitle, MAX_TITLE_CHARS);
  const until = dayOf(mail.expiresAt, language);
  const may = ROLES[language][mail.role];
  if (language === "de") {
    return {
      subject: `Einladung zur Karte „${title}“`,
      greeting: `Guten Tag, ${mail.name},`,
      before: [`${mail.invitedBy} lädt Sie zur Karte „${title}“ ein. ${may}`],
      link: { address: mail.link, words: "Karte öffnen" },
      after: [
        "Ein Konto brauchen Sie dafür nicht.",
        `Die Einladung gilt bis zum ${until} und ist nur für Sie bestimmt. Bitte geben Sie den Link nicht weiter.`,
      ],
    };
  }
  return {
    subject: `Invitation to the map “${title}”`,
    greeting: `Hello ${mail.name},`,
    before: [`${mail.invitedBy} invites you to the map “${title}”. ${may}`],
    link: { address: mail.link, words: "Open the map" },
    after: [
      "You do not need an account.",
      `The invitation holds until ${until} and is meant for you alone. Please do not pass the link on.`,
    ],
  };
}
