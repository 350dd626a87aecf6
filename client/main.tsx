// The page begins here: styles, language, the frame of the application. What is shown where is in app/App.tsx.
import "@fontsource-variable/source-sans-3/wght.css";
import "@fontsource-variable/source-sans-3/wght-italic.css";
import "./ui/tokens.css";
import "./ui/base.css";
import { StrictMode } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { App } from "./app/App.tsx";
import { beforeFirstDrawing } from "./app/beforeFirstDrawing.ts";
import { startOfflineUse } from "./app/offlineUse.ts";
import { queryClient } from "./app/queryClient.ts";
import { startLanguage } from "./i18n/language.ts";
import { followOtherTabs } from "./people/rememberedPerson.ts";
import { sessionQuery } from "./people/session.ts";

/** Not at the module's top: the map's page begins with modules of this file, and would wait until it is through. */
async function begin(): Promise<void> {
  const root = document.getElementById("root");
  if (root === null) throw new Error("index.html has no #root");
  // Every page waits for this answer: it is asked for before anything else is made ready.
  void queryClient.prefetchQuery(sessionQuery);
  await Promise.all([startLanguage(), beforeFirstDrawing()]);
  // At once up to the picture of a map that is there already, not with a frame in between that shows none.
  flushSync(() => {
    createRoot(root).render(
      <StrictMode>
        <App />
      </StrictMode>,
    );
  });
  followOtherTabs();
  await startOfflineUse();
}

void begin();
