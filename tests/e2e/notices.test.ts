// The bell, its list, the way from a notice to what it tells of, and how one is told by mail: in the browser, with a real
// mail server.
import type { Locator, Page } from "playwright";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { mentionOf } from "#shared/comments/tokens.ts";
import { accessibilityFaults } from "../fixtures/accessibility.ts";
import { screenshot, visit } from "../fixtures/browser.ts";
import { giveRole, guestBy, invite, newMapAt } from "../fixtures/guests.ts";
import { startMailServer, type MailServer } from "../fixtures/mailServer.ts";
import type { Somebody } from "../fixtures/people.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { TalkOverHttp } from "../fixtures/talkOverHttp.ts";
import { unsubscribeToken } from "../fixtures/unsubscribeToken.ts";
import { unusedEmail } from "../fixtures/unused.ts";
import { waitFor } from "../fixtures/waitFor.ts";
import { commentWith, threadWindow } from "./commentsPage.ts";

const TITLE = "Digitale Daseinsvorsorge";

let mail: MailServer;
let server: ServerProcess;
let mapId = "";
beforeAll(async () => {
  mail = await startMailServer();
  server = await startServer({ env: { SMTP_URL: mail.url, MAIL_FROM: "Karte <k@example.net>" } });
});
afterAll(async () => {
  await server.remove();
  await mail.stop();
});
beforeEach(async () => {
  ({ id: mapId } = await newMapAt(server.url, TITLE));
});

async function commenter(name: string): Promise<Somebody> {
  const member = await server.newMember(name);
  await giveRole(server.url, mapId, member, "commenter");
  return member;
}

const bell = (page: Page): Locator => page.getByRole("button", { name: /^Benachrichtigungen/ });
const list = (page: Page): Locator => page.getByRole("dialog", { name: "Benachrichtigungen" });

async function rings(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name, exact: true }).waitFor();
}

async function isWiderThanWindow(page: Page): Promise<boolean> {
  return await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
}

