// The ways into routes: who holds back a request's body must not be judged by what they were when it began.
import { createServer, request, type ClientRequest } from "node:http";
import type { AddressInfo } from "node:net";
import express, { type Express, type Request, type Response } from "express";
import { afterEach, describe, expect, it } from "vitest";
import { newId } from "#shared/map/ids.ts";
import type { Role } from "#shared/access/policy.ts";
import { hereGate } from "../../server/access/hereGate.ts";
import { mapGate } from "../../server/access/mapGate.ts";
import type { SignedIn } from "../../server/people/Sessions.ts";
import { waitFor } from "../fixtures/waitFor.ts";

const BODY = JSON.stringify({ role: "owner" });
const person = { id: newId(), name: "Otto", colour: 0 };

let stop: (() => void) | null = null;
afterEach(() => stop?.());

/** Begins a request whose body is not sent yet. */
async function begun(
  app: Express,
  path: string,
): Promise<{ put: ClientRequest; status: Promise<number> }> {
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stop = () => {
    server.closeAllConnections();
    server.close();
  };
  const { port } = server.address() as AddressInfo;
  const headers = { "content-type": "application/json", "content-length": BODY.length };
  const put = request({ port, host: "127.0.0.1", path, method: "PUT", headers });
  const status = new Promise<number>((resolve, reject) => {
    put.on("response", (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    put.on("error", reject);
  });
  put.flushHeaders();
  return { put, status };
}

describe("a body that comes late", () => {
  it("AC-6: does nothing for whoever may not any more when it comes", async () => {
    const mapId = newId();
    let role: Role = "owner";
    let asked = 0;
    let handled = 0;
    const who: SignedIn = { person, kind: "member", isAdmin: false, sessionId: newId() };
    const gate = mapGate({
      sessions: { of: () => Promise.resolve(who) },
      grantFor: () => {
        asked++;
        return Promise.resolve({ person, role });
      },
      hasMap: () => Promise.resolve(true),
    });
    const app = express();
    app.put(
      "/maps/:id",
      gate(
        "members.manage",
        (_asked, _request, response) => {
          handled++;
          response.status(204).end();
          return Promise.resolve();
        },
        1_024,
      ),
    );
    const { put, status } = await begun(app, `/maps/${mapId}`);
    await waitFor("the gate was passed", () => asked === 1);
    role = "viewer";
    put.end(BODY);
    expect(await status).toBe(403);
    expect(handled).toBe(0);
  });

  it("AU-6: does nothing for whoever does not run the installation any more when it comes", async () => {
    let isAdmin = true;
    let asked = 0;
    let handled = 0;
    const here = hereGate({
      of: () => {
        asked++;
        return Promise.resolve({ person, kind: "member", isAdmin, sessionId: newId() });
      },
    });
    const app = express();
    app.put(
      "/here",
      here.withBody("members.change", 1_024),
      (_request: Request, response: Response) => {
        handled++;
        response.status(204).end();
      },
    );
    const { put, status } = await begun(app, "/here");
    await waitFor("the gate was passed", () => asked === 1);
    isAdmin = false;
    put.end(BODY);
    expect(await status).toBe(403);
    expect(handled).toBe(0);
  });
});
