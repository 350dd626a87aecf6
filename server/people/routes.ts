// /api/me: who this browser's person is, and under which name.
import { Router, type Request, type Response } from "express";
import { renameMeSchema, type Person } from "#shared/maps/api.ts";
import { jsonBody } from "../http/jsonBody.ts";
import { sendProblem } from "../http/problem.ts";
import { personCookie } from "./personCookie.ts";
import { knownPerson } from "./personOf.ts";
import type { PersonStore } from "./PersonStore.ts";

const BODY_BYTES = 4_096;

export interface PeopleRoutesSetup {
  people: PersonStore;
  secure: boolean;
  /** Called when a person has a new name, so that those who see them learn it. */
  onRenamed(this: void, person: Person): void;
}

export function peopleRoutes({ people, secure, onRenamed }: PeopleRoutesSetup): Router {
  const router = Router();

  /** The browser's person; on the first visit a new one. */
  const me = async (request: Request, response: Response): Promise<Person> => {
    const known = await knownPerson(people, request);
    if (known !== null) return known;
    const { person, token } = await people.create();
    response.setHeader("Set-Cookie", personCookie(token, secure));
    return person;
  };

  router.get("/", async (request, response) => {
    response.json(await me(request, response));
  });

  router.put("/", jsonBody(BODY_BYTES), async (request: Request, response: Response) => {
    const wanted = renameMeSchema.safeParse(request.body);
    if (!wanted.success) {
      sendProblem(response, "invalid-request");
      return;
    }
    const person = { ...(await me(request, response)), name: wanted.data.name };
    await people.rename(person.id, person.name);
    onRenamed(person);
    response.json(person);
  });

  return router;
}
