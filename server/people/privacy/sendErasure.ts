// How an erasure is answered: with nothing, or with why not, and of which maps somebody is the only owner.
import type { Response } from "express";
import { sendProblem } from "../../http/problem.ts";
import type { NotErased } from "./Erasure.ts";

export function sendErasure(response: Response, outcome: undefined | NotErased): void {
  if (outcome === undefined) response.status(204).end();
  else if (outcome.maps === undefined) sendProblem(response, outcome.problem);
  else sendProblem(response, outcome.problem, { maps: outcome.maps });
}
