// For routes: who sent a request, or the answer that somebody has to sign in.
import type { Request, Response } from "express";
import { sendProblem } from "../http/problem.ts";
import type { SignedIn, Sessions } from "./Sessions.ts";

/** Who sent the request. null: nobody who is signed in, and that has been answered. */
export async function signedIn(
  sessions: Sessions,
  request: Request,
  response: Response,
): Promise<SignedIn | null> {
  const who = await sessions.of(request);
  if (who === null) sendProblem(response, "sign-in-needed");
  return who;
}
