// The words of the letters about notices, German and English: what happened, where, and how to end these mails. Names, titles
// and words of comments are other people's: `letter.ts` makes them harmless, and a subject is one clean line.
import { cleanLine } from "#shared/cleanLine.ts";
import type { Outcome } from "#shared/comments/api.ts";
import { commentPath, ONE_CLICK_PATH, UNSUBSCRIBE_PAGE } from "#shared/notices/addresses.ts";
import type { Notice, NoticeKind } from "#shared/notices/api.ts";
import type { Language } from "#shared/people/api.ts";
import type { Letter, LetterItem } from "./letter.ts";
import { MAX_TITLE_CHARS } from "./letters.ts";
import type { NoticeMail } from "./Mailer.ts";

interface Words {
  erased: string;
  guest(name: string): string;
  map(title: string): string;
  at(node: string): string;
  onMap: string;
  subject: Record<NoticeKind, string>;
  several(count: number): string;
  andMore: string;
  otherMaps(count: number): string;
  sentence: Record<NoticeKind, (by: string, where: string) => string>;
  closedAs(outcome: string): string;
  outcome: Record<Outcome, string>;
}

const WORDS: Record<Language, Words> = {
  de: {
    erased: "Gelöschtes Konto",
    guest: (name) => `${name} (Gast)`,
    map: (title) => `Karte „${title}“`,
    at: (node) => `bei „${node}“`,
    onMap: "auf der Karte",
    subject: {
      mention: "Sie wurden erwähnt",
      reply: "Neuer Kommentar",
      resolved: "Diskussion erledigt",
      reopened: "Diskussion wieder geöffnet",
    },
    several: (count) => `${count} Neuigkeiten`,
    andMore: "und mehr",
    otherMaps: (count) => (count === 1 ? "und eine weitere" : `und ${count} weitere`),
    sentence: {
      mention: (by, where) => `${by} hat Sie ${where} erwähnt.`,
      reply: (by, where) => `${by} hat ${where} kommentiert.`,
      resolved: (by, where) => `${by} hat eine Diskussion ${where} als erledigt markiert.`,
      reopened: (by, where) => `${by} hat eine Diskussion ${where} wieder geöffnet.`,
    },
    closedAs: (outcome) => `Ergebnis: ${outcome}.`,
    outcome: {
      adopted: "übernommen",
      "partly-adopted": "teilweise übernommen",
      "not-adopted": "nicht übernommen",
      noted: "zur Kenntnis genommen",
    },
  },
  en: {
    erased: "Deleted account",
    guest: (name) => `${name} (guest)`,
    map: (title) => `Map “${title}”`,
    at: (node) => `at “${node}”`,
    onMap: "on the map",
    subject: {
      mention: "You were mentioned",
      reply: "New comment",
      resolved: "Thread resolved",
      reopened: "Thread reopened",
    },
    several: (count) => `${count} pieces of news`,
    andMore: "and more",
    otherMaps: (count) => (count === 1 ? "and another one" : `and ${count} others`),
    sentence: {
      mention: (by, where) => `${by} mentioned you ${where}.`,
      reply: (by, where) => `${by} commented ${where}.`,
      resolved: (by, where) => `${by} resolved a thread ${where}.`,
      reopened: (by, where) => `${by} reopened a thread ${where}.`,
    },
    closedAs: (outcome) => `Outcome: ${outcome}.`,
    outcome: {
      adopted: "adopted",
      "partly-adopted": "partly adopted",
      "not-adopted": "not adopted",
      noted: "noted",
    },
  },
};

const title = (text: string): string => cleanLine(text, MAX_TITLE_CHARS);

function where({ anchorTitle }: Notice, words: Words): string {
  return anchorTitle === "" ? words.onMap : words.at(title(anchorTitle));
}

function subjectOf({ notices, more }: NoticeMail, words: Words): string {
  const [newest] = notices;
  if (newest === undefined) throw new Error("a letter tells of something");
  const count = notices.length + more;
  const what = count === 1 ? words.subject[newest.kind] : words.several(count);
  const maps = new Set(notices.map(({ mapId }) => mapId)).size;
  const places = new Set(notices.map(({ mapId, anchorTitle }) => `${mapId} ${anchorTitle}`)).size;
  const place = `${where(newest, words)}${places > 1 ? ` ${words.andMore}` : ""}`;
  const map = `${words.map(title(newest.mapTitle))}${maps > 1 ? ` ${words.otherMaps(maps - 1)}` : ""}`;
  return `${what} ${place} – ${map}`;
}

