// Asks for a mail: a link that signs in, or one for a new password. Says the same for every address, known or not.
import { useMutation } from "@tanstack/react-query";
import { ArrowLeft, MailCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { problemSentence } from "../app/problemSentence.ts";
import { useLanguage } from "../i18n/useLanguage.ts";
import { Button } from "../ui/Button.tsx";
import { EmailField } from "./EmailField.tsx";
import { EntryForm } from "./EntryForm.tsx";
import { EntryHead, EntryNote } from "./EntryNote.tsx";
import { emailFault } from "./faults.ts";
import { askForMail } from "./signIn.ts";
import { useFaults } from "./useFaults.ts";

export interface AskForMailProps {
  what: "link" | "forgotten";
  email: string;
  onEmail: (email: string) => void;
  onBack: () => void;
}

export function AskForMail({ what, email, onEmail, onBack }: AskForMailProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const faults = useFaults({ email: emailFault(email) });
  const ask = useMutation({ mutationFn: () => askForMail(what, email, language) });
  const back = (
    <Button variant="quiet" icon={<ArrowLeft size={18} aria-hidden="true" />} onPress={onBack}>
      {t("entry.back")}
    </Button>
  );
  if (ask.isSuccess) {
    return (
      <EntryNote takesFocus icon={<MailCheck />} title={t("entry.mailSentTitle")} actions={back}>
        <p role="status">{t(`entry.mailSent-${what}`, { email: email.trim() })}</p>
      </EntryNote>
    );
  }
  return (
    <>
      <EntryHead takesFocus title={t(`entry.mailTitle-${what}`)}>
        <p>{t(`entry.mailText-${what}`)}</p>
      </EntryHead>
      <EntryForm
        submit={t("entry.mailSend")}
        isPending={ask.isPending}
        problem={ask.isError ? problemSentence(ask.error, t) : null}
        faultyTries={faults.tries}
        onSubmit={() => faults.check(() => ask.mutate())}
      >
        <EmailField value={email} onChange={onEmail} error={faults.of("email")} />
      </EntryForm>
      {back}
    </>
  );
}
