// The organisation's own sign-in in a real browser: from our page to the provider's and back.
import { afterAll, beforeAll, expect, it } from "vitest";
import { visit } from "../fixtures/browser.ts";
import { startOidcProvider, type OidcProviderProcess } from "../fixtures/oidcProvider.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";

const FOREIGN = /^request to a foreign host: http:\/\/127\.0\.0\.1:\d+\/(?:auth|interaction)/;

let provider: OidcProviderProcess;
let server: ServerProcess;
beforeAll(async () => {
  provider = await startOidcProvider({
    karin: { email: "karin@example.org", email_verified: true, name: "Karin Amt" },
  });
  server = await startServer({ env: provider.env });
});
afterAll(async () => {
  await server.remove();
  await provider.stop();
});

it("PE-41: one click there, one at the provider, and one is on the page one wanted", async () => {
  const visitor = await visit(server.url, { as: null });
  const { page } = visitor;
  await page.goto("/papierkorb");
  await page.waitForURL(/\/anmelden\?weiter=/);
  // With the page kept on the device: coming back must not be taken for opening a page.
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await page.reload();
  await page.getByRole("button", { name: /Stadtverwaltung/ }).click();
  await page.waitForURL(`${provider.issuer}/interaction/*`);
  await page.getByRole("button", { name: "karin" }).click();
  await page.getByRole("heading", { name: "Papierkorb", exact: true }).waitFor();
  expect(page.url()).toBe(`${server.url}/papierkorb`);
  await page.goto("/profil");
  await page.getByText("karin@example.org").first().waitFor();
  visitor.forgive(FOREIGN);
});

it("PE-43: who refuses there is back on the page for signing in, and reads why", async () => {
  const visitor = await visit(server.url, { as: null });
  const { page } = visitor;
  await page.goto("/anmelden");
  await page.getByRole("button", { name: /Stadtverwaltung/ }).click();
  await page.waitForURL(`${provider.issuer}/interaction/*`);
  await page.getByRole("button", { name: "Refuse" }).click();
  await page.waitForURL(`${server.url}/anmelden?fehler=oidc-refused`);
  await page.getByRole("alert").waitFor();
  visitor.forgive(FOREIGN);
});
