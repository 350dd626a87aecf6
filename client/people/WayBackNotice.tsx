// Tells somebody who could not sign in again to set up a way, as long as they are still in. Nothing for everybody else.
import { KeyRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { Notice } from "../ui/Notice.tsx";
import { useSignedIn, useWays } from "./session.ts";
import { hasWayBack } from "./wayBack.ts";

/** `isProfile`: on the page that it would lead to. */
export function WayBackNotice({ isProfile = false }: { isProfile?: boolean }) {
  const { t } = useTranslation();
  const signedIn = useSignedIn();
  const here = useWays();
  // What the device remembers of somebody does not say how they sign in.
  if (signedIn.is !== "in" || !signedIn.isSure) return null;
  if (hasWayBack(signedIn.me, here?.ways ?? null)) return null;
  return (
    <Notice icon={<KeyRound />}>
      {t("people.noWayBack")}{" "}
      {isProfile ? null : <Link href="/profil">{t("people.noWayBackSetUp")}</Link>}
    </Notice>
  );
}
