// Reads request bodies: plain JSON of a bounded size, nothing compressed (a small body could unpack to a huge one).
import express, { type RequestHandler } from "express";
import { sendProblem } from "./problem.ts";

/** Refuses what is not JSON; `limitBytes` holds for the body as sent. */
export function jsonBody(limitBytes: number): RequestHandler[] {
  return [
    (request, response, next) => {
      const isJson = request.is("application/json") !== false;
      const isPlain = request.headers["content-encoding"] === undefined;
      if (isJson && isPlain) next();
      else sendProblem(response, "wrong-content-type");
    },
    express.json({ limit: limitBytes, inflate: false, strict: true }),
  ];
}
