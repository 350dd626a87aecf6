// Erasing the own account: what goes, what stays, and no way to do it by accident.
import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { Me } from "#shared/people/api.ts";
import { ServerProblem } from "../app/askServer.ts";
import { problemSentence } from "../app/problemSentence.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { TextField } from "../ui/TextField.tsx";
import { SIGN_IN_PATH } from "./nextPath.ts";
import { MapsInTheWay, mapsNamedIn } from "./MapsInTheWay.tsx";
import { eraseMe } from "./ownAccount.ts";
import { PasswordField } from "./PasswordField.tsx";
import styles from "./PrivacyConsent.module.css";
import { leaveDevice } from "./useSignOut.ts";

export interface EraseDialogProps {
  me: Me;
  isOpen: boolean;
  onClose: () => void;
}

export function EraseDialog({ me, isOpen, onClose }: EraseDialogProps) {
  const { t } = useTranslation();
  const form = useId();
  const [typed, setTyped] = useState("");
  const [password, setPassword] = useState("");
  const erase = useMutation({
    mutationFn: async () => {
      await eraseMe(me.hasPassword ? password : null);
      await leaveDevice();
      location.replace(SIGN_IN_PATH);
    },
  });
  const close = (): void => {
    setTyped("");
    setPassword("");
    erase.reset();
    onClose();
  };
  const isMeant = typed.trim() === me.name && (!me.hasPassword || password !== "");
  const isWrongPassword =
    erase.error instanceof ServerProblem && erase.error.code === "wrong-password";
  const maps = mapsNamedIn(erase.error);
  const problem = erase.isError ? problemSentence(erase.error, t) : undefined;
  return (
    <Dialog
      title={t(me.kind === "guest" ? "profile.eraseGuestTitle" : "profile.eraseTitle")}
      role="alertdialog"
      isOpen={isOpen}
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{t("ui.cancel")}</Button>
          <Button
            variant="danger"
            type="submit"
            form={form}
            isDisabled={!isMeant}
            isPending={erase.isPending}
          >
            {t("profile.eraseNow")}
          </Button>
        </>
      }
    >
      <p>{t("profile.eraseText")}</p>
      <ul className={styles.points}>
        <li>{t("profile.eraseGoes")}</li>
        <li>{t("profile.eraseStays")}</li>
        <li>{t("profile.eraseMaps")}</li>
      </ul>
      {maps.length === 0 ? null : (
        <MapsInTheWay lead={t("profile.mapsInTheWay", { count: maps.length })} maps={maps} areOwn />
      )}
      <Form
        id={form}
        validationBehavior="aria"
        className={styles.form ?? ""}
        onSubmit={(event) => {
          event.preventDefault();
          if (isMeant && !erase.isPending) erase.mutate();
        }}
      >
        <TextField
          label={t("profile.eraseConfirm", { name: me.name })}
          value={typed}
          onChange={setTyped}
          autoComplete="off"
          error={isWrongPassword || maps.length > 0 ? undefined : problem}
        />
        {me.hasPassword ? (
          <PasswordField
            label={t("profile.passwordNow")}
            use="current"
            value={password}
            onChange={setPassword}
            error={isWrongPassword ? problem : undefined}
          />
        ) : null}
      </Form>
    </Dialog>
  );
}
