// Signing in without a password: the organisation's own sign-in, a passkey, a link by mail. Nothing where there is none.
import { useMutation } from "@tanstack/react-query";
import { Building2, Fingerprint, Mail, TriangleAlert } from "lucide-react";
import { useEffect, useEffectEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import { problemSentence } from "../app/problemSentence.ts";
import { Button } from "../ui/Button.tsx";
import styles from "./Entry.module.css";
import { canSuggestPasskeys, canUsePasskeys, signInByPasskey } from "./passkeys.ts";
import { goToOidc } from "./signIn.ts";

export interface OtherWaysProps {
  /** Its name, where there is one. */
  oidc: string | null;
  next: string;
  onIn: () => Promise<void>;
  onLink?: () => void;
}

export function OtherWays({ oidc, next, onIn, onLink }: OtherWaysProps) {
  const { t } = useTranslation();
  const suggesting = useSuggestedPasskey(onIn);
  const byPasskey = useMutation({
    mutationFn: async () => {
      suggesting.current?.abort();
      if (await signInByPasskey(new AbortController().signal)) await onIn();
    },
  });
  const byOidc = useMutation({ mutationFn: () => goToOidc("/api/sign-in/oidc", next) });
  const hasPasskeys = canUsePasskeys();
  if (oidc === null && !hasPasskeys && onLink === undefined) return null;
  const error = byPasskey.error ?? byOidc.error;
  return (
    <div className={styles.stack}>
      <p className={styles.or}>{t("entry.or")}</p>
      {error === null ? null : (
        <div className={styles.problem} role="alert">
          <TriangleAlert aria-hidden="true" />
          <p>{problemSentence(error, t)}</p>
        </div>
      )}
      {oidc === null ? null : (
        <Button
          icon={<Building2 size={18} aria-hidden="true" />}
          isPending={byOidc.isPending}
          onPress={() => byOidc.mutate()}
        >
          {t("entry.oidc", { name: oidc })}
        </Button>
      )}
      {hasPasskeys ? (
        <Button
          icon={<Fingerprint size={18} aria-hidden="true" />}
          isPending={byPasskey.isPending}
          onPress={() => byPasskey.mutate()}
        >
          {t("entry.passkey")}
        </Button>
      ) : null}
      {onLink === undefined ? null : (
        <Button icon={<Mail size={18} aria-hidden="true" />} onPress={onLink}>
          {t("entry.mailLink")}
        </Button>
      )}
    </div>
  );
}

/** Passkeys among the suggestions of the address field. Called off when another way is taken, or the page is left. */
function useSuggestedPasskey(onIn: () => Promise<void>) {
  const running = useRef<AbortController | null>(null);
  const suggest = useEffectEvent(async (signal: AbortSignal) => {
    try {
      if (!(await canSuggestPasskeys()) || signal.aborted) return;
      if (await signInByPasskey(signal, "conditional")) await onIn();
    } catch {
      // Nobody asked for it: the button beside it says what is wrong when somebody does.
    }
  });
  useEffect(() => {
    const controller = new AbortController();
    running.current = controller;
    void suggest(controller.signal);
    return () => controller.abort();
  }, []);
  return running;
}
