// Runs before anything is drawn: the chosen theme and language, so that nothing flashes. The page's policy allows no
// inline script, hence a file. Keys and values are those of app/theme.ts and i18n/language.ts. Where a map is opened,
// its files, and who is there, are asked for at once: which files the build has written into the page (scripts/build/mapPreload.ts).
(() => {
  const root = document.documentElement;
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    const language = localStorage.getItem("language");
    if (language === "de" || language === "en") root.lang = language;
  } catch {
    // Storage is forbidden: what the system prefers is used.
    root.removeAttribute("data-theme");
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
})();
