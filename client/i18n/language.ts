// Which language the page speaks, and how it is switched. German unless the browser prefers English or the person chose.
// The sentences of that language are fetched first (firstPaint.js asks for them), the others when nothing else is to be done.
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { readChoice, writeChoice } from "../app/choices.ts";
import { afterFirstPicture } from "../app/firstPicture.ts";

export const LANGUAGES = ["de", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Their own names, in their own language. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  de: "Deutsch",
  en: "English",
};

export const LANGUAGE_KEY = "language";

export function isLanguage(value: unknown): value is Language {
  return value === "de" || value === "en";
}

/** The first of the browser's languages that is spoken here. */
export function preferredLanguage(languages: readonly string[]): Language {
  const spoken = languages.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage);
  return spoken ?? "de";
}

const NAMESPACE = "translation";
const sentences: Readonly<Record<Language, () => Promise<{ default: object }>>> = {
  de: () => import("./de.json"),
  en: () => import("./en.json"),
};

/** Called once, before anything is drawn. */
export async function startLanguage(): Promise<void> {
  i18next.on("languageChanged", (language) => {
    document.documentElement.lang = language;
  });
  const spoken = readChoice(LANGUAGE_KEY, isLanguage) ?? preferredLanguage(navigator.languages);
  const { default: translation } = await sentences[spoken]();
  await i18next.use(initReactI18next).init({
    resources: { [spoken]: { [NAMESPACE]: translation } },
    lng: spoken,
    fallbackLng: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  // What cannot be fetched then is asked for again when it is chosen.
  afterFirstPicture()
    .then(() => Promise.all(LANGUAGES.map(learn)))
    .catch(() => undefined);
}

async function learn(language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, NAMESPACE)) return;
  const { default: translation } = await sentences[language]();
  i18next.addResourceBundle(language, NAMESPACE, translation);
}

/** Chosen last, while its sentences may be on their way. */
let chosen: Language | null = null;

export async function chooseLanguage(language: Language): Promise<void> {
  chosen = language;
  writeChoice(LANGUAGE_KEY, language);
  await learn(language);
  if (chosen === language) await i18next.changeLanguage(language);
}
