// The mail address one signs in with; changing it takes the password, for those who have one.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Me } from "#shared/people/api.ts";
import { problemSentence } from "../app/problemSentence.ts";
import { Button } from "../ui/Button.tsx";
import { toast } from "../ui/toast.ts";
import { EmailField } from "./EmailField.tsx";
import { EntryForm } from "./EntryForm.tsx";
import { emailFault, givenPasswordFault } from "./faults.ts";
import { setEmail, useOwnChange } from "./ownAccount.ts";
import { PasswordField } from "./PasswordField.tsx";
import styles from "./Profile.module.css";
import { ProfileSection } from "./ProfileSection.tsx";
import { useFaults } from "./useFaults.ts";

export function EmailSection({ me }: { me: Me }) {
  const { t } = useTranslation();
  const [isChanging, setChanging] = useState(false);
  return (
    <ProfileSection title={t("profile.emailTitle")} text={t("profile.emailText")}>
      {isChanging ? (
        <ChangeEmail me={me} onDone={() => setChanging(false)} />
      ) : (
        <div className={styles.now}>
          <span className={me.email === null ? styles.soft : styles.value}>
            {me.email ?? t("profile.emailNone")}
          </span>
          <Button onPress={() => setChanging(true)}>
            {t(me.email === null ? "profile.emailAdd" : "profile.emailChange")}
          </Button>
        </div>
      )}
    </ProfileSection>
  );
}

function ChangeEmail({ me, onDone }: { me: Me; onDone: () => void }) {
  const { t } = useTranslation();
  const [email, setNewEmail] = useState(me.email ?? "");
  const [password, setPassword] = useState("");
  const faults = useFaults({
    email: emailFault(email),
    password: me.hasPassword ? givenPasswordFault(password) : null,
  });
  const change = useOwnChange(() => setEmail(email, me.hasPassword ? password : null));
  const save = (): void =>
    change.mutate(undefined, {
      onSuccess: () => {
        toast({ text: t("profile.saved") });
        onDone();
      },
    });
  return (
    <>
      <EntryForm
        submit={t("ui.save")}
        isPending={change.isPending}
        problem={change.isError ? problemSentence(change.error, t) : null}
        faultyTries={faults.tries}
        onSubmit={() => faults.check(save)}
      >
        <EmailField
          label={t("profile.emailNew")}
          value={email}
          onChange={setNewEmail}
          autoComplete="email"
          error={faults.of("email")}
        />
        {me.hasPassword ? (
          <PasswordField
            label={t("profile.passwordNow")}
            use="current"
            value={password}
            onChange={setPassword}
            description={t("profile.passwordNowWhy")}
            error={faults.of("password")}
          />
        ) : null}
      </EntryForm>
      <Button variant="quiet" onPress={onDone}>
        {t("ui.cancel")}
      </Button>
    </>
  );
}
