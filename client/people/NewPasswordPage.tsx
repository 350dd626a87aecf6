// A forgotten password is replaced: the link from the mail, a new password, and one is signed in.
import { useMutation } from "@tanstack/react-query";
import { KeyRound, Link2Off } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { MIN_PASSWORD_CHARS } from "#shared/people/signInApi.ts";
import { problemSentence } from "../app/problemSentence.ts";
import { Button } from "../ui/Button.tsx";
import { EntryForm } from "./EntryForm.tsx";
import { EntryFrame } from "./EntryFrame.tsx";
import { EntryHead, EntryNote } from "./EntryNote.tsx";
import { newPasswordFault } from "./faults.ts";
import { forgetSecret, useLinkSecret } from "./linkSecret.ts";
import { SIGN_IN_PATH } from "./nextPath.ts";
import { PasswordField } from "./PasswordField.tsx";
import { enter, resetPassword } from "./signIn.ts";
import { isSpent } from "./SignInByLink.tsx";
import { useFaults } from "./useFaults.ts";

export function NewPasswordPage() {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const token = useLinkSecret("password");
  const [password, setPassword] = useState("");
  const faults = useFaults({ password: newPasswordFault(password) });
  const set = useMutation({
    mutationFn: async () => {
      await resetPassword(token ?? "", password);
      forgetSecret("password");
      await enter();
      navigate("/", { replace: true });
    },
    onError: (error) => {
      if (isSpent(error)) forgetSecret("password");
    },
  });
  const isOver = token === null || (set.isError && isSpent(set.error));
  return (
    <EntryFrame title={t("entry.newPasswordTitle")}>
      {isOver ? (
        <EntryNote
          takesFocus={token !== null}
          icon={<Link2Off />}
          title={t("entry.linkSpentTitle")}
          actions={
            <Button variant="primary" onPress={() => navigate(SIGN_IN_PATH)}>
              {t("entry.toSignIn")}
            </Button>
          }
        >
          <p>{token === null ? t("entry.linkMissing") : problemSentence(set.error, t)}</p>
        </EntryNote>
      ) : (
        <>
          <EntryHead icon={<KeyRound />} title={t("entry.newPasswordTitle")}>
            <p>{t("entry.newPasswordText")}</p>
          </EntryHead>
          <EntryForm
            submit={t("entry.newPasswordSet")}
            isPending={set.isPending}
            problem={set.isError ? problemSentence(set.error, t) : null}
            faultyTries={faults.tries}
            onSubmit={() => faults.check(() => set.mutate())}
          >
            <PasswordField
              label={t("entry.newPassword")}
              use="new"
              value={password}
              onChange={setPassword}
              description={t("entry.passwordHint", { count: MIN_PASSWORD_CHARS })}
              error={faults.of("password")}
            />
          </EntryForm>
        </>
      )}
    </EntryFrame>
  );
}
