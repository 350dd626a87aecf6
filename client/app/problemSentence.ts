// What to say when the server refuses or does not answer: a sentence that helps, in the page's language.
import type { TFunction } from "i18next";
import type { ProblemCode } from "#shared/maps/api.ts";
import { ServerProblem, ServerUnreachable } from "./askServer.ts";

const KEYS = {
  "invalid-request": "problems.unexpected",
  "not-a-map-file": "problems.notAMapFile",
  "foreign-origin": "problems.foreignOrigin",
  "unknown-host": "problems.foreignOrigin",
  "sign-in-needed": "problems.signInNeeded",
  "no-access": "problems.noAccess",
  "wrong-credentials": "problems.wrongCredentials",
  "link-used": "problems.linkUsed",
  "link-expired": "problems.linkExpired",
  "link-revoked": "problems.linkRevoked",
  "no-such-link": "problems.noSuchLink",
  "wrong-password": "problems.wrongPassword",
  "too-many-attempts": "problems.tooManyAttempts",
  "too-many-letters": "problems.tooManyLetters",
  "last-owner": "problems.lastOwner",
  "last-admin": "problems.lastAdmin",
  "address-taken": "problems.addressTaken",
  "no-mail": "problems.noMail",
  "mail-failed": "problems.mailFailed",
  "passkey-refused": "problems.passkeyRefused",
  "no-oidc": "problems.noOidc",
  "oidc-unreachable": "problems.oidcUnreachable",
  "last-way": "problems.lastWay",
  "not-found": "problems.refused",
  "no-such-map": "problems.noSuchMap",
  "map-deleted": "problems.mapDeleted",
  "not-in-bin": "problems.notInBin",
  "no-such-version": "problems.noSuchVersion",
  "no-such-thread": "problems.noSuchThread",
  "no-such-comment": "problems.noSuchComment",
  "id-taken": "problems.unexpected",
  "too-many-mentions": "problems.tooManyMentions",
  "too-large": "problems.tooLarge",
  "wrong-content-type": "problems.refused",
  "store-unavailable": "problems.storeUnavailable",
  unexpected: "problems.serverFailed",
} as const satisfies Record<ProblemCode, `problems.${string}`>;

export function problemSentence(error: unknown, t: TFunction): string {
  if (error instanceof ServerUnreachable) return t("problems.unreachable");
  if (!(error instanceof ServerProblem)) return t("problems.unexpected");
  if (isKnown(error.code)) return t(KEYS[error.code]);
  return t(error.status >= 500 ? "problems.serverFailed" : "problems.refused");
}

function isKnown(code: string): code is ProblemCode {
  return Object.hasOwn(KEYS, code);
}
