// Everything that this site keeps in a browser: the one list. The page of storage shows it, and a test compares it with
// what a browser really has after everything was used (tests/e2e/legalStorage.test.ts).
import { DRAFTS_KEY } from "../comments/thread/drafts.ts";
import { LANGUAGE_KEY } from "../i18n/language.ts";
import { COMMENTS_DATABASE, TALK_DATABASE } from "../comments/store/commentsDatabase.ts";
import { MAPS_DATABASE } from "../map/session/mapsDatabase.ts";
import { MAPS_KEY } from "../maps/rememberedMaps.ts";
import { SECRET_KEYS } from "../people/linkSecret.ts";
import { PERSON_KEY } from "../people/rememberedPerson.ts";
import { THEME_KEY } from "../app/theme.ts";

const PLACES = [
  "cookie",
  "localStorage",
  "sessionStorage",
  "indexedDB",
  "caches",
  "serviceWorker",
] as const;

export interface Kept {
  /** Part of the keys `storage.<id>-title`, `-why` and `-life`. */
  id: (typeof IDS)[number];
  place: (typeof PLACES)[number];
  /** Names under which a browser shows it; `*` stands for any letters. */
  names: readonly string[];
  /** Without it the site does not work; the others only make it pleasant. */
  isNeeded: boolean;
}

const IDS = [
  "session",
  "oidc",
  "person",
  "theme",
  "language",
  "maps",
  "secrets",
  "copies",
  "drafts",
  "build",
  "worker",
] as const;

export const KEPT: readonly Kept[] = [
  {
    id: "session",
    place: "cookie",
    names: ["zlk_session", "__Host-zlk_session"],
    isNeeded: true,
  },
  { id: "oidc", place: "cookie", names: ["zlk_oidc", "__Host-zlk_oidc"], isNeeded: true },
  { id: "person", place: "localStorage", names: [PERSON_KEY], isNeeded: true },
  { id: "secrets", place: "sessionStorage", names: Object.values(SECRET_KEYS), isNeeded: true },
  {
    id: "copies",
    place: "indexedDB",
    names: [MAPS_DATABASE, COMMENTS_DATABASE, TALK_DATABASE],
    isNeeded: true,
  },
  { id: "drafts", place: "sessionStorage", names: [DRAFTS_KEY], isNeeded: false },
  { id: "maps", place: "localStorage", names: [MAPS_KEY], isNeeded: false },
  { id: "theme", place: "localStorage", names: [THEME_KEY], isNeeded: false },
  { id: "language", place: "localStorage", names: [LANGUAGE_KEY], isNeeded: false },
  { id: "build", place: "caches", names: ["build-*"], isNeeded: false },
  { id: "worker", place: "serviceWorker", names: ["/sw.js"], isNeeded: false },
];

/** Whether the list says that something of this name is kept there. */
export function isListed(place: Kept["place"], name: string): boolean {
  return KEPT.some(
    (kept) =>
      kept.place === place &&
      kept.names.some((listed) =>
        listed.endsWith("*") ? name.startsWith(listed.slice(0, -1)) : name === listed,
      ),
  );
}
