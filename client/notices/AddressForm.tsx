// A guest gives an address for notices; it counts once the link that is sent there was opened.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemSentence } from "../app/problemSentence.ts";
import { EmailField } from "../people/EmailField.tsx";
import { EntryForm } from "../people/EntryForm.tsx";
import { emailFault } from "../people/faults.ts";
import { useFaults } from "../people/useFaults.ts";
import { Button } from "../ui/Button.tsx";
import { toast } from "../ui/toast.ts";
import { useSetAddress } from "./noticeQueries.ts";

export interface AddressFormProps {
  /** Sent, or given up; without it there is no way out of the form, because there is nothing else yet. */
  onDone?: () => void;
}

export function AddressForm({ onDone }: AddressFormProps) {
  const { t } = useTranslation();
  const [email, setEmail] = useState("");
  const set = useSetAddress();
  const faults = useFaults({ email: emailFault(email) });
  const send = (): void =>
    set.mutate(email.trim(), {
      onSuccess: () => {
        toast({ text: t("notices.letterSent") });
        onDone?.();
      },
    });
  return (
    <>
      <EntryForm
        submit={t("notices.sendLetter")}
        isPending={set.isPending}
        problem={set.isError ? problemSentence(set.error, t) : null}
        faultyTries={faults.tries}
        onSubmit={() => faults.check(send)}
      >
        <EmailField
          label={t("notices.address")}
          value={email}
          onChange={setEmail}
          description={t("notices.addressWhy")}
          error={faults.of("email")}
        />
      </EntryForm>
      {onDone === undefined ? null : (
        <Button variant="quiet" onPress={onDone}>
          {t("ui.cancel")}
        </Button>
      )}
    </>
  );
}
