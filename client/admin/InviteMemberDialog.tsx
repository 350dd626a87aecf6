// Invites somebody to have an account here, or a guest to become a member; shows the link once.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { MAX_PERSON_NAME_CHARS } from "#shared/maps/api.ts";
import { problemSentence } from "../app/problemSentence.ts";
import { useWays } from "../people/session.ts";
import { LinkOnce, type LinkOnceProps } from "../share/LinkOnce.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { FormDialog } from "../ui/FormDialog.tsx";
import { TextField } from "../ui/TextField.tsx";
import { Toggle } from "../ui/Toggle.tsx";
import styles from "./AdminPage.module.css";
import { useInviteMember } from "./adminQueries.ts";

export interface InviteMemberDialogProps {
  /** Who becomes a member and stays the same person; null: somebody new. */
  guest: { id: string; name: string } | null;
  isOpen: boolean;
  onClose: () => void;
}

export function InviteMemberDialog({ guest, isOpen, onClose }: InviteMemberDialogProps) {
  const { t } = useTranslation();
  const mayMail = useWays()?.ways.mail ?? false;
  const invite = useInviteMember();
  const [name, setName] = useState(guest?.name ?? "");
  const [email, setEmail] = useState("");
  const [wantsMail, setWantsMail] = useState(false);
  const [made, setMade] = useState<LinkOnceProps | null>(null);
  const send = mayMail && wantsMail;
  const isIncomplete = name.trim() === "" || (send && email.trim() === "");
  const close = (): void => {
    setName(guest?.name ?? "");
    setEmail("");
    setWantsMail(false);
    setMade(null);
    invite.reset();
    onClose();
  };
  const submit = (): void => {
    const address = email.trim() === "" ? null : email.trim();
    invite.mutate(
      { name: name.trim(), email: address, guestId: guest?.id ?? null, send },
      {
        onSuccess: ({ link, isSent }) =>
          setMade({
            link,
            name: name.trim(),
            expiresAt: null,
            mail: send && address !== null ? { address, isSent } : null,
          }),
      },
    );
  };
  if (made !== null) {
    return (
      <Dialog
        size="large"
        title={t("share.linkFor", { name: made.name })}
        isOpen={isOpen}
        onClose={close}
        actions={<Button onPress={close}>{t("share.done")}</Button>}
      >
        <LinkOnce {...made} />
      </Dialog>
    );
  }
  return (
    <FormDialog
      title={guest === null ? t("admin.invite") : t("admin.makeMember", { name: guest.name })}
      isOpen={isOpen}
      onClose={close}
      submit={t(send ? "share.makeAndSend" : "share.makeLink")}
      onSubmit={submit}
      isIncomplete={isIncomplete}
      isPending={invite.isPending}
    >
      <p className={styles.soft}>
        {guest === null ? t("admin.inviteText") : t("admin.inviteGuestText", { name: guest.name })}
      </p>
      <TextField
        label={t("share.personName")}
        description={t("admin.nameText")}
        value={name}
        onChange={setName}
        maxLength={MAX_PERSON_NAME_CHARS}
        isRequired
        isFocusedFirst
      />
      {mayMail ? (
        <>
          <Toggle isSelected={wantsMail} onChange={setWantsMail}>
            {t("share.send")}
          </Toggle>
          {wantsMail ? (
            <TextField
              label={t("share.email")}
              type="email"
              value={email}
              onChange={setEmail}
              isRequired
            />
          ) : null}
        </>
      ) : null}
      {invite.isError ? (
        <p className={styles.error} role="alert">
          {problemSentence(invite.error, t)}
        </p>
      ) : null}
    </FormDialog>
  );
}
