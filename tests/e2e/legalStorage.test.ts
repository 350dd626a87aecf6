// The page of what is stored, against what a browser really has after the product was used.
import type { BrowserContext, Page } from "playwright";
import { expect, it } from "vitest";
import { isListed, KEPT, type Kept } from "../../client/legal/kept.ts";
import { visit } from "../fixtures/browser.ts";
import { WELCOME } from "../fixtures/server.ts";
import { serverForEachTest } from "../fixtures/serverForEachTest.ts";
import { waitFor } from "../fixtures/waitFor.ts";

// The link of the first start can be used once.
const serverOf = serverForEachTest({
  welcome: false,
  env: {
    OIDC_ISSUER: "https://anmeldung.example.org",
    OIDC_CLIENT_ID: "karte",
    OIDC_CLIENT_SECRET: "geheim",
    OIDC_NAME: "Stadtwerk",
  },
});

type Found = { place: Kept["place"]; name: string }[];

async function inBrowser(context: BrowserContext, page: Page): Promise<Found> {
  const cookies = (await context.cookies()).map(({ name }) => ({ place: "cookie", name }) as const);
  const inPage = await page.evaluate(async () => ({
    localStorage: Object.keys(localStorage),
    sessionStorage: Object.keys(sessionStorage),
    indexedDB: (await indexedDB.databases()).map(({ name }) => name ?? ""),
    caches: await caches.keys(),
    serviceWorker: (await navigator.serviceWorker.getRegistrations()).map(
      ({ active, waiting, installing }) =>
        new URL((active ?? waiting ?? installing)?.scriptURL ?? location.href).pathname,
    ),
  }));
  const places = [
    "localStorage",
    "sessionStorage",
    "indexedDB",
    "caches",
    "serviceWorker",
  ] as const;
  return [...cookies, ...places.flatMap((place) => inPage[place].map((name) => ({ place, name })))];
}

it("DP-24: whatever the product puts into a browser stands on its page, and nothing else", async () => {
  const server = serverOf();
  const { page } = await visit(server.url, { as: null });
  const context = page.context();
  const found: Found = [];
  const look = async (): Promise<void> => {
    found.push(...(await inBrowser(context, page)));
  };
  const key = await waitFor("the welcome link", () => WELCOME.exec(server.log())?.[1]);
  await page.goto(`/willkommen#${key}`);
  await page.getByRole("textbox", { name: "Ihr Name" }).waitFor();
  await look();
  await page.getByRole("textbox", { name: "Ihr Name" }).fill("Anika Berger");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/karte\//);
  const mapId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  await page.locator("[data-save-state=saved]").waitFor();
  await page.getByLabel("Titel der Karte").fill("Benutzt");
  await page.locator("[data-save-state=saved]").waitFor();
  await page.locator("[data-node]").first().click();
  await page
    .getByRole("complementary", { name: "Eigenschaften" })
    .getByRole("button", { name: "Kommentieren" })
    .click();
  await page.getByRole("textbox", { name: "Neuer Kommentar" }).fill("Begonnen");
  await page.getByRole("button", { name: "Sprache und Darstellung" }).click();
  await page.getByRole("menuitemradio", { name: "Dunkel" }).click();
  await page.keyboard.press("Escape");
  await page.goto("/");
  await page.getByRole("article").waitFor();
  await waitFor("everything is there", async () => {
    const now = await inBrowser(context, page);
    return ["indexedDB", "caches", "serviceWorker"].every((place) =>
      now.some((each) => each.place === place),
    );
  });
  await look();
  const response = await page.request.post(`/api/maps/${mapId}/invitations`, {
    data: { name: "Gast", organisation: "", perspective: "" },
    headers: { origin: server.url },
  });
  const { link } = (await response.json()) as { link: string };
  await page.goto(link);
  await page.getByRole("button", { name: "Karte öffnen" }).waitFor();
  await look();
  await page.goto(`/anmelden#link=${"A".repeat(43)}`);
  await page.getByRole("button", { name: "Jetzt anmelden" }).waitFor();
  await page.goto(`/kennwort#${"A".repeat(43)}`);
  await page.getByRole("textbox", { name: "Neues Kennwort" }).waitFor();
  await page.goto("/speicherung");
  await page.getByRole("button", { name: "Sprache und Darstellung" }).click();
  await page.getByRole("menuitemradio", { name: "English" }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("heading", { level: 1, name: "Stored in your browser" }).waitFor();
  await look();
  const unlisted = found.filter(({ place, name }) => !isListed(place, name));
  expect(unlisted).toEqual([]);
  // The cookie of an organisation's sign-in needs one; tests/integration has a provider.
  const seen = KEPT.filter((kept) =>
    found.some(
      ({ place, name }) =>
        place === kept.place &&
        kept.names.some((listed) => name.startsWith(listed.replace(/\*$/, ""))),
    ),
  );
  expect(KEPT.filter((kept) => !seen.includes(kept)).map(({ id }) => id)).toEqual(["oidc"]);
  const words = await page.getByRole("article").innerText();
  for (const { names } of KEPT) for (const name of names) expect(words).toContain(name);
});
