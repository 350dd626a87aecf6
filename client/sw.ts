// The service worker: keeps the files of one build, so that the page opens without network. Knows addresses only;
// data is not its affair: /api and /sync never pass through here, nor does coming back from signing in elsewhere, /oidc.
//
// A build has one cache of its own, filled wholly before the worker takes over, and taken away with it: files of two
// builds never meet. A new worker waits until no page of the old one is open.
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

const assets: readonly string[] = __ASSETS__;
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
  else if (!assets.includes(pathname)) return;
  else if (pathname.startsWith(HASHED)) event.respondWith(keptOr(pathname, request));
  else event.respondWith(freshOr(pathname, request));
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

/** What the server answers if it does so in time; otherwise what is kept. Every address of this site is the same page. */
async function freshOr(path: string, request: Request): Promise<Response> {
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (response.status < 500) return response;
    return (await kept(path)) ?? response;
  } catch (error) {
    const response = await kept(path);
    if (response === undefined) throw error;
    return response;
  }
}

async function keptOr(path: string, request: Request): Promise<Response> {
  return (await kept(path)) ?? (await fetch(request));
}

async function kept(path: string): Promise<Response | undefined> {
  const cache = await caches.open(cacheName);
  return cache.match(path);
}

/** Differs whenever the list does; names of built files hold a hash of their content. */
function fingerprint(paths: readonly string[]): string {
  let hash = 5381;
  for (const letter of paths.join("\n")) hash = (hash * 33 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return hash.toString(36);
}