it("NO-30: on an open map the bell says at once what is new, and leads there, by keyboard alone", async () => {
  const reader = await commenter("Rita Reiter");
  const writer = await commenter("Anika Weber");
  const { page } = await visit(server.url, { as: reader });
  await page.goto(`/karte/${mapId}`);
  await page.locator("[data-save-state], [data-read-only]").first().waitFor();
  await rings(page, "Benachrichtigungen");
  const text = `${mentionOf(reader.person.id)}, stimmt das noch?`;
  const anchor = { on: "node", id: "start-n01" } as const;
  const talk = new TalkOverHttp(server.url, mapId, writer);
  const { thread } = await talk.begin(text, anchor);
  await rings(page, "Benachrichtigungen, 1 neu");

  await bell(page).focus();
  await page.keyboard.press("Enter");
  const line = list(page).getByRole("link", { name: /Anika Weber hat Sie bei „.+“ erwähnt/ });
  await line.getByText("@Rita Reiter, stimmt das noch?").waitFor();
  for (let steps = 0; steps < 5; steps++) {
    if (await line.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await commentWith(page, "stimmt das noch?").waitFor();
  await rings(page, "Benachrichtigungen");
  await list(page).waitFor({ state: "detached" });

  // What happens in the thread that is open before one is read as it comes.
  await talk.reply(thread.id, "Ich frage, weil …");
  await commentWith(page, "Ich frage, weil").waitFor();
  await rings(page, "Benachrichtigungen");
});

it.each([
  { name: "light", options: {} },
  {
    name: "dark-390",
    options: { colorScheme: "dark", viewport: { width: 390, height: 844 } },
  } as const,
])(
  "NO-31: from every page it leads to the comment; what is read is read ($name)",
  async ({ name, options }) => {
    const reader = await commenter("Rita Reiter");
    const writer = await commenter("Anika Weber");
    const { page } = await visit(server.url, { as: reader, ...options });
    await page.goto("/");
    await rings(page, "Benachrichtigungen");
    await bell(page).click();
    await list(page).getByText("Nichts Neues für Sie").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await screenshot(page, `notices-none-${name}`);
    await page.keyboard.press("Escape");

    const me = mentionOf(reader.person.id);
    const anchor = { on: "node", id: "start-n01" } as const;
    const talk = new TalkOverHttp(server.url, mapId, writer);
    const asked = await new TalkOverHttp(server.url, mapId, reader).begin("Was fehlt hier?");
    await talk.reply(asked.thread.id, "Die **Region** als Ebene.");
    await talk.begin(`${me} Bitte lesen: ${"Das ist wichtig. ".repeat(12)}`, anchor);
    // Whoever comes back to the page is told.
    await page.reload();
    await rings(page, "Benachrichtigungen, 2 neu");
    await bell(page).click();
    await list(page).getByText("Die Region als Ebene.").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await isWiderThanWindow(page)).toBe(false);
    await screenshot(page, `notices-list-${name}`);
    await list(page)
      .getByRole("link", { name: /auf der Karte kommentiert/ })
      .click();
    await page.waitForURL(new RegExp(`/karte/${mapId}$`));
    await commentWith(page, "Die Region als Ebene.").waitFor();
    await rings(page, "Benachrichtigungen, 1 neu");
    expect(await isWiderThanWindow(page)).toBe(false);
    await bell(page).click();
    await screenshot(page, `notices-map-${name}`);
    await list(page).getByRole("button", { name: "Alle als gelesen markieren" }).click();
    await rings(page, "Benachrichtigungen");
    // With the button gone, the keyboard is elsewhere in the list.
    await waitFor("the keyboard is in the list", () =>
      list(page).evaluate((element) => element.contains(document.activeElement)),
    );
    await page.keyboard.press("Escape");
    await list(page).waitFor({ state: "detached" });
    // The other one, on the map that is open.
    await bell(page).click();
    await list(page)
      .getByRole("link", { name: /hat Sie bei/ })
      .click();
    await commentWith(page, "Das ist wichtig.").waitFor();
    expect(await threadWindow(page).count()).toBe(1);
  },
);

it("NO-32: a guest gives an address, confirms it by the link in the letter, chooses how often, and ends it by the link in a mail", async () => {
  const { token } = await invite(server.url, mapId, { name: "Gerd Gast", role: "commenter" });
  const guest = await guestBy(server.url, token, { name: "Gerd Gast" });
  const { page } = await visit(server.url, { as: guest });
  await page.goto("/profil#benachrichtigungen");
  const section = page.getByRole("region", { name: "Benachrichtigungen" });
  const email = unusedEmail();
  await section.getByRole("textbox", { name: "Ihre Mailadresse" }).fill("keine");
  await section.getByRole("button", { name: "Link zur Bestätigung senden" }).click();
  await section
    .getByText(/vollständige E-Mail-Adresse|Mailadresse/)
    .first()
    .waitFor();
  await section.getByRole("textbox", { name: "Ihre Mailadresse" }).fill(email);
  await page.keyboard.press("Enter");
  await section.getByText(`An ${email} wurde ein Link geschickt.`).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "notices-waiting");

  // In whatever browser the mail is read.
  const letter = await mail.mailTo(email);
  const elsewhere = await visit(server.url, { as: null, viewport: { width: 390, height: 844 } });
  await elsewhere.page.goto(letter.link);
  await elsewhere.page.getByRole("heading", { name: "Adresse bestätigen" }).waitFor();
  expect(elsewhere.page.url()).toBe(`${server.url}/bestaetigen`);
  expect(await accessibilityFaults(elsewhere.page)).toEqual([]);
  await screenshot(elsewhere.page, "notices-confirm");
  await elsewhere.page.getByRole("button", { name: "Adresse bestätigen" }).click();
  await elsewhere.page.getByRole("heading", { name: "Ihre Adresse ist bestätigt" }).waitFor();

  await page.reload();
  await section.getByText(email).waitFor();
  const daily = section.getByRole("radio", { name: /^Täglich/ });
  expect(await daily.isChecked()).toBe(true);
  await daily.focus();
  await page.keyboard.press("ArrowUp");
  await page.getByText("Gespeichert").first().waitFor();
  expect(await section.getByRole("radio", { name: /^Sofort/ }).isChecked()).toBe(true);
  expect(await accessibilityFaults(page)).toEqual([]);
  await screenshot(page, "notices-settings");

  await elsewhere.page.goto(`/abbestellen#${unsubscribeToken(server.dataDir, guest)}`);
  const end = elsewhere.page.getByRole("button", { name: "Abbestellen" });
  await end.waitFor();
  expect(await accessibilityFaults(elsewhere.page)).toEqual([]);
  await screenshot(elsewhere.page, "notices-unsubscribe");
  await end.click();
  await elsewhere.page.getByRole("heading", { name: "Abbestellt" }).waitFor();
  await waitFor("their settings say so", async () => {
    await page.reload();
    await section.getByText(email).waitFor();
    return await section.getByRole("radio", { name: /^Nie/ }).isChecked();
  });
});
