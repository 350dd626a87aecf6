// Which language the page speaks, and how it is switched. German unless the browser prefers English or the person chose.
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { readChoice, writeChoice } from "../app/choices.ts";
import de from "./de.json";
import en from "./en.json";

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

/** Called once, before anything is drawn. */
export async function startLanguage(): Promise<void> {
  i18next.on("languageChanged", (language) => {
    document.documentElement.lang = language;
  });
  await i18next.use(initReactI18next).init({
    resources: { de: { translation: de }, en: { translation: en } },
    lng: readChoice(LANGUAGE_KEY, isLanguage) ?? preferredLanguage(navigator.languages),
    fallbackLng: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
}

export async function chooseLanguage(language: Language): Promise<void> {
  writeChoice(LANGUAGE_KEY, language);
  await i18next.changeLanguage(language);
}
