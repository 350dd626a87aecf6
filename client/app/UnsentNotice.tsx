// Changes of this person that may no longer be sent, since they may no longer change the map: offers them as a file, and
// to let them go.
import { Download } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession, useStatus } from "../map/session/sessionHooks.ts";
import { ConfirmDialog } from "../share/ConfirmDialog.tsx";
import { Button } from "../ui/Button.tsx";
import { saveUnsentFile } from "./mapFiles.ts";
import styles from "./UnsentNotice.module.css";

export function UnsentNotice() {
  const { t } = useTranslation();
  const session = useSession();
  const { unsendable, outdated } = useStatus();
  const [isAsking, setAsking] = useState(false);
  const discard = () => void session.discardUnsent();
  return (
    <div className={styles.place} role="status">
      {unsendable === 0 ? null : (
        <div className={styles.notice} data-unsendable={unsendable}>
          <p>{t("map.unsendable", { count: unsendable })}</p>
          <p className={styles.text}>
            {outdated > 0 ? t("erase.unsendableText") : t("map.unsendableText")}
          </p>
          <div className={styles.actions}>
            <Button size="small" variant="quiet" onPress={() => setAsking(true)}>
              {t("map.discardWaiting")}
            </Button>
            <Button
              size="small"
              variant="primary"
              icon={<Download size={16} />}
              onPress={() => saveUnsentFile(session, "map")}
            >
              {t("map.saveWaiting")}
            </Button>
          </div>
        </div>
      )}
      <ConfirmDialog
        title={t("map.discardUnsent")}
        text={t("map.discardUnsentText")}
        action={t("map.discardWaiting")}
        isOpen={isAsking}
        onConfirm={discard}
        onClose={() => setAsking(false)}
      />
    </div>
  );
}
