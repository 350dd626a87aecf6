// Signing in by mail address and password.
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemSentence } from "../app/problemSentence.ts";
import { Button } from "../ui/Button.tsx";
import { EmailField } from "./EmailField.tsx";
import { EntryForm } from "./EntryForm.tsx";
import { emailFault, givenPasswordFault } from "./faults.ts";
import { PasswordField } from "./PasswordField.tsx";
import styles from "./PasswordForm.module.css";
import { signInByPassword } from "./signIn.ts";
import { useFaults } from "./useFaults.ts";

export interface PasswordFormProps {
  email: string;
  onEmail: (email: string) => void;
  onIn: () => Promise<void>;
  /** Only where mail can be sent. */
  onForgotten?: () => void;
}

export function PasswordForm({ email, onEmail, onIn, onForgotten }: PasswordFormProps) {
  const { t } = useTranslation();
  const [password, setPassword] = useState("");
  const faults = useFaults({ email: emailFault(email), password: givenPasswordFault(password) });
  const signIn = useMutation({
    mutationFn: async () => {
      await signInByPassword(email, password);
      await onIn();
    },
  });
  return (
    <EntryForm
      submit={t("entry.signIn")}
      isPending={signIn.isPending}
      problem={signIn.isError ? problemSentence(signIn.error, t) : null}
      faultyTries={faults.tries}
      onSubmit={() => faults.check(() => signIn.mutate())}
    >
      <EmailField
        value={email}
        onChange={onEmail}
        autoComplete="username webauthn"
        error={faults.of("email")}
      />
      <div className={styles.password}>
        <PasswordField
          label={t("entry.password")}
          use="current"
          value={password}
          onChange={setPassword}
          error={faults.of("password")}
        />
        {onForgotten === undefined ? null : (
          <span className={styles.forgotten}>
            <Button variant="quiet" size="small" onPress={onForgotten}>
              {t("entry.forgotten")}
            </Button>
          </span>
        )}
      </div>
    </EntryForm>
  );
}
