// Signing out when somebody asks for it: at once if nothing is lost by it; otherwise it is said first what would be.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { problemSentence } from "../app/problemSentence.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { toast } from "../ui/toast.ts";
import { countUnsent } from "./deviceMaps.ts";
import { useSignedIn, useWays } from "./session.ts";
import { type SignOutOptions, useSignOut } from "./useSignOut.ts";
import { hasWayBack } from "./wayBack.ts";

/** Changes on a map that is open are on their way: a moment later nothing waits any more. */
const MOMENT_MS = 1_500;
const LOOK_AGAIN_MS = 150;

/** @returns what begins it, and the question to be drawn somewhere. */
export function useLeaving(options: Pick<SignOutOptions, "everywhere" | "to"> = {}) {
  const { t } = useTranslation();
  const [unsent, setUnsent] = useState(0);
  const [isLocked, setLocked] = useState(false);
  const [, navigate] = useLocation();
  const signedIn = useSignedIn();
  const ways = useWays()?.ways ?? null;
  const signOut = useSignOut(options);
  const close = (): void => setUnsent(0);
  const leave = (): void =>
    signOut.mutate(undefined, {
      onError: (error) => {
        toast({ text: problemSentence(error, t), tone: "danger" });
        close();
      },
    });
  const look = async (): Promise<void> => {
    const count = await unsentSoon();
    if (count === 0) leave();
    else setUnsent(count);
  };
  const begin = (): void => {
    // What the device remembers of somebody does not say how they sign in.
    const me = signedIn.is === "in" && signedIn.isSure ? signedIn.me : null;
    if (me === null || hasWayBack(me, ways)) void look();
    else setLocked(true);
  };
  const question = (
    <>
      <NoWayBack
        isOpen={isLocked}
        onClose={() => setLocked(false)}
        onStay={() => {
          setLocked(false);
          navigate("/profil");
        }}
        onLeave={() => {
          setLocked(false);
          void look();
        }}
      />
      <Dialog
        title={t("people.signOutTitle")}
        role="alertdialog"
        isOpen={unsent > 0}
        onClose={close}
        actions={
          <>
            <Button onPress={close}>{t("people.staySignedIn")}</Button>
            <Button variant="danger" isPending={signOut.isPending} onPress={leave}>
              {t("people.signOutDiscard")}
            </Button>
          </>
        }
      >
        <p>{t("people.signOutUnsent", { count: unsent })}</p>
        <p>{t("people.signOutUnsentWhy")}</p>
      </Dialog>
    </>
  );
  return { begin, question };
}

interface NoWayBackProps {
  isOpen: boolean;
  onClose: () => void;
  onStay: () => void;
  onLeave: () => void;
}

/** Whoever runs an installation and signs out without a way back has locked everybody out. */
function NoWayBack({ isOpen, onClose, onStay, onLeave }: NoWayBackProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      title={t("people.noWayBackTitle")}
      role="alertdialog"
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onLeave}>{t("people.signOutAnyway")}</Button>
          <Button variant="primary" onPress={onStay}>
            {t("people.noWayBackSetUp")}
          </Button>
        </>
      }
    >
      <p>{t("people.noWayBack")}</p>
    </Dialog>
  );
}

async function unsentSoon(): Promise<number> {
  const endsAt = performance.now() + MOMENT_MS;
  for (;;) {
    const count = await countUnsent();
    if (count === 0 || performance.now() > endsAt || !navigator.onLine) return count;
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}
