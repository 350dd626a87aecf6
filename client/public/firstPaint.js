// Runs before anything is drawn: the chosen theme and language, so that nothing flashes. The page's policy allows no
// inline script, hence a file. Keys and values are those of app/theme.ts and i18n/language.ts. Where a map is opened,
// its files, and who is there, are asked for at once: which files the build has written into the page (scripts/build/mapPreload.ts).
// So is the map itself where this device has nothing of it (map/session/Outbox.ts); map/session/AheadSocket.ts takes it over.
(() => {
  const root = document.documentElement;
  let language = null;
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    const chosen = localStorage.getItem("language");
    if (chosen === "de" || chosen === "en") root.lang = language = chosen;
  } catch {
    // Storage is forbidden: what the system prefers is used.
    root.removeAttribute("data-theme");
  }
  const preferred = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
  language ??= preferred.find((tag) => tag === "de" || tag === "en") ?? "de";
  const languages = document.querySelector('meta[name="language-files"]');
  const sentences = languages?.getAttribute("content")?.split(" ") ?? [];
  const file = sentences[sentences.indexOf(language) + 1];
  if (file !== undefined) {
    const link = document.createElement("link");
    link.rel = "modulepreload";
    link.href = file;
    document.head.append(link);
  }
  if (!location.pathname.startsWith("/karte/")) return;
  // Who is there is asked while the scripts come; people/session.ts takes this answer.
  const session = document.createElement("link");
  session.rel = "preload";
  session.as = "fetch";
  session.crossOrigin = "anonymous";
  session.href = "/api/session";
  document.head.append(session);
  const meta = document.querySelector('meta[name="map-files"]');
  if (!(meta instanceof HTMLMetaElement)) return;
  for (const file of meta.content.split(" ")) {
    const link = document.createElement("link");
    if (file.endsWith(".css")) {
      link.rel = "preload";
      link.as = "style";
      link.crossOrigin = "anonymous";
    } else link.rel = "modulepreload";
    link.href = file;
    document.head.append(link);
  }

  const TAKEN_WITHIN_MS = 10_000;

  /**
   * @template T
   * @param {IDBRequest<T>} request
   * @returns {Promise<T>}
   */
  function asked(request) {
    return new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }

  /**
   * Whether this device keeps anything of a map.
   * @param {string} mapId
   */
  async function isKept(mapId) {
    const name = "zukunftslandkarte";
    const databases = await indexedDB.databases();
    if (!databases.some((database) => database.name === name)) return false;
    const opening = indexedDB.open(name);
    // Taken away in this moment: it is not to be made anew, without its stores.
    opening.onupgradeneeded = () => opening.transaction?.abort();
    const database = await asked(opening);
    try {
      const stores = database.transaction(["bases", "changes"]);
      const counts = await Promise.all([
        asked(stores.objectStore("bases").count(mapId)),
        asked(stores.objectStore("changes").index("mapId").count(mapId)),
      ]);
      return counts.some((count) => count > 0);
    } finally {
      database.close();
    }
  }

  /**
   * @param {string} mapId
   * @param {string} params
   */
  async function openMap(mapId, params) {
    if (await isKept(mapId)) return;
    // The scripts were faster: they have asked for themselves.
    if (window.mapAhead === null) return;
    const url = `${location.origin.replace("http", "ws")}/sync/${mapId}${params}`;
    const socket = new WebSocket(url);
    /** @type {{ url: string, socket: WebSocket, messages: MessageEvent[] }} */
    const ahead = { url, socket, messages: [] };
    socket.binaryType = "arraybuffer";
    // The whole map, for somebody who has nothing of it: sync, step 1, an empty state vector.
    socket.onopen = () => socket.send(Uint8Array.of(0, 0, 1, 0));
    socket.onmessage = (message) => ahead.messages.push(message);
    window.mapAhead = ahead;
    setTimeout(() => {
      if (window.mapAhead !== ahead) return;
      window.mapAhead = null;
      socket.close();
    }, TAKEN_WITHIN_MS);
  }

  const mapId = /^\/karte\/([\w-]{22})$/.exec(location.pathname)?.[1];
  const params = document.querySelector('meta[name="map-socket"]')?.getAttribute("content");
  // Where nothing can be read here, the scripts find that out as well.
  if (mapId !== undefined && params) openMap(mapId, params).catch(() => undefined);
})();
