// Lets through whoever is signed in; everybody else is led to the page where one signs in, and from there back.
import { CloudOff } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Redirect, useLocation } from "wouter";
import type { Me } from "#shared/people/api.ts";
import { LoadingPage } from "../app/LoadingPage.tsx";
import { queryClient } from "../app/queryClient.ts";
import { Button } from "../ui/Button.tsx";
import { commentIn } from "../comments/thread/commentLink.ts";
import { EntryFrame } from "./EntryFrame.tsx";
import { EntryNote } from "./EntryNote.tsx";
import { HandOver } from "./HandOver.tsx";
import { signInAddress } from "./nextPath.ts";
import { rememberedPerson, rememberPerson, showFor } from "./rememberedPerson.ts";
import { sessionQuery, useSignedIn } from "./session.ts";

export interface SignedInOnlyProps {
  /** An open map says itself when its session has ended, so that what waits there is not out of sight. */
  staysOpen?: boolean;
  children: ReactNode;
}

export function SignedInOnly({ staysOpen = false, children }: SignedInOnlyProps) {
  const signedIn = useSignedIn();
  const [path] = useLocation();
  const [wasLetIn, setLetIn] = useState(false);
  const onLetIn = (): void => setLetIn(true);
  switch (signedIn.is) {
    case "in":
      return (
        <OnThisDevice me={signedIn.me} isSure={signedIn.isSure} onLetIn={onLetIn}>
          {children}
        </OnThisDevice>
      );
    case "out":
      return staysOpen && wasLetIn ? (
        children
      ) : (
        <Redirect to={signInAddress(wanted(path))} replace />
      );
    case "away":
      return <Away />;
    case "unknown":
      return <LoadingPage />;
  }
}

interface OnThisDeviceProps {
  me: Me;
  isSure: boolean;
  onLetIn: () => void;
  children: ReactNode;
}

/** What this device still keeps of somebody else is settled first. */
function OnThisDevice({ me, isSure, onLetIn, children }: OnThisDeviceProps) {
  const [settledFor, setSettledFor] = useState<string | null>(() => rememberedPerson()?.id ?? null);
  const isSettled = settledFor === me.id;
  if (isSettled) showFor(me.id);
  useEffect(() => {
    if (!isSettled) return;
    // Name, colour and rights may have changed since.
    if (isSure) rememberPerson(me);
    onLetIn();
    // oxlint-disable-next-line react/exhaustive-deps -- onLetIn sets a state and never changes what it does
  }, [isSettled, isSure, me]);
  if (isSettled) return children;
  return (
    <HandOver
      me={me}
      onSettled={() => {
        rememberPerson(me);
        setSettledFor(me.id);
      }}
    />
  );
}

/** With the comment that a link leads to; nothing else behind a # is anybody's business but its own page's. */
function wanted(path: string): string {
  const { hash } = window.location;
  return commentIn(hash) === null ? path : `${path}${hash}`;
}

function Away() {
  const { t } = useTranslation();
  return (
    <EntryFrame title={t("entry.awayTitle")}>
      <EntryNote
        icon={<CloudOff />}
        title={t("entry.awayTitle")}
        actions={
          <Button
            variant="primary"
            onPress={() => void queryClient.refetchQueries({ queryKey: sessionQuery.queryKey })}
          >
            {t("ui.retry")}
          </Button>
        }
      >
        <p>{t("entry.awayText")}</p>
      </EntryNote>
    </EntryFrame>
  );
}
