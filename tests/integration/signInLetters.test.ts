// All four letters, sent to a real mail server by the mailer itself; links that grow old.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Log } from "../../server/log.ts";
import type { InvitationMail } from "../../server/mail/Mailer.ts";
import { smtpMailer } from "../../server/mail/smtpMailer.ts";
import { MailedLinks } from "../../server/people/MailedLinks.ts";
import { PersonStore } from "../../server/people/PersonStore.ts";
import { openDatabase } from "../../server/store/database.ts";
import { startMailServer, type MailServer } from "../fixtures/mailServer.ts";

const LINK = `https://maps.example.org/einladung#${"x".repeat(43)}`;
const INVITATION: InvitationMail = {
  link: LINK,
  name: "Dr. <b>Karl</b> & Söhne",
  invitedBy: "Anika",
  mapTitle: 'Verkehr "2040"\r\nBcc: alle@example.org',
  role: "commenter",
  expiresAt: Date.UTC(2030, 4, 17, 12),
};

const said: { fields: object; message: string }[] = [];
const note = (fields: object, message: string) => void said.push({ fields, message });
const log: Log = { info: note, warn: note, error: note };

let mail: MailServer;
beforeAll(async () => {
  mail = await startMailServer();
});
afterAll(() => mail.stop());

describe("invitations by mail", () => {
  const mailer = () => smtpMailer({ smtpUrl: mail.url, from: "karte@example.org", log });

  it("PE-37: to a map: who invites, to what, with which rights, until when; names do nothing", async () => {
    expect(await mailer().sendInvitation("karl@example.org", "de", INVITATION)).toBe("sent");
    const { subject, text, html, to, headers } = await mail.mailTo("karl@example.org");
    expect(to).toEqual(["karl@example.org"]);
    expect(headers.has("bcc")).toBe(false);
    expect(subject).toContain("Einladung zur Karte „Verkehr");
    expect(text).toContain("Anika lädt Sie zur Karte");
    expect(text).toContain("kommentieren");
    expect(text).toContain("17. Mai 2030");
    expect(text).toContain(LINK);
    expect(html).not.toContain("<b>");
    expect(html).toContain("Karl");
  });

  it("PE-37: in English, for each role", async () => {
    for (const [role, words] of [
      ["editor", "view and edit"],
      ["commenter", "comment on it"],
      ["viewer", "You can view the map."],
    ] as const) {
      const to = `${role}@example.org`;
      expect(await mailer().sendInvitation(to, "en", { ...INVITATION, role })).toBe("sent");
      const { text } = await mail.mailTo(to);
      expect(text).toContain(words);
      expect(text).toContain("17 May 2030");
    }
  });

  it("PE-37: to become a member, in both languages", async () => {
    const { mapTitle: _title, role: _role, ...invitation } = INVITATION;
    expect(await mailer().sendMemberInvitation("m@example.org", "de", invitation)).toBe("sent");
    expect((await mail.mailTo("m@example.org")).text).toContain("Mitglied der Zukunftslandkarte");
    expect(await mailer().sendMemberInvitation("n@example.org", "en", invitation)).toBe("sent");
    expect((await mail.mailTo("n@example.org")).text).toContain("become a member");
  });

  it("PE-37: an address that is a list of several reaches nobody else", async () => {
    const to = "a@example.org, b@example.org";
    await mailer().sendInvitation(to, "de", INVITATION);
    expect(mail.mails.filter((one) => one.to.includes("b@example.org"))).toHaveLength(0);
  });

  it("PE-37: a failure is a value, and in the log without address, name or link", async () => {
    const gone = await startMailServer();
    const broken = smtpMailer({ smtpUrl: gone.url, from: "karte@example.org", log });
    await gone.stop();
    expect(await broken.isReachable()).toBe(false);
    expect(await broken.sendInvitation("karl@example.org", "de", INVITATION)).toBe("failed");
    mail.refuse(true);
    try {
      expect(await mailer().isReachable()).toBe(true);
      expect(await mailer().sendInvitation("karl@example.org", "de", INVITATION)).toBe("failed");
    } finally {
      mail.refuse(false);
    }
    expect(said.length).toBeGreaterThanOrEqual(3);
    expect(JSON.stringify(said)).not.toMatch(/example\.org|Karl|xxxx/);
  });
});

describe("links by mail", () => {
  it("PE-34: hold for half an hour, and are told apart later; only hashes are stored", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "zukunftslandkarte-"));
    const database = await openDatabase(dataDir);
    try {
      const person = {
        name: "Mira",
        kind: "member",
        email: "m@example.org",
        isAdmin: false,
      } as const;
      const personId = await new PersonStore(database.db).insert(person);
      let now = Date.now();
      const links = new MailedLinks(database.db, () => now);
      const late = await links.make("sign-in", personId);
      const inTime = await links.make("sign-in", personId);
      now += 30 * 60_000 - 1;
      expect(await links.use("sign-in", inTime)).toEqual({ personId });
      now += 1;
      expect(await links.use("sign-in", late)).toEqual({ problem: "link-expired" });
      expect(await links.use("sign-in", inTime)).toEqual({ problem: "link-used" });
      now += 8 * 24 * 60 * 60_000;
      await links.make("reset", personId);
      expect(await links.use("sign-in", late)).toEqual({ problem: "no-such-link" });
      for (const file of [database.path, `${database.path}-wal`]) {
        const bytes = readFileSync(file);
        expect(bytes.includes(late) || bytes.includes(inTime)).toBe(false);
      }
    } finally {
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    }
  });
});
