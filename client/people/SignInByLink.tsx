// The link from a mail. Used up by a click only: programs that look through mail open links too.
import { useMutation } from "@tanstack/react-query";
import { Link2Off, MailCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ServerProblem } from "../app/askServer.ts";
import { problemSentence } from "../app/problemSentence.ts";
import { Button } from "../ui/Button.tsx";
import { EntryForm } from "./EntryForm.tsx";
import { EntryHead, EntryNote } from "./EntryNote.tsx";
import { forgetSecret } from "./linkSecret.ts";
import { SIGN_IN_PATH } from "./nextPath.ts";
import { signInByLink } from "./signIn.ts";

export function SignInByLink({ token, onIn }: { token: string; onIn: () => Promise<void> }) {
  const { t } = useTranslation();
  const use = useMutation({
    mutationFn: async () => {
      await signInByLink(token);
      forgetSecret("signIn");
      await onIn();
    },
    onError: (error) => {
      if (isSpent(error)) forgetSecret("signIn");
    },
  });
  if (use.isError && isSpent(use.error)) {
    return (
      <EntryNote
        takesFocus
        icon={<Link2Off />}
        title={t("entry.linkSpentTitle")}
        actions={
          // A page of its own: this one still has the spent link in hand.
          <Button variant="primary" onPress={() => location.assign(SIGN_IN_PATH)}>
            {t("entry.toSignIn")}
          </Button>
        }
      >
        <p>{problemSentence(use.error, t)}</p>
      </EntryNote>
    );
  }
  return (
    <>
      <EntryHead icon={<MailCheck />} title={t("entry.signInLinkTitle")}>
        <p>{t("entry.signInLinkText")}</p>
      </EntryHead>
      <EntryForm
        submit={t("entry.signInNow")}
        isPending={use.isPending}
        problem={use.isError ? problemSentence(use.error, t) : null}
        onSubmit={() => use.mutate()}
      />
    </>
  );
}

export function isSpent(error: unknown): boolean {
  return (
    error instanceof ServerProblem &&
    ["no-such-link", "link-used", "link-expired", "link-revoked", "invalid-request"].includes(
      error.code,
    )
  );
}
