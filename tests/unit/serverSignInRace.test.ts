// A password that is changed while somebody signs in with it: proving one takes long enough for that.
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express from "express";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Credentials, type Account } from "../../server/people/Credentials.ts";
import { passwordRoutes } from "../../server/people/passwordRoutes.ts";
import { PersonStore } from "../../server/people/PersonStore.ts";
import { SessionStore } from "../../server/people/SessionStore.ts";
import { SignInLimits } from "../../server/people/SignInLimits.ts";
import { openDatabase, type Database } from "../../server/store/database.ts";
import { askApi } from "../fixtures/askApi.ts";

const OLD = "ein langes Kennwort";
const NEW = "ein ganz anderes Kennwort";
const EMAIL = "otto@example.org";

let dataDir: string;
let database: Database;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "zukunftslandkarte-"));
  database = await openDatabase(dataDir);
});
afterAll(async () => {
  await database.close();
  rmSync(dataDir, { recursive: true });
});

/** Somebody else changes the password in the moment after it was found to be right. */
class Overtaken extends Credentials {
  change: (() => Promise<void>) | null = null;

  override async isPassword(account: Account | null, password: string): Promise<boolean> {
    const isRight = await super.isPassword(account, password);
    await this.change?.();
    return isRight;
  }
}

it("PE-32: who proved the old password while it was changed is not signed in", async () => {
  const { db } = database;
  const member = { name: "Otto", kind: "member", email: EMAIL, isAdmin: false } as const;
  const personId = await new PersonStore(db).insert(member);
  const credentials = new Overtaken(db);
  await credentials.setPassword(personId, OLD);
  const store = new SessionStore(db, () => undefined);
  const app = express();
  const sessions = {
    begin: async () => {
      await store.begin(personId);
    },
    beginIf: async (
      _response: unknown,
      id: string,
      holds: Parameters<SessionStore["beginIf"]>[1],
    ) => (await store.beginIf(id, holds)) !== null,
    endAll: (id: string) => store.endAll(id),
    endOthers: (_request: unknown, id: string) => store.endAll(id),
  };
  const limits = new SignInLimits(() => "192.0.2.1");
  app.use(passwordRoutes({ credentials, limits, sessions, note: () => Promise.resolve() }));
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const { port } = server.address() as AddressInfo;
    const signIn = async (password: string): Promise<number> => {
      const body = { email: EMAIL, password };
      const path = `http://127.0.0.1:${port}/password`;
      return (await askApi(path, { method: "POST", body, as: null })).status;
    };
    const begun = async (): Promise<number> =>
      (await db.selectFrom("sessions").selectAll().execute()).length;
    expect([await signIn(OLD), await begun()]).toEqual([204, 1]);
    credentials.change = async () => {
      credentials.change = null;
      await credentials.setPassword(personId, NEW);
      await store.endAll(personId);
    };
    expect([await signIn(OLD), await begun()]).toEqual([401, 0]);
    expect([await signIn(NEW), await begun()]).toEqual([204, 1]);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
