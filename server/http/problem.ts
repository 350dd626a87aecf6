// Errors over HTTP: problem+json (RFC 9457) with a stable code. Nothing of the request is repeated in them.
import type { Response } from "express";
import type { Problem, ProblemCode } from "#shared/maps/api.ts";

const PROBLEMS: Record<ProblemCode, { status: number; title: string }> = {
  "invalid-request": { status: 400, title: "The request is not of the expected form." },
  "not-a-map-file": { status: 422, title: "This is no export of a map." },
  "foreign-origin": { status: 403, title: "Requests from other sites are refused." },
  "unknown-host": {
    status: 421,
    title: "This server does not know itself under this name; ALLOWED_ORIGINS tells it.",
  },
  "no-access": { status: 403, title: "You have no access to this." },
  "not-found": { status: 404, title: "There is nothing under this address." },
  "no-such-map": { status: 404, title: "There is no such map." },
  "map-deleted": { status: 410, title: "The map was deleted; it can still be brought back." },
  "not-in-bin": { status: 409, title: "The map is not in the bin." },
  "too-large": { status: 413, title: "The request is too large." },
  "wrong-content-type": { status: 415, title: "The request must be plain JSON." },
  "store-unavailable": { status: 503, title: "The server cannot save at the moment." },
  unexpected: { status: 500, title: "Something went wrong in the server." },
};

export function sendProblem(response: Response, code: ProblemCode): void {
  const { status, title } = PROBLEMS[code];
  const problem: Problem = { type: "about:blank", title, status, code };
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
