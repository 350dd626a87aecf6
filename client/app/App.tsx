// The frame of every page: data, language, messages, and which page is shown at which address, for whom.
import { QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { I18nProvider } from "react-aria-components";
import { Route, Switch, useLocation } from "wouter";
import { useLanguage } from "../i18n/useLanguage.ts";
import { BinPage } from "../maps/BinPage.tsx";
import { StartPage } from "../maps/StartPage.tsx";
import { SignedInOnly } from "../people/SignedInOnly.tsx";
import { ToastRegion } from "../ui/ToastRegion.tsx";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { LoadingPage } from "./LoadingPage.tsx";
import { loadMapPage, mapAt, MapRoute } from "./MapRoute.tsx";
import { NotFoundPage } from "./NotFoundPage.tsx";
import { queryClient } from "./queryClient.ts";

// Who comes for a map need not wait for it until the frame is drawn and it is known who they are.
if (mapAt(window.location.pathname) !== null) loadMapPage().catch(() => null);
// Pages that most visits do not need.
const WelcomePage = lazy(async () => ({
  default: (await import("../people/WelcomePage.tsx")).WelcomePage,
}));
const SignInPage = lazy(async () => ({
  default: (await import("../people/SignInPage.tsx")).SignInPage,
}));
const NewPasswordPage = lazy(async () => ({
  default: (await import("../people/NewPasswordPage.tsx")).NewPasswordPage,
}));
const JoinPage = lazy(async () => ({ default: (await import("../people/JoinPage.tsx")).JoinPage }));
const InvitationPage = lazy(async () => ({
  default: (await import("../people/InvitationPage.tsx")).InvitationPage,
}));
const ConfirmAddressPage = lazy(async () => ({
  default: (await import("../notices/ConfirmAddressPage.tsx")).ConfirmAddressPage,
}));
const UnsubscribePage = lazy(async () => ({
  default: (await import("../notices/UnsubscribePage.tsx")).UnsubscribePage,
}));
const PastPage = lazy(async () => ({ default: (await import("./PastPage.tsx")).PastPage }));
const PlayPage = lazy(async () => ({
  default: (await import("../versions/play/PlayPage.tsx")).PlayPage,
}));
const ComparePage = lazy(async () => ({
  default: (await import("../versions/compare/ComparePage.tsx")).ComparePage,
}));
const ProfilePage = lazy(async () => ({
  default: (await import("../people/ProfilePage.tsx")).ProfilePage,
}));
const AdminPage = lazy(async () => ({
  default: (await import("../admin/AdminPage.tsx")).AdminPage,
}));
const PrivacyPage = lazy(async () => ({
  default: (await import("../legal/PrivacyPage.tsx")).PrivacyPage,
}));
const ImprintPage = lazy(async () => ({
  default: (await import("../legal/ImprintPage.tsx")).ImprintPage,
}));
const StoragePage = lazy(async () => ({
  default: (await import("../legal/StoragePage.tsx")).StoragePage,
}));

export function App() {
  const language = useLanguage();
  const [address] = useLocation();
  return (
    <I18nProvider locale={language === "de" ? "de-DE" : "en-GB"}>
      <QueryClientProvider client={queryClient}>
        <ErrorBoundary key={address}>
          <Suspense fallback={<LoadingPage />}>
            <Pages />
          </Suspense>
        </ErrorBoundary>
        <ToastRegion />
      </QueryClientProvider>
    </I18nProvider>
  );
}

function Pages() {
  return (
    <Switch>
      <Route path="/willkommen" component={WelcomePage} />
      <Route path="/anmelden" component={SignInPage} />
      <Route path="/kennwort" component={NewPasswordPage} />
      <Route path="/beitreten" component={JoinPage} />
      <Route path="/einladung" component={InvitationPage} />
      <Route path="/bestaetigen" component={ConfirmAddressPage} />
      <Route path="/abbestellen" component={UnsubscribePage} />
      <Route path="/datenschutz" component={PrivacyPage} />
      <Route path="/impressum" component={ImprintPage} />
      <Route path="/speicherung" component={StoragePage} />
      <Route path="/karte/:mapId/stand/:stateId">
        {({ mapId, stateId }) => (
          <SignedInOnly key={`${mapId} ${stateId}`}>
            <PastPage mapId={mapId} stateId={stateId} />
          </SignedInOnly>
        )}
      </Route>
      <Route path="/karte/:mapId/abspielen">
        {({ mapId }) => (
          <SignedInOnly key={mapId} staysOpen>
            <PlayPage mapId={mapId} />
          </SignedInOnly>
        )}
      </Route>
      <Route path="/karte/:mapId/vergleich/:versionId/:otherId?">
        {({ mapId, versionId, otherId }) => (
          <SignedInOnly key={`${mapId} ${versionId} ${otherId ?? ""}`}>
            <ComparePage mapId={mapId} versionId={versionId} otherId={otherId ?? null} />
          </SignedInOnly>
        )}
      </Route>
      <Route path="/karte/:mapId">
        {({ mapId }) => (
          <SignedInOnly key={mapId} staysOpen>
            <MapRoute mapId={mapId} />
          </SignedInOnly>
        )}
      </Route>
      <Route path="/">
        <SignedInOnly>
          <StartPage />
        </SignedInOnly>
      </Route>
      <Route path="/papierkorb">
        <SignedInOnly>
          <BinPage />
        </SignedInOnly>
      </Route>
      <Route path="/verwaltung">
        <SignedInOnly>
          <AdminPage />
        </SignedInOnly>
      </Route>
      <Route path="/profil">
        <SignedInOnly>
          <ProfilePage />
        </SignedInOnly>
      </Route>
      <Route>
        <SignedInOnly>
          <NotFoundPage />
        </SignedInOnly>
      </Route>
    </Switch>
  );
}
