// Turns the open link on, or makes a new one: what it allows, for how long, with which password.
import { ArrowLeft, Link2, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";
import {
  DEFAULT_INVITATION_DAYS,
  MAX_LINK_PASSWORD_CHARS,
  MIN_LINK_PASSWORD_CHARS,
} from "#shared/access/api.ts";
import { problemSentence } from "../app/problemSentence.ts";
import { Button } from "../ui/Button.tsx";
import { Select } from "../ui/Select.tsx";
import { TextField } from "../ui/TextField.tsx";
import { Toggle } from "../ui/Toggle.tsx";
import { expiryOptions } from "./expiry.ts";
import styles from "./InviteForm.module.css";
import { INVITED_ROLES } from "./invitedRoles.ts";
import type { LinkOnceProps } from "./LinkOnce.tsx";
import { type InvitedRole, useOpenLink } from "./linkQueries.ts";
import { RoleSelect } from "./RoleSelect.tsx";

export interface OpenLinkFormProps {
  mapId: string;
  /** There is a link already, which this one replaces. */
  isRenewing: boolean;
  onMade: (made: LinkOnceProps) => void;
  onBack: () => void;
}

export function OpenLinkForm({ mapId, isRenewing, onMade, onBack }: OpenLinkFormProps) {
  const { t } = useTranslation();
  const make = useOpenLink(mapId);
  const [role, setRole] = useState<InvitedRole>("viewer");
  const [days, setDays] = useState(String(DEFAULT_INVITATION_DAYS));
  const [hasPassword, setHasPassword] = useState(false);
  const [password, setPassword] = useState("");
  const isTooShort = hasPassword && password.length < MIN_LINK_PASSWORD_CHARS;
  const submit = (): void => {
    if (isTooShort || make.isPending) return;
    make.mutate(
      { role, days: Number(days), password: hasPassword ? password : null },
      {
        onSuccess: ({ link, expiresAt }) => onMade({ link, expiresAt, name: null, mail: null }),
      },
    );
  };
  return (
    <Form
      className={styles.form ?? ""}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className={styles.pair}>
        <RoleSelect label={t("share.role")} roles={INVITED_ROLES} value={role} onChange={setRole} />
        <Select
          label={t("share.expiry")}
          options={expiryOptions(t)}
          value={days}
          onChange={setDays}
        />
      </div>
      <div className={styles.mail}>
        <Toggle isSelected={hasPassword} onChange={setHasPassword}>
          {t("share.password")}
        </Toggle>
        {hasPassword ? (
          <TextField
            label={t("share.passwordField")}
            description={t("share.passwordText")}
            value={password}
            onChange={setPassword}
            maxLength={MAX_LINK_PASSWORD_CHARS}
            autoComplete="off"
            isRequired
          />
        ) : null}
      </div>
      {role === "editor" || !hasPassword ? (
        <p className={role === "editor" ? styles.warning : styles.lead}>
          {role === "editor" ? <TriangleAlert size={18} aria-hidden="true" /> : null}
          <span>
            {role === "editor" ? t("share.warnEdit") : null}{" "}
            {hasPassword ? null : t("share.warnNoPassword")}
          </span>
        </p>
      ) : null}
      {make.isError ? (
        <p className={styles.error} role="alert">
          {problemSentence(make.error, t)}
        </p>
      ) : null}
      <div className={styles.actions}>
        {isRenewing ? (
          <Button variant="quiet" icon={<ArrowLeft size={18} />} onPress={onBack}>
            {t("share.back")}
          </Button>
        ) : null}
        <Button
          type="submit"
          variant="primary"
          icon={<Link2 size={18} />}
          isDisabled={isTooShort}
          isPending={make.isPending}
        >
          {t(isRenewing ? "share.openRenew" : "share.openMake")}
        </Button>
      </div>
    </Form>
  );
}
