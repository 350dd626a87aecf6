// Signing in, by all the ways this installation offers, and back to the page one came from.
import { useTranslation } from "react-i18next";
import { Redirect, useLocation, useSearch } from "wouter";
import { LoadingPage } from "../app/LoadingPage.tsx";
import { EntryFrame } from "./EntryFrame.tsx";
import { useLinkSecret } from "./linkSecret.ts";
import { nextPath } from "./nextPath.ts";
import { useSignedIn } from "./session.ts";
import { enter } from "./signIn.ts";
import { SignInByLink } from "./SignInByLink.tsx";
import { SignInWays } from "./SignInWays.tsx";

/** What stands before the token in a mail's link: `/anmelden#link=<token>`. */
const LINK_PREFIX = "link=";

export function SignInPage() {
  const { t } = useTranslation();
  const signedIn = useSignedIn();
  const search = useSearch();
  const [, navigate] = useLocation();
  const token = useLinkSecret("signIn", LINK_PREFIX);
  const next = nextPath(search);
  const goOn = async (): Promise<void> => {
    const me = await enter();
    if (me !== null) navigate(next, { replace: true });
  };
  if (signedIn.is === "unknown") return <LoadingPage />;
  if (signedIn.is === "in" && signedIn.isSure && token === null) {
    return <Redirect to={next} replace />;
  }
  return (
    <EntryFrame title={t("entry.signIn")}>
      {token === null ? (
        <SignInWays next={next} fault={new URLSearchParams(search).get("fehler")} onIn={goOn} />
      ) : (
        <SignInByLink token={token} onIn={goOn} />
      )}
    </EntryFrame>
  );
}
