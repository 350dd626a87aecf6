// The password: set for the first time, or replaced by one who knows it. The other devices are signed out by it.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Me } from "#shared/people/api.ts";
import { MIN_PASSWORD_CHARS } from "#shared/people/signInApi.ts";
import { problemSentence } from "../app/problemSentence.ts";
import { Button } from "../ui/Button.tsx";
import { toast } from "../ui/toast.ts";
import { EntryForm } from "./EntryForm.tsx";
import { givenPasswordFault, newPasswordFault } from "./faults.ts";
import { setPassword, useOwnChange } from "./ownAccount.ts";
import { PasswordField } from "./PasswordField.tsx";
import styles from "./Profile.module.css";
import { ProfileSection } from "./ProfileSection.tsx";
import { useFaults } from "./useFaults.ts";

export function PasswordSection({ me }: { me: Me }) {
  const { t } = useTranslation();
  const [isChanging, setChanging] = useState(false);
  return (
    <ProfileSection title={t("entry.password")} text={t("profile.passwordText")}>
      {isChanging ? (
        <ChangePassword me={me} onDone={() => setChanging(false)} />
      ) : (
        <div className={styles.now}>
          <span className={styles.soft}>
            {t(me.hasPassword ? "profile.passwordSet" : "profile.passwordNone")}
          </span>
          <Button onPress={() => setChanging(true)}>
            {t(me.hasPassword ? "profile.passwordChange" : "profile.passwordAdd")}
          </Button>
        </div>
      )}
    </ProfileSection>
  );
}

function ChangePassword({ me, onDone }: { me: Me; onDone: () => void }) {
  const { t } = useTranslation();
  const [current, setCurrent] = useState("");
  const [wanted, setWanted] = useState("");
  const faults = useFaults({
    current: me.hasPassword ? givenPasswordFault(current) : null,
    wanted: newPasswordFault(wanted),
  });
  const change = useOwnChange(() => setPassword(me.hasPassword ? current : null, wanted));
  const save = (): void =>
    change.mutate(undefined, {
      onSuccess: () => {
        toast({ text: t("profile.passwordSaved") });
        onDone();
      },
    });
  return (
    <>
      <EntryForm
        submit={t("entry.newPasswordSet")}
        isPending={change.isPending}
        problem={change.isError ? problemSentence(change.error, t) : null}
        faultyTries={faults.tries}
        onSubmit={() => faults.check(save)}
      >
        {me.hasPassword ? (
          <PasswordField
            label={t("profile.passwordNow")}
            use="current"
            value={current}
            onChange={setCurrent}
            error={faults.of("current")}
          />
        ) : null}
        <PasswordField
          label={t("entry.newPassword")}
          use="new"
          value={wanted}
          onChange={setWanted}
          description={t("entry.passwordHint", { count: MIN_PASSWORD_CHARS })}
          error={faults.of("wanted")}
        />
      </EntryForm>
      <Button variant="quiet" onPress={onDone}>
        {t("ui.cancel")}
      </Button>
    </>
  );
}
