// /api/texts, for everybody, and /api/admin/texts, for those who run the installation.
import { Router, type Request, type Response } from "express";
import { operatorTextsSchema } from "#shared/people/api.ts";
import type { HereGate } from "../access/hereGate.ts";
import { readBody } from "../http/readBody.ts";
import type { TextStore } from "./TextStore.ts";

/** Four texts of the largest size, in letters of four bytes. */
const BODY_BYTES = 1_048_576;

/** Routes by the path they answer under. */
export function textRoutes(
  texts: TextStore,
  here: HereGate,
): readonly (readonly [string, Router])[] {
  const shown = Router();
  shown.get("/", async (_request, response) => {
    response.json(await texts.read());
  });

  const set = Router();
  set.put(
    "/",
    here.withBody("texts.change", BODY_BYTES),
    async (request: Request, response: Response) => {
      const wanted = readBody(operatorTextsSchema, request, response);
      if (wanted === null) return;
      await texts.write(wanted, here.who(response).person.id);
      response.status(204).end();
    },
  );

  return [
    ["/api/texts", shown],
    ["/api/admin/texts", set],
  ];
}
