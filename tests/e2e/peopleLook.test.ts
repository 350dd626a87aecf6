// How the pages around signing in look, and what axe says of them: light, dark, 390 px wide, forced colours, English.
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessibilityFaults } from "../fixtures/accessibility.ts";
import { screenshot, visit, type VisitOptions } from "../fixtures/browser.ts";
import { invite, newMapAt, setOpenLink } from "../fixtures/guests.ts";
import { startMailServer, type MailServer } from "../fixtures/mailServer.ts";
import type { Somebody } from "../fixtures/people.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { localhost, memberInvitation } from "./peoplePages.ts";

let server: ServerProcess;
let mail: MailServer;
let member: Somebody;
let personal = "";
let open = "";
let joining = "";
beforeAll(async () => {
  mail = await startMailServer();
  server = await startServer({
    env: {
      SMTP_URL: mail.url,
      MAIL_FROM: "Karte <karte@example.org>",
      OIDC_ISSUER: "https://anmeldung.example.org",
      OIDC_CLIENT_ID: "karte",
      OIDC_CLIENT_SECRET: "geheim",
      OIDC_NAME: "Stadtwerk-Konto",
    },
  });
  member = await server.newMember("Mira Vogt");
  const { id } = await newMapAt(server.url, "Kommunen im digitalen Zeitalter");
  const wanted = { name: "Prof. Dr. Amira Osei", role: "commenter" } as const;
  personal = (await invite(server.url, id, wanted)).token;
  open = (await setOpenLink(server.url, id, { role: "viewer", password: "Rathaus" })).token;
  joining = await memberInvitation(server.url, "Jonas Lindner");
});
afterAll(async () => {
  await server.remove();
  await mail.stop();
});

interface Look {
  name: string;
  path: () => string;
  /** What stands there once the page is drawn. */
  heading: RegExp;
  signedIn?: boolean;
}

const LOOKS: readonly Look[] = [
  { name: "sign-in", path: () => "/anmelden", heading: /^(Anmelden|Sign in)$/ },
  { name: "invitation", path: () => `/einladung#${personal}`, heading: /Kommunen/ },
  { name: "open-link", path: () => `/einladung#${open}`, heading: /Kommunen/ },
  { name: "join", path: () => `/beitreten#${joining}`, heading: /^(Ihr Konto|Your account)$/ },
  { name: "profile", path: () => "/profil", heading: /^(Profil|Profile)$/, signedIn: true },
  { name: "privacy", path: () => "/datenschutz", heading: /^(Datenschutz|Privacy)$/ },
  { name: "imprint", path: () => "/impressum", heading: /^(Impressum|Imprint)$/ },
  { name: "storage", path: () => "/speicherung", heading: /^(Speicherung|Stored)/ },
];

const VARIANTS: readonly (VisitOptions & { name: string })[] = [
  { name: "light" },
  { name: "dark-390", colorScheme: "dark", viewport: { width: 390, height: 844 } },
  { name: "390-english", language: "en", viewport: { width: 390, height: 844 } },
  { name: "forced-colours", forcedColors: "active", reducedMotion: "reduce" },
];

async function isWiderThanWindow(page: Page): Promise<boolean> {
  return await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
}

describe.each(VARIANTS)("in $name", ({ name: variant, ...options }) => {
  it.each(LOOKS)("PE-60, LA-7: $name", async ({ name, path, heading, signedIn = false }) => {
    const { page } = await visit(localhost(server.url), {
      ...options,
      as: signedIn ? member : null,
    });
    await page.goto(path());
    await page.getByRole("heading", { level: 1, name: heading }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await isWiderThanWindow(page)).toBe(false);
    expect(await page.title()).toMatch(/ · Zukunftslandkarte$/);
    await screenshot(page, `people-${name}-${variant}`);
  });
});
