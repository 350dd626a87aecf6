// The service worker: keeps the files of one build, so that the page opens without network. Knows addresses only;
// data is not its affair: /api and /sync never pass through here, nor does coming back from signing in elsewhere, /oidc.
//
// A build has one cache of its own, filled wholly before the worker takes over, and taken away with it. A new worker waits
// until no page of the old one is open. Files with a hash in their name are taken from whichever build has them: a page of
// the new build may be open under the old worker. All others come from one build with the page.
export {};

declare const __ASSETS__: readonly string[];

// The few parts of a worker's world that are used here: TypeScript's own types of it cannot stand beside those of pages.
interface LifeEvent extends Event {
  waitUntil: (work: Promise<void>) => void;
}
interface RequestEvent extends Event {
  request: Request;
  respondWith: (response: Promise<Response>) => void;
}
interface Worker {
  addEventListener(type: "install" | "activate", listener: (event: LifeEvent) => void): void;
  addEventListener(type: "fetch", listener: (event: RequestEvent) => void): void;
}

const worker = globalThis as unknown as Worker;

/** Files with a hash in their name; never change, and may be needed by a page of an earlier build that is still open. */
const HASHED = "/assets/";
const PAGE = "/";
const CACHE_PREFIX = "build-";
const PATIENCE_MS = 4_000;
/** For so long the files of a page that was answered from what is kept are, too: they belong together. */
const SAME_PAGE_MS = 10_000;

const assets: readonly string[] = __ASSETS__;
/** When a page was last answered from what is kept, since the server could not be reached in time. */
let keptPageAt = -SAME_PAGE_MS;
const cacheName = `${CACHE_PREFIX}${fingerprint(assets)}`;

worker.addEventListener("install", (event) => {
  event.waitUntil(fill());
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(removeOldCaches());
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (/^\/(?:api|sync|oidc)\//.test(pathname) || pathname === "/sw.js") return;
  if (request.mode === "navigate") event.respondWith(freshOr(PAGE, request));
  else if (pathname.startsWith(HASHED)) event.respondWith(keptOr(pathname, request));
  else if (assets.includes(pathname)) event.respondWith(ofThePage(pathname, request));
});

/** The page itself is asked for anew, so that its cache is of this build, whatever the browser still has. */
async function fill(): Promise<void> {
  const cache = await caches.open(cacheName);
  await cache.addAll(
    assets.map((path) => (path.startsWith(HASHED) ? path : new Request(path, { cache: "reload" }))),
  );
}

async function removeOldCaches(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(CACHE_PREFIX) && name !== cacheName);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/**
 * What the server answers if it does so wholly and in time; otherwise what is kept. Where nothing is (the browser has cleared
 * it away), the server has all the time it needs. Every address of this site is the same page.
 */
async function freshOr(path: string, request: Request): Promise<Response> {
  const keeping = kept(path);
  const patience = new AbortController();
  const timer = setTimeout(() => {
    void keeping.then((response) => {
      if (response !== undefined) patience.abort();
    });
  }, PATIENCE_MS);
  try {
    const response = await fetch(request, { signal: patience.signal });
    if (response.status >= 500) return (await keeping) ?? response;
    // On a line that drips, an answer that has begun in time may break off in its midst.
    if ((await keeping) !== undefined) await response.clone().arrayBuffer();
    return response;
  } catch (error) {
    const response = await keeping;
    if (response === undefined) throw error;
    if (path === PAGE) keptPageAt = performance.now();
    return response;
  } finally {
    clearTimeout(timer);
  }
}

async function ofThePage(path: string, request: Request): Promise<Response> {
  const isPageKept = performance.now() - keptPageAt < SAME_PAGE_MS;
  return (isPageKept ? await kept(path) : undefined) ?? (await freshOr(path, request));
}

async function keptOr(path: string, request: Request): Promise<Response> {
  return (await kept(path)) ?? (await keptByAny(path)) ?? (await fetch(request));
}

/** undefined also where the browser refuses to look: then there is the server. */
async function kept(path: string): Promise<Response | undefined> {
  try {
    return await (await caches.open(cacheName)).match(path);
  } catch {
    return undefined;
  }
}

async function keptByAny(path: string): Promise<Response | undefined> {
  try {
    return await caches.match(path);
  } catch {
    return undefined;
  }
}

/** Differs whenever the list does; names of built files hold a hash of their content. */
function fingerprint(paths: readonly string[]): string {
  let hash = 5381;
  for (const letter of paths.join("\n")) hash = (hash * 33 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return hash.toString(36);
}
