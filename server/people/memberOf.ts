// Who may use the routes of one's own account: members. Guests have no account.
import type { Request, Response } from "express";
import { sendProblem } from "../http/problem.ts";
import { signedIn } from "./signedIn.ts";
import type { SignedIn, Sessions } from "./Sessions.ts";

/** The member who sent this request; null: it was none, and that was answered. */
export async function memberOf(
  sessions: Sessions,
  request: Request,
  response: Response,
): Promise<SignedIn | null> {
  const who = await signedIn(sessions, request, response);
  if (who === null || who.kind === "member") return who;
  sendProblem(response, "no-access");
  return null;
}
