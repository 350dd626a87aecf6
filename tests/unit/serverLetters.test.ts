// When the work of a letter is done: its time must tell nothing about who has an account.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createLog } from "../../server/log.ts";
import { smtpMailer } from "../../server/mail/smtpMailer.ts";
import { type Account, Credentials } from "../../server/people/Credentials.ts";
import { MailedLinks } from "../../server/people/MailedLinks.ts";
import { MailedSignIn } from "../../server/people/MailedSignIn.ts";
import { openDatabase } from "../../server/store/database.ts";

/** Notes when it is asked who has an address. */
class Watched extends Credentials {
  asked = 0;

  override byEmail(email: string): Promise<Account | null> {
    this.asked += 1;
    return super.byEmail(email);
  }
}

it("PE-36: whether an address is somebody's is not looked up in the moment of the answer, but is before the server stops", async () => {
  const folder = mkdtempSync(join(tmpdir(), "zukunftslandkarte-"));
  const database = await openDatabase(folder);
  try {
    const { db } = database;
    const log = createLog("silent");
    const credentials = new Watched(db);
    const mailer = smtpMailer({ smtpUrl: "smtp://127.0.0.1:9", from: "a@example.org", log });
    const links = new MailedLinks(db);
    const baseUrl = () => "https://maps.example.org";
    const mailed = new MailedSignIn({ credentials, links, mailer, baseUrl, log });
    mailed.send({ purpose: "reset", email: "niemand@example.org", language: "de" });
    expect(credentials.asked).toBe(0);
    await mailed.settled();
    expect(credentials.asked).toBe(1);
  } finally {
    await database.close();
    rmSync(folder, { recursive: true });
  }
});
