// Invitations by mail, against a real mail server.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inviteMemberAnswerSchema } from "#shared/people/api.ts";
import { askApi } from "../fixtures/askApi.ts";
import { MAX_INVITATIONS_A_DAY } from "../../server/access/lettersToday.ts";
import { inDatabase } from "../fixtures/dataFolder.ts";
import { accept, giveRole, guestBy, invite, newMapAt, outcomeOf } from "../fixtures/guests.ts";
import { startMailServer, type MailServer } from "../fixtures/mailServer.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";

let mail: MailServer;
let server: ServerProcess;
let url: string;

beforeAll(async () => {
  mail = await startMailServer();
  server = await startServer({
    env: { SMTP_URL: mail.url, MAIL_FROM: "Karten <karten@example.org>" },
  });
  ({ url } = server);
});
afterAll(async () => {
  await server.remove();
  await mail.stop();
});

describe("invitations by mail", () => {
  it("IV-12: an invitation is sent, in the language asked for, with a link that opens it", async () => {
    const { id: mapId } = await newMapAt(url, "Wald 2050");
    const email = "expertin@institut.example";
    const { isSent, link } = await invite(url, mapId, { email, send: true, language: "de" });
    expect(isSent).toBe(true);
    const letter = await mail.mailTo(email);
    expect(letter.link).toBe(link);
    expect(letter.text).toContain("Wald 2050");
    const token = new URL(letter.link).hash.slice(1);
    expect((await guestBy(url, token)).person.kind).toBe("guest");
  });

  it("IV-12: a renewed one is sent again, with the new link", async () => {
    const { id: mapId } = await newMapAt(url);
    const email = "wieder@institut.example";
    const { id, token } = await invite(url, mapId, { email });
    const path = `${url}/api/maps/${mapId}/invitations/${id}/renew`;
    const body = { send: true, language: "en" };
    expect((await askApi(path, { method: "POST", body })).json()).toMatchObject({ isSent: true });
    const renewed = new URL((await mail.mailTo(email)).link).hash.slice(1);
    expect(renewed).not.toBe(token);
    expect((await accept(url, renewed)).status).toBe(200);
    const without = await invite(url, mapId);
    const nowhere = `${url}/api/maps/${mapId}/invitations/${without.id}/renew`;
    const refused = await askApi(nowhere, { method: "POST", body });
    expect(outcomeOf(refused)).toEqual([400, "invalid-request"]);
  });

  it("IV-12: when the mail server refuses, the link is still told, and that it was not sent", async () => {
    const { id: mapId } = await newMapAt(url);
    mail.refuse(true);
    const email = "keine@institut.example";
    const { isSent, token } = await invite(url, mapId, { email, send: true });
    mail.refuse(false);
    expect(isSent).toBe(false);
    expect((await accept(url, token)).status).toBe(200);
    expect(server.log()).not.toContain(email);
    expect(server.log()).not.toContain(token);
  });

  it("IV-15: whoever has invited very many within a day sends no more by mail; nothing is made then, and the link alone still is", async () => {
    const { id: mapId } = await newMapAt(url);
    const email = "viele@institut.example";
    const { id } = await invite(url, mapId, { email });
    const other = await server.newMember();
    const note = (at: number, count: number) =>
      inDatabase(server.dataDir, (database) => {
        const line = database.prepare(
          "insert into audit (at, action, actor_id, map_id, subject_id) values (?, 'invitation.made', ?, ?, ?)",
        );
        for (let made = 0; made < count; made++) line.run(at, server.owner.person.id, mapId, id);
      });
    const yesterday = Date.now() - 25 * 60 * 60_000;
    note(yesterday, MAX_INVITATIONS_A_DAY);
    expect((await invite(url, mapId, { email, send: true })).isSent).toBe(true);
    await mail.mailTo(email);
    note(Date.now(), MAX_INVITATIONS_A_DAY);
    const before = mail.mails.length;
    const path = `${url}/api/maps/${mapId}/invitations`;
    const body = { name: "Noch eine", organisation: "", perspective: "", email, send: true };
    const made = () =>
      inDatabase(server.dataDir, (database) =>
        database.prepare("select count(*) as count from invitations").get(),
      );
    const kept = made();
    const tooMany = [429, "too-many-letters"];
    expect(outcomeOf(await askApi(path, { method: "POST", body }))).toEqual(tooMany);
    const renewing = { method: "POST", body: { send: true, language: "de" } };
    expect(outcomeOf(await askApi(`${path}/${id}/renew`, renewing))).toEqual(tooMany);
    const member = { name: "Neu", email, guestId: null, send: true };
    const here = `${url}/api/admin/members/invitations`;
    expect(outcomeOf(await askApi(here, { method: "POST", body: member }))).toEqual(tooMany);
    expect(made()).toEqual(kept);
    expect(mail.mails.length).toBe(before);
    expect((await invite(url, mapId, { email })).isSent).toBe(false);
    // It is counted for each person.
    await giveRole(url, mapId, other, "owner");
    expect((await askApi(path, { method: "POST", body, as: other })).status).toBe(201);
    // Those after this one may send again.
    inDatabase(server.dataDir, (database) =>
      database.prepare("delete from audit where at > ? and subject_id = ?").run(yesterday, id),
    );
  });

  it("AU-4: members are invited by mail too, a guest among them; never into a member's account", async () => {
    const email = "neu@example.org";
    const path = `${url}/api/admin/members/invitations`;
    const body = { name: "Neu", email, guestId: null, send: true };
    const answer = await askApi(path, { method: "POST", body });
    const { link, isSent } = inviteMemberAnswerSchema.parse(answer.json());
    expect([isSent, (await mail.mailTo(email)).link]).toEqual([true, link]);
    const member = await server.newMember();
    for (const wrong of [
      { ...body, guestId: member.person.id },
      { ...body, guestId: server.owner.person.id, send: false },
      { ...body, guestId: "nobody-at-all" },
      { ...body, email: null },
    ]) {
      const refused = await askApi(path, { method: "POST", body: wrong });
      expect(outcomeOf(refused)).toEqual([400, "invalid-request"]);
    }
  });

  it("AU-4: of two invitations for one guest the second does not open what has become a member's account", async () => {
    const { id: mapId } = await newMapAt(url);
    const guest = await guestBy(url, (await invite(url, mapId)).token);
    const path = `${url}/api/admin/members/invitations`;
    const body = { name: "Gast", email: null, guestId: guest.person.id, send: false };
    const tokens = [];
    for (let count = 0; count < 2; count++) {
      const { link } = inviteMemberAnswerSchema.parse(
        (await askApi(path, { method: "POST", body })).json(),
      );
      tokens.push(new URL(link).hash.slice(1));
    }
    const join = (token: string | undefined, at: number) =>
      askApi(`${url}/api/join/accept`, {
        method: "POST",
        as: null,
        body: {
          token,
          name: "Gast",
          email: `gast${at}@example.org`,
          password: "ein langes Kennwort",
        },
      });
    expect((await join(tokens[0], 0)).json()).toMatchObject({ id: guest.person.id });
    expect(outcomeOf(await join(tokens[1], 1))).toEqual([410, "link-used"]);
  });
});
