// Errors over HTTP: problem+json (RFC 9457) with a stable code. Nothing of the request is repeated in them.
import type { Response } from "express";
import type { Problem, ProblemCode } from "#shared/maps/api.ts";

const PROBLEMS: Record<ProblemCode, { status: number; title: string }> = {
  "invalid-request": { status: 400, title: "The request is not of the expected form." },
  "not-a-map-file": { status: 422, title: "This is no export of a map." },
  "foreign-origin": { status: 403, title: "Requests from other sites are refused." },
  "unknown-host": {
    status: 421,
    title: "This server does not know itself under this name; PUBLIC_URL tells it.",
  },
  "no-access": { status: 403, title: "You have no access to this." },
  "sign-in-needed": { status: 401, title: "Nobody is signed in." },
  "wrong-credentials": { status: 401, title: "The address or the password is wrong." },
  "link-used": { status: 410, title: "This link has been used." },
  "link-expired": { status: 410, title: "This link has expired." },
  "link-revoked": { status: 410, title: "This link was revoked." },
  "no-such-link": { status: 404, title: "There is no such link." },
  "wrong-password": { status: 403, title: "The password is wrong." },
  "too-many-attempts": { status: 429, title: "Too many attempts; try again later." },
  "too-many-letters": { status: 429, title: "Too many invitations were sent by mail today." },
  "last-owner": { status: 409, title: "A map needs an owner." },
  "last-admin": { status: 409, title: "An installation needs somebody who runs it." },
  "address-taken": { status: 409, title: "This address cannot be used." },
  "no-mail": { status: 409, title: "No mail server is configured." },
  "mail-failed": { status: 503, title: "The mail server does not take mail at the moment." },
  "passkey-refused": { status: 401, title: "The passkey was not accepted." },
  "last-way": { status: 409, title: "No way to sign in would be left." },
  "no-oidc": { status: 409, title: "No sign-in of an organisation is configured." },
  "oidc-unreachable": { status: 503, title: "The organisation's sign-in cannot be reached." },
  "not-found": { status: 404, title: "There is nothing under this address." },
  "no-such-map": { status: 404, title: "There is no such map." },
  "map-deleted": { status: 410, title: "The map was deleted; it can still be brought back." },
  "not-in-bin": { status: 409, title: "The map is not in the bin." },
  "no-such-version": { status: 404, title: "There is no such version; it may have been deleted." },
  "no-such-thread": { status: 404, title: "There is no such thread; it may have been deleted." },
  "no-such-comment": { status: 404, title: "There is no such comment; it may have been deleted." },
  "id-taken": { status: 409, title: "This id belongs to something else." },
  "too-many-mentions": { status: 400, title: "Too many people are mentioned." },
  "too-large": { status: 413, title: "The request is too large." },
  "wrong-content-type": { status: 415, title: "The request must be plain JSON." },
  "store-unavailable": { status: 503, title: "The server cannot save at the moment." },
  unexpected: { status: 500, title: "Something went wrong in the server." },
};

/** `members`: what else there is to say, for programs (extension members of RFC 9457). */
export function sendProblem(response: Response, code: ProblemCode, members: object = {}): void {
  const { status, title } = PROBLEMS[code];
  const problem: Problem = { type: "about:blank", title, status, code, ...members };
  response.status(status).type("application/problem+json").send(JSON.stringify(problem));
}

/** An expected outcome that is not the wanted one. */
interface Failed {
  problem: ProblemCode;
}

/** Sends what a use case came to: its value as JSON (undefined: no content), or its problem. */
export function sendOutcome(response: Response, outcome: object | undefined, status = 200): void {
  if (outcome === undefined) response.status(204).end();
  else if ("problem" in outcome) sendProblem(response, (outcome as Failed).problem);
  else response.status(status).json(outcome);
}
