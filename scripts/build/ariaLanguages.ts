// Vite plugin: of the thirty languages that React Aria's own words come in, only those that the page speaks; and no
// question to the browser which languages it knows, since every page says in which one it is (app/App.tsx).
import type { Plugin } from "vite";

const WORDS = /\/react-aria\/dist\/.*\/intl\/[^/]+\/(\w\w-\w\w)\.mjs$/;
const DEFAULT_LOCALE = /\/react-aria\/dist\/.*\/i18n\/useDefaultLocale\.mjs$/;
/** Takes ten milliseconds when a browser does it for the first time. */
const QUESTION = /Intl\.DateTimeFormat\.supportedLocalesOf\(\[\s*locale\s*\]\)/;

/** @param spoken as React Aria names them; must hold "en-US", which it falls back to. */
export function ariaLanguages(spoken: readonly string[]): Plugin {
  return {
    name: "aria-languages",
    apply: "build",
    transform: {
      filter: { id: [WORDS, DEFAULT_LOCALE] },
      handler(code, id) {
        const language = WORDS.exec(id)?.[1];
        if (language !== undefined) {
          return spoken.includes(language) ? null : { code: "export default {};", map: null };
        }
        if (!QUESTION.test(code)) throw new Error(`${id} asks for languages in another way.`);
        return { code: code.replace(QUESTION, "locale"), map: null };
      },
    },
  };
}
