// The one open link of a map: off unless somebody turns it on, and what it means while it is on.
import { Link2, Link2Off, RefreshCw, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MapAccess } from "#shared/access/api.ts";
import { problemSentence } from "../app/problemSentence.ts";
import { useNow } from "../app/useNow.ts";
import { longDate } from "../i18n/times.ts";
import { useLanguage } from "../i18n/useLanguage.ts";
import { Button } from "../ui/Button.tsx";
import { toast } from "../ui/toast.ts";
import { ConfirmDialog } from "./ConfirmDialog.tsx";
import form from "./InviteForm.module.css";
import type { LinkOnceProps } from "./LinkOnce.tsx";
import { useRevokeOpenLink } from "./linkQueries.ts";
import styles from "./OpenLink.module.css";
import { OpenLinkForm } from "./OpenLinkForm.tsx";

export interface OpenLinkProps {
  mapId: string;
  openLink: MapAccess["openLink"];
  onMade: (made: LinkOnceProps) => void;
}

export function OpenLink({ mapId, openLink, onMade }: OpenLinkProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const revoke = useRevokeOpenLink(mapId);
  const [isRevoking, setRevoking] = useState(false);
  const [isRenewing, setRenewing] = useState(false);
  const now = useNow();
  if (openLink === null || isRenewing) {
    return (
      <div className={styles.part}>
        <div className={styles.words}>
          <h3 className={styles.title}>
            {t(openLink === null ? "share.openOff" : "share.openRenew")}
          </h3>
          <p className={styles.soft}>
            {t(openLink === null ? "share.openOffText" : "share.openRenewText")}
          </p>
        </div>
        <OpenLinkForm
          mapId={mapId}
          isRenewing={openLink !== null}
          onMade={(made) => {
            setRenewing(false);
            onMade(made);
          }}
          onBack={() => setRenewing(false)}
        />
      </div>
    );
  }
  const isOver = openLink.expiresAt <= now;
  const facts = [
    t(`roles.${openLink.role}`),
    t(openLink.hasPassword ? "share.hasPassword" : "share.noPassword"),
    t("share.until", { date: longDate(openLink.expiresAt, language) }),
    t("share.usesCount", { count: openLink.uses }),
  ];
  return (
    <div className={styles.part}>
      <div className={styles.on}>
        <span className={styles.mark} aria-hidden="true">
          <Link2 size={20} />
        </span>
        <div className={styles.words}>
          <h3 className={styles.title}>{t(isOver ? "share.openExpired" : "share.openOn")}</h3>
          <p className={styles.soft}>{facts.join(" · ")}</p>
        </div>
      </div>
      {openLink.role === "editor" && !isOver ? (
        <p className={form.warning}>
          <TriangleAlert size={18} aria-hidden="true" />
          {t("share.warnEdit")}
        </p>
      ) : null}
      <p className={styles.soft}>{t("share.openRenewText")}</p>
      <div className={styles.actions}>
        <Button icon={<RefreshCw size={18} />} onPress={() => setRenewing(true)}>
          {t("share.openRenew")}
        </Button>
        <Button
          icon={<Link2Off size={18} />}
          isPending={revoke.isPending}
          onPress={() => setRevoking(true)}
        >
          {t("share.openRevoke")}
        </Button>
      </div>
      <ConfirmDialog
        title={t("share.openRevokeTitle")}
        text={t("share.openRevokeText")}
        action={t("share.openRevoke")}
        isOpen={isRevoking}
        onConfirm={() =>
          revoke.mutate(undefined, {
            onSuccess: () => toast({ text: t("share.openRevoked") }),
            onError: (error) => toast({ text: problemSentence(error, t), tone: "danger" }),
          })
        }
        onClose={() => setRevoking(false)}
      />
    </div>
  );
}
