// One personal invitation: for whom, what has become of it, and how to change, renew or end it.
import {
  Ban,
  CheckCheck,
  CircleDot,
  Ellipsis,
  Link2,
  type LucideIcon,
  Mail,
  TimerOff,
  UserCheck,
} from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DEFAULT_INVITATION_DAYS, type Invitation } from "#shared/access/api.ts";
import { problemSentence } from "../app/problemSentence.ts";
import { useNow } from "../app/useNow.ts";
import { longDate } from "../i18n/times.ts";
import { useLanguage } from "../i18n/useLanguage.ts";
import { classes } from "../ui/classes.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { Menu, MenuItem, MenuLine } from "../ui/Menu.tsx";
import { toast } from "../ui/toast.ts";
import { ConfirmDialog } from "./ConfirmDialog.tsx";
import styles from "./InvitationLine.module.css";
import { invitationState, type InvitationState } from "./invitationState.ts";
import { INVITED_ROLES } from "./invitedRoles.ts";
import type { LinkOnceProps } from "./LinkOnce.tsx";
import { useChangeInvitation, useRenewInvitation, useRevokeInvitation } from "./linkQueries.ts";
import { RoleSelect } from "./RoleSelect.tsx";

const ICONS: Readonly<Record<InvitationState, LucideIcon>> = {
  open: CircleDot,
  used: UserCheck,
  usedUp: CheckCheck,
  expired: TimerOff,
  revoked: Ban,
};

export interface InvitationLineProps {
  mapId: string;
  invitation: Invitation;
  mayMail: boolean;
  onRenewed: (made: LinkOnceProps) => void;
}

export function InvitationLine({ mapId, invitation, mayMail, onRenewed }: InvitationLineProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const change = useChangeInvitation(mapId);
  const renew = useRenewInvitation(mapId);
  const revoke = useRevokeInvitation(mapId);
  const [isRevoking, setRevoking] = useState(false);
  const { id, name, email, role, revokedAt, expiresAt, uses, maxUses } = invitation;
  const state = invitationState(invitation, useNow());
  const Icon = ICONS[state];
  const onError = (error: unknown) => toast({ text: problemSentence(error, t), tone: "danger" });
  const renewIt = (send: boolean): void =>
    renew.mutate(
      { id, days: DEFAULT_INVITATION_DAYS, send, language },
      {
        onSuccess: (made) =>
          onRenewed({
            link: made.link,
            name,
            expiresAt: made.expiresAt,
            mail: send && email !== null ? { address: email, isSent: made.isSent } : null,
          }),
        onError,
      },
    );
  const when =
    revokedAt === null
      ? t("share.until", { date: longDate(expiresAt, language) })
      : t("share.since", { date: longDate(revokedAt, language) });
  const used =
    maxUses !== null
      ? t("share.usesOf", { uses, max: maxUses })
      : uses > 0
        ? t("share.usesCount", { count: uses })
        : "";
  const facts = [when, used, invitation.organisation, invitation.perspective, email ?? ""];
  return (
    <div className={styles.line}>
      <div className={styles.words}>
        <p className={styles.name}>
          <span className={styles.own}>{name}</span>
          <span className={classes(styles.state, styles[state])}>
            <Icon size={14} aria-hidden="true" />
            {t(`share.state-${state}`)}
          </span>
        </p>
        <p className={styles.facts}>{facts.filter((fact) => fact !== "").join(" · ")}</p>
      </div>
      <div className={styles.end}>
        {state === "revoked" ? null : (
          <RoleSelect
            look="line"
            label={t("share.roleOfInvitation", { name })}
            roles={INVITED_ROLES}
            value={role}
            isDisabled={change.isPending}
            onChange={(chosen) => change.mutate({ id, role: chosen }, { onError })}
          />
        )}
        <Menu
          label={t("share.actionsFor", { name })}
          trigger={<IconButton label={t("share.actionsFor", { name })} icon={<Ellipsis />} />}
        >
          <MenuItem
            id="renew"
            label={t("share.renew")}
            icon={<Link2 />}
            onAction={() => renewIt(false)}
          />
          {mayMail && email !== null ? (
            <MenuItem
              id="send"
              label={t("share.renewSend")}
              icon={<Mail />}
              onAction={() => renewIt(true)}
            />
          ) : null}
          {state === "revoked" ? null : (
            <>
              <MenuLine />
              <MenuItem
                id="revoke"
                label={t("share.revoke")}
                icon={<Ban />}
                isDanger
                onAction={() => setRevoking(true)}
              />
            </>
          )}
        </Menu>
      </div>
      <ConfirmDialog
        title={t("share.revokeTitle", { name })}
        text={t("share.revokeText")}
        action={t("share.revoke")}
        isOpen={isRevoking}
        onConfirm={() =>
          revoke.mutate(id, {
            onSuccess: () => toast({ text: t("share.revoked", { name }) }),
            onError,
          })
        }
        onClose={() => setRevoking(false)}
      />
    </div>
  );
}
