// The page begins here: styles, language, the frame of the application. What is shown where is in app/App.tsx.
import "@fontsource-variable/source-sans-3/wght.css";
import "@fontsource-variable/source-sans-3/wght-italic.css";
import "./ui/tokens.css";
import "./ui/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App.tsx";
import { startOfflineUse } from "./app/offlineUse.ts";
import { startLanguage } from "./i18n/language.ts";
import { followOtherTabs } from "./people/rememberedPerson.ts";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");

await startLanguage();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
startOfflineUse();
followOtherTabs();
