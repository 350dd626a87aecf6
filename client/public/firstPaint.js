// Runs before anything is drawn: the chosen theme and language, so that nothing flashes. The page's policy allows no
// inline script, hence a file. Keys and values are those of app/theme.ts and i18n/language.ts.
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
})();
