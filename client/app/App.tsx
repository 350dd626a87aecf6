// The frame of every page: data, language, messages, and which page is shown at which address.
import { QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { I18nProvider } from "react-aria-components";
import { Route, Switch, useLocation } from "wouter";
import { useLanguage } from "../i18n/useLanguage.ts";
import { BinPage } from "../maps/BinPage.tsx";
import { StartPage } from "../maps/StartPage.tsx";
import { ToastRegion } from "../ui/ToastRegion.tsx";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { LoadingPage } from "./LoadingPage.tsx";
import { NotFoundPage } from "./NotFoundPage.tsx";
import { queryClient } from "./queryClient.ts";

// The canvas, the editor and Yjs are loaded when a map is opened, not before.
const MapPage = lazy(async () => ({ default: (await import("./MapPage.tsx")).MapPage }));

export function App() {
  const language = useLanguage();
  const [address] = useLocation();
  return (
    <I18nProvider locale={language === "de" ? "de-DE" : "en-GB"}>
      <QueryClientProvider client={queryClient}>
        <ErrorBoundary key={address}>
          <Suspense fallback={<LoadingPage />}>
            <Switch>
              <Route path="/" component={StartPage} />
              <Route path="/papierkorb" component={BinPage} />
              <Route path="/karte/:mapId">
                {({ mapId }) => <MapPage key={mapId} mapId={mapId} />}
              </Route>
              <Route component={NotFoundPage} />
            </Switch>
          </Suspense>
        </ErrorBoundary>
        <ToastRegion />
      </QueryClientProvider>
    </I18nProvider>
  );
}
