// /api/me: one's own data as a file, and erasing oneself.
import { Router, type Request, type Response } from "express";
import type { Kysely } from "kysely";
import { eraseMeSchema } from "#shared/people/dataApi.ts";
import { jsonBody } from "../../http/jsonBody.ts";
import { readBody } from "../../http/readBody.ts";
import type { Tables } from "../../store/schema.ts";
import { forgetCached } from "../forgetCached.ts";
import { provenAccount, type ProofSetup } from "../provenAccount.ts";
import { signedIn } from "../signedIn.ts";
import type { Erasure } from "./Erasure.ts";
import { personData } from "./personData.ts";
import { sendErasure } from "./sendErasure.ts";

const BODY_BYTES = 4_096;

export interface OwnDataSetup extends ProofSetup {
  db: Kysely<Tables>;
  erasure: Erasure;
  /** The header that ends the session in the sender's browser. */
  clearCookie(this: void): string;
}

export function ownDataRoutes(setup: OwnDataSetup): Router {
  const { db, erasure, clearCookie, signedIn: sessions } = setup;
  const router = Router();

  router.get("/export", async (request, response) => {
    const who = await signedIn(sessions, request, response);
    if (who === null) return;
    const data = await personData(db, who, Date.now());
    // No name in it: names of files are seen by others.
    response.attachment("meine-daten.json");
    response.type("json").send(JSON.stringify(data, null, 2));
  });

  router.delete("/", jsonBody(BODY_BYTES), async (request: Request, response: Response) => {
    const who = await signedIn(sessions, request, response);
    if (who === null) return;
    const wanted = readBody(eraseMeSchema, request, response);
    if (wanted === null) return;
    const isMember = who.kind === "member";
    if (isMember && (await provenAccount(setup, request, response, wanted.password)) === null) {
      return;
    }
    const personId = who.person.id;
    const outcome = await erasure.erase({ personId, byId: personId, handOverTo: null });
    if (outcome === undefined) {
      response.append("Set-Cookie", clearCookie());
      forgetCached(response);
    }
    sendErasure(response, outcome);
  });

  return router;
}
