// Which language a browser gets, and how keys are called in it.
import { expect, it } from "vitest";
import { keyNames } from "../../client/app/keyNames.ts";
import { preferredLanguage } from "../../client/i18n/language.ts";

it("LA-1: the first language of the browser that is spoken here is taken, German when there is none", () => {
  expect(preferredLanguage(["en-GB", "de"])).toBe("en");
  expect(preferredLanguage(["fr-FR", "de-AT", "en"])).toBe("de");
  expect(preferredLanguage(["fr-FR", "nl"])).toBe("de");
  expect(preferredLanguage([])).toBe("de");
});

it("LA-9: keys bear the names that are printed on the keyboard", () => {
  expect(keyNames("Mod+Shift+Z", "de", false)).toBe("Strg+Umschalt+Z");
  expect(keyNames("Mod+Shift+Z", "en", false)).toBe("Ctrl+Shift+Z");
  expect(keyNames("Mod+Shift+Z", "de", true)).toBe("⌘⇧Z");
  expect(keyNames("+", "de", false)).toBe("+");
  expect(keyNames("Mod++", "de", false)).toBe("Strg++");
  expect(keyNames("Alt+ArrowUp", "en", false)).toBe("Alt+↑");
});
