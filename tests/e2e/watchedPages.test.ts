// The browser fixture sees what a page must not do. A page that does all of it is served here on purpose.
import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { accessibilityFaults } from "../fixtures/accessibility.ts";
import { visit } from "../fixtures/browser.ts";
import { waitFor } from "../fixtures/waitFor.ts";

const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src *; connect-src *";
const PAGES: Record<string, string> = {
  "/good": "<!doctype html><html lang=en><title>Good</title><main><h1>Good</h1></main>",
  "/inline": "<!doctype html><title>Inline</title><script>1</script>",
  "/logs": '<!doctype html><title>Logs</title><script src="/logs.js"></script>',
  "/throws": '<!doctype html><title>Throws</title><script src="/throws.js"></script>',
  "/foreign": '<!doctype html><title>Foreign</title><img alt="" src="http://localhost:PORT/x.svg">',
  "/mute": "<!doctype html><title>Mute</title><button></button>",
  "/fades":
    '<!doctype html><html lang=en><title>Fades</title><link rel="stylesheet" href="/fades.css">' +
    "<main><h1>Fades in</h1><p>Turns</p></main>",
};
const SCRIPTS: Record<string, string> = {
  "/logs.js": 'console.error("something is wrong")',
  "/throws.js": 'throw new Error("thrown in the page")',
};
const STYLES: Record<string, string> = {
  // Once it is there it has just enough contrast; as with a dialog, no animation runs yet in the first frame.
  "/fades.css": `h1 { font-size: 1rem; font-weight: normal; color: #767676; background: #fff; }
    h1.new { animation: fade 1s linear; }
    h1[data-entering] { animation: none; opacity: 0.5; }
    p { animation: turn 1s linear infinite; }
    @keyframes fade { from { opacity: 0.5; } }
    @keyframes turn { to { rotate: 1turn; } }`,
};

let server: Server;
let port = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? "/";
    const html = PAGES[path];
    const script = SCRIPTS[path];
    const style = STYLES[path];
    const text = html ?? script ?? style;
    const type = html !== undefined ? "html" : script !== undefined ? "javascript" : "css";
    response.writeHead(text === undefined ? 204 : 200, {
      "content-type": `text/${type}; charset=utf-8`,
      "content-security-policy": CSP,
    });
    response.end(text?.replace("PORT", String(port)));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("No port.");
  port = address.port;
});
afterAll(() => new Promise((closed) => server.close(closed)));

it("RU-14: a page that does nothing wrong is not accused", async () => {
  const { page, offences } = await visit(`http://127.0.0.1:${port}`, { as: null });
  await page.goto("/good");
  expect(offences).toEqual([]);
  expect(await accessibilityFaults(page)).toEqual([]);
});

it.each([
  ["/inline", /CSP: script-src/],
  ["/logs", /console\.error in the page: something is wrong/],
  ["/throws", /error in the page: .*thrown in the page/],
  ["/foreign", /request to a foreign host: http:\/\/localhost/],
])("RU-14: what %s does is noted", async (path, offence) => {
  const visitor = await visit(`http://127.0.0.1:${port}`, { as: null });
  await visitor.page.goto(path);
  await waitFor("the offence is noted", () =>
    visitor.offences.some((noted) => offence.test(noted)),
  );
  visitor.forgive(/./);
});

it("RU-14: what nobody can perceive is an accessibility fault", async () => {
  const { page } = await visit(`http://127.0.0.1:${port}`, { as: null });
  await page.goto("/mute");
  expect((await accessibilityFaults(page)).join("\n")).toMatch(/button-name/);
});

it("RU-14: what fades in is looked at when it is there, what turns for ever is not waited for", async () => {
  const { page } = await visit(`http://127.0.0.1:${port}`, { as: null });
  await page.goto("/fades");
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.locator("h1").evaluate((heading) => {
    heading.dataset["entering"] = "true";
    heading.classList.add("new");
    requestAnimationFrame(() => requestAnimationFrame(() => delete heading.dataset["entering"]));
  });
  expect(await accessibilityFaults(page)).toEqual([]);
});