function itemOf(notice: Notice, isFirstOfMap: boolean, mail: NoticeMail, words: Words): LetterItem {
  const { by, kind, mapId, mapTitle, commentId, outcome, excerpt } = notice;
  const name = cleanLine(by.name, MAX_TITLE_CHARS);
  const who = by.isErased === true ? words.erased : by.isGuest === true ? words.guest(name) : name;
  const told = words.sentence[kind](who, where(notice, words));
  return {
    heading: isFirstOfMap ? words.map(title(mapTitle)) : null,
    text: outcome === null ? told : `${told} ${words.closedAs(words.outcome[outcome])}`,
    quote: excerpt,
    link: {
      address: `${mail.baseUrl}${commentPath(mapId, commentId)}`,
      words: words === WORDS.de ? "Kommentar öffnen" : "Open the comment",
    },
  };
}

/** By map, within a map as it happened. */
function itemsOf(mail: NoticeMail, words: Words): LetterItem[] {
  const ofMaps = Map.groupBy(mail.notices.toReversed(), ({ mapId }) => mapId);
  return [...ofMaps.values()].flatMap((notices) =>
    notices.map((notice, index) => itemOf(notice, index === 0, mail, words)),
  );
}

export function noticeLetter(language: Language, mail: NoticeMail): Letter {
  const words = WORDS[language];
  const subject = subjectOf(mail, words);
  const items = itemsOf(mail, words);
  const unsubscribe = `${mail.baseUrl}${UNSUBSCRIBE_PAGE}#${mail.unsubscribeToken}`;
  if (language === "de") {
    return {
      subject,
      greeting: "Guten Tag,",
      before: ["das ist neu für Sie auf der Zukunftslandkarte:"],
      items,
      link: { address: `${mail.baseUrl}/`, words: "Zur Zukunftslandkarte" },
      after: [
        ...(mail.more === 0 ? [] : [`Dort finden Sie ${mail.more} weitere Benachrichtigungen.`]),
        "Wie oft Sie solche Mails bekommen, stellen Sie in Ihrem Profil ein.",
      ],
      end: { address: unsubscribe, words: "Keine Mails mehr" },
    };
  }
  return {
    subject,
    greeting: "Hello,",
    before: ["this is new for you on Zukunftslandkarte:"],
    items,
    link: { address: `${mail.baseUrl}/`, words: "To Zukunftslandkarte" },
    after: [
      ...(mail.more === 0 ? [] : [`There you find ${mail.more} further notices.`]),
      "How often you get such mails is set in your profile.",
    ],
    end: { address: unsubscribe, words: "No more mails" },
  };
}

/** What mail programs offer a button for (RFC 2369, RFC 8058). Not folded: some programs read one line only. */
export function oneClick({ baseUrl, unsubscribeToken }: NoticeMail) {
  const address = `${baseUrl}${ONE_CLICK_PATH}/${unsubscribeToken}`;
  return {
    "List-Unsubscribe": { prepared: true, value: `<${address}>` },
    "List-Unsubscribe-Post": { prepared: true, value: "List-Unsubscribe=One-Click" },
  } as const;
}

export function confirmationLetter(
  language: Language,
  { link, hours }: { link: string; hours: number },
): Letter {
  if (language === "de") {
    return {
      subject: "Bitte bestätigen Sie Ihre Adresse für die Zukunftslandkarte",
      greeting: "Guten Tag,",
      before: [
        "an diese Adresse sollen Benachrichtigungen über Kommentare auf der Zukunftslandkarte gehen. Bitte bestätigen Sie, dass es Ihre ist:",
      ],
      link: { address: link, words: "Adresse bestätigen" },
      after: [
        `Der Link gilt ${hours} Stunden und nur einmal.`,
        "Wenn Sie darum nicht gebeten haben, müssen Sie nichts tun: Dann wird an diese Adresse nichts weiter gesendet.",
      ],
    };
  }
  return {
    subject: "Please confirm your address for Zukunftslandkarte",
    greeting: "Hello,",
    before: [
      "notices about comments on Zukunftslandkarte are to be sent to this address. Please confirm that it is yours:",
    ],
    link: { address: link, words: "Confirm the address" },
    after: [
      `The link works once, within ${hours} hours.`,
      "If you did not ask for this, there is nothing you need to do: nothing more will be sent to this address.",
    ],
  };
}
