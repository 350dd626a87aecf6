// The share window in light, in dark and in a narrow window: nothing cut off, nothing that breaks a rule, pictures to look at.
import { afterAll, beforeAll, expect, it } from "vitest";
import { accessibilityFaults } from "../fixtures/accessibility.ts";
import { screenshot, type VisitOptions } from "../fixtures/browser.ts";
import { giveRole, guestBy, invite, newMapAt, setOpenLink } from "../fixtures/guests.ts";
import { startServer, type ServerProcess } from "../fixtures/server.ts";
import { openMap, openShare, showPart } from "./sharePage.ts";

let server: ServerProcess;
let mapId = "";
beforeAll(async () => {
  server = await startServer();
  ({ id: mapId } = await newMapAt(server.url, "Kommunen im digitalen Zeitalter"));
  await giveRole(server.url, mapId, await server.newMember("Ben Achterberg"), "editor");
  await giveRole(server.url, mapId, await server.newMember("Cem Yıldız"), "owner");
  const { token } = await invite(server.url, mapId, {
    name: "Prof. Dr. Dagmar Feldmann-Oberhausen",
    organisation: "Universität Beispielstadt",
    perspective: "Zukunftsforschung",
    role: "commenter",
  });
  await guestBy(server.url, token, { name: "Prof. Dr. Dagmar Feldmann-Oberhausen" });
  await invite(server.url, mapId, { name: "Fritz Gerber", organisation: "", perspective: "" });
  await setOpenLink(server.url, mapId, { role: "editor" });
});
afterAll(() => server.remove());

const WINDOWS: Record<string, VisitOptions> = {
  light: { viewport: { width: 1440, height: 900 } },
  dark: { viewport: { width: 1440, height: 900 }, colorScheme: "dark" },
  narrow: { viewport: { width: 390, height: 844 } },
  english: { language: "en" },
};

it.each(["light", "dark", "narrow"])(
  "LA-6, LA-7: every part of the share window breaks no rule (%s)",
  async (look) => {
    const { page } = await openMap(server, mapId, WINDOWS[look]);
    const dialog = await openShare(page);
    const parts = ["Personen", "Einladungen", "Offener Link", "Protokoll"] as const;
    for (const part of parts) {
      await showPart(dialog, part);
      const panel = dialog.getByRole("tabpanel", { name: part });
      await panel.waitFor();
      await panel.getByText("Wird geladen …").waitFor({ state: "detached" });
      expect(await accessibilityFaults(page)).toEqual([]);
      const overflow = await dialog.evaluate((box) => box.scrollWidth - box.clientWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      await screenshot(page, `share-${part.toLowerCase().replace(" ", "-")}-${look}`);
    }
    await showPart(dialog, "Personen");
    await dialog.getByRole("button", { name: "Person ohne Konto einladen" }).click();
    await dialog.getByRole("heading", { name: "Person einladen" }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await screenshot(page, `share-form-${look}`);
  },
);

it("LA-1: the share window speaks English too", async () => {
  const { page } = await openMap(server, mapId, WINDOWS["english"]);
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: /^Share/ });
  await dialog.getByText("Who can open this map").waitFor();
  await dialog.getByRole("tab", { name: "Open link" }).click();
  await dialog.getByText("Anybody with this link can change and delete everything").waitFor();
});
