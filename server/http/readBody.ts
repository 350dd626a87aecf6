// Takes a request's body for what a schema says, or answers that it is not.
import type { Request, Response } from "express";
import type { z } from "#shared/schemaLanguage.ts";
import { sendProblem } from "./problem.ts";

/** What the body says; null: it is of another form, and that has been answered. */
export function readBody<Schema extends z.ZodType<object>>(
  schema: Schema,
  request: Request,
  response: Response,
): z.output<Schema> | null {
  const read = schema.safeParse(request.body);
  if (read.success) return read.data;
  sendProblem(response, "invalid-request");
  return null;
}
