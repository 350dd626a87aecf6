// A personal invitation for somebody without an account: who, with which role, for how long.
import { ArrowLeft, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";
import {
  DEFAULT_INVITATION_DAYS,
  type Invite,
  MAX_ABOUT_INVITED_CHARS,
} from "#shared/access/api.ts";
import { MAX_PERSON_NAME_CHARS } from "#shared/maps/api.ts";
import { problemSentence } from "../app/problemSentence.ts";
import { useLanguage } from "../i18n/useLanguage.ts";
import { Button } from "../ui/Button.tsx";
import { Select } from "../ui/Select.tsx";
import { TextField } from "../ui/TextField.tsx";
import { Toggle } from "../ui/Toggle.tsx";
import { expiryOptions } from "./expiry.ts";
import { INVITED_ROLES } from "./invitedRoles.ts";
import styles from "./InviteForm.module.css";
import { type InvitedRole, useInvite } from "./linkQueries.ts";
import { RoleSelect } from "./RoleSelect.tsx";
import { Suggested } from "./Suggested.tsx";
import type { LinkOnceProps } from "./LinkOnce.tsx";

const TIMES = [1, 2, 5, 10, 50] as const;
const ANY = "any";

export interface InviteFormProps {
  mapId: string;
  mayMail: boolean;
  onMade: (made: LinkOnceProps) => void;
  onBack: () => void;
}

export function InviteForm({ mapId, mayMail, onMade, onBack }: InviteFormProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const invite = useInvite(mapId);
  const [name, setName] = useState("");
  const [organisation, setOrganisation] = useState("");
  const [perspective, setPerspective] = useState("");
  const [role, setRole] = useState<InvitedRole>("viewer");
  const [days, setDays] = useState(String(DEFAULT_INVITATION_DAYS));
  const [uses, setUses] = useState(ANY);
  const [email, setEmail] = useState("");
  const [send, setSend] = useState(false);
  const isAddressMissing = send && email.trim() === "";
  const submit = (): void => {
    if (name.trim() === "" || isAddressMissing || invite.isPending) return;
    const invitation: Invite = {
      name: name.trim(),
      organisation: organisation.trim(),
      perspective: perspective.trim(),
      role,
      days: Number(days),
      maxUses: uses === ANY ? null : Number(uses),
      email: email.trim() === "" ? null : email.trim(),
      send,
      language,
    };
    invite.mutate(invitation, {
      onSuccess: ({ link, expiresAt, isSent }) =>
        onMade({
          link,
          name: name.trim(),
          expiresAt,
          mail: send ? { address: email.trim(), isSent } : null,
        }),
    });
  };
  return (
    <Form
      className={styles.form ?? ""}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className={styles.head}>
        <h3 className={styles.title}>{t("share.inviteTitle")}</h3>
        <p className={styles.lead}>{t("share.inviteLead")}</p>
      </div>
      <TextField
        label={t("share.personName")}
        description={t("share.personNameText")}
        value={name}
        onChange={setName}
        maxLength={MAX_PERSON_NAME_CHARS}
        isRequired
        isFocusedFirst
      />
      <div className={styles.pair}>
        <TextField
          label={t("share.optional", { label: t("share.organisation") })}
          placeholder={t("share.organisationExample")}
          value={organisation}
          onChange={setOrganisation}
          maxLength={MAX_ABOUT_INVITED_CHARS}
        />
        <Suggested
          label={t("share.optional", { label: t("share.perspective") })}
          placeholder={t("share.perspectiveExample")}
          suggestions={[
            t("perspective.administration"),
            t("perspective.politics"),
            t("perspective.science"),
            t("perspective.futures-research"),
            t("share.perspective-economy"),
            t("share.perspective-civil"),
            t("share.perspective-citizens"),
            t("share.perspective-youth"),
            t("share.perspective-media"),
          ]}
          value={perspective}
          onChange={setPerspective}
          maxLength={MAX_ABOUT_INVITED_CHARS}
        />
      </div>
      <RoleSelect label={t("share.role")} roles={INVITED_ROLES} value={role} onChange={setRole} />
      {role === "editor" ? (
        <p className={styles.warning}>
          <TriangleAlert size={18} aria-hidden="true" />
          {t("share.editWarning")}
        </p>
      ) : null}
      <div className={styles.pair}>
        <Select
          label={t("share.expiry")}
          options={expiryOptions(t)}
          value={days}
          onChange={setDays}
        />
        <Select
          label={t("share.maxUses")}
          options={[
            { id: ANY, label: t("share.usesAny") },
            ...TIMES.map((count) => ({
              id: String(count),
              label: t("share.usesTimes", { count }),
            })),
          ]}
          value={uses}
          onChange={setUses}
        />
      </div>
      {mayMail ? (
        <div className={styles.mail}>
          <Toggle isSelected={send} onChange={setSend}>
            {t("share.send")}
          </Toggle>
          {send ? (
            <TextField
              label={t("share.email")}
              description={t("share.emailText")}
              type="email"
              value={email}
              onChange={setEmail}
              isRequired
            />
          ) : null}
        </div>
      ) : null}
      {invite.isError ? (
        <p className={styles.error} role="alert">
          {problemSentence(invite.error, t)}
        </p>
      ) : null}
      <div className={styles.actions}>
        <Button variant="quiet" icon={<ArrowLeft size={18} />} onPress={onBack}>
          {t("share.back")}
        </Button>
        <Button
          type="submit"
          variant="primary"
          isDisabled={name.trim() === "" || isAddressMissing}
          isPending={invite.isPending}
        >
          {t(send ? "share.makeAndSend" : "share.makeLink")}
        </Button>
      </div>
    </Form>
  );
}
