// The personal invitations of a map: all there are, and the way to one more.
import { MailPlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { MapAccess } from "#shared/access/api.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { InvitationLine } from "./InvitationLine.tsx";
import styles from "./ShareDialog.module.css";
import type { LinkOnceProps } from "./LinkOnce.tsx";

export interface InvitationsProps {
  mapId: string;
  invitations: MapAccess["invitations"];
  mayMail: boolean;
  onInvite: () => void;
  onMade: (made: LinkOnceProps) => void;
}

export function Invitations({ mapId, invitations, mayMail, onInvite, onMade }: InvitationsProps) {
  const { t } = useTranslation();
  const invite = (
    <Button variant="primary" icon={<MailPlus size={18} />} onPress={onInvite}>
      {t("share.invite")}
    </Button>
  );
  if (invitations.length === 0) {
    return (
      <EmptyState icon={<MailPlus />} title={t("share.noInvitations")} actions={invite}>
        <p>{t("share.inviteLead")}</p>
      </EmptyState>
    );
  }
  return (
    <div className={styles.part}>
      <div className={styles.lead}>
        <p className={styles.soft}>{t("share.inviteLead")}</p>
        {invite}
      </div>
      <ul className={styles.list}>
        {invitations
          .toSorted((a, b) => b.createdAt - a.createdAt)
          .map((invitation) => (
            <li key={invitation.id}>
              <InvitationLine
                mapId={mapId}
                invitation={invitation}
                mayMail={mayMail}
                onRenewed={onMade}
              />
            </li>
          ))}
      </ul>
    </div>
  );
}
