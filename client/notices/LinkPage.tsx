// The page behind a link in a mail about notices: what it does, the button that does it, and how it went. By a click alone:
// programs that look through mail open links too.
import { useMutation } from "@tanstack/react-query";
import { Link2Off } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { problemSentence } from "../app/problemSentence.ts";
import { EntryForm } from "../people/EntryForm.tsx";
import { EntryFrame } from "../people/EntryFrame.tsx";
import { EntryHead, EntryNote } from "../people/EntryNote.tsx";
import { forgetSecret, useLinkSecret, type SecretName } from "../people/linkSecret.ts";
import { isSpent } from "../people/SignInByLink.tsx";

export interface LinkPageProps {
  secret: SecretName;
  icon: ReactNode;
  title: string;
  text: string;
  submit: string;
  onUse: (token: string) => Promise<void>;
  doneIcon: ReactNode;
  doneTitle: string;
  doneText: string;
}

export function LinkPage({ secret, icon, title, text, submit, onUse, ...done }: LinkPageProps) {
  const { t } = useTranslation();
  const token = useLinkSecret(secret);
  const using = useMutation({
    mutationFn: async () => {
      await onUse(token ?? "");
      forgetSecret(secret);
    },
    onError: (error) => {
      if (isSpent(error)) forgetSecret(secret);
    },
  });
  if (using.isSuccess) {
    return (
      <EntryFrame title={done.doneTitle}>
        <EntryNote takesFocus icon={done.doneIcon} title={done.doneTitle}>
          <p>{done.doneText}</p>
        </EntryNote>
      </EntryFrame>
    );
  }
  if (token === null || (using.isError && isSpent(using.error))) {
    return (
      <EntryFrame title={t("entry.linkSpentTitle")}>
        <EntryNote
          takesFocus={token !== null}
          icon={<Link2Off />}
          title={t("entry.linkSpentTitle")}
        >
          <p>{token === null ? t("entry.linkMissing") : problemSentence(using.error, t)}</p>
        </EntryNote>
      </EntryFrame>
    );
  }
  return (
    <EntryFrame title={title}>
      <EntryHead icon={icon} title={title}>
        <p>{text}</p>
      </EntryHead>
      <EntryForm
        submit={submit}
        isPending={using.isPending}
        problem={using.isError ? problemSentence(using.error, t) : null}
        onSubmit={() => using.mutate()}
      />
    </EntryFrame>
  );
}
