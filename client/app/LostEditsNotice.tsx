// Somebody deleted a node while this person was editing it: says so, and brings it back with the words.
import { Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useSession } from "../map/session/sessionHooks.ts";
import { useStore } from "../map/session/useStore.ts";
import { Button } from "../ui/Button.tsx";
import styles from "./LostEditsNotice.module.css";

export function LostEditsNotice() {
  const { t } = useTranslation();
  const { lostEdits } = useSession();
  const lost = useStore(lostEdits.lost);
  if (lost.length === 0) return null;
  return (
    <ul className={styles.list} role="alert">
      {lost.map(({ nodeId, title }) => (
        <li key={nodeId} className={styles.notice}>
          <p>{t("map.lostEdit", { title: title || t("maps.untitled") })}</p>
          <div className={styles.actions}>
            <Button size="small" variant="quiet" onPress={() => lostEdits.dismiss(nodeId)}>
              {t("map.leaveDeleted")}
            </Button>
            <Button
              size="small"
              variant="primary"
              icon={<Undo2 size={16} />}
              onPress={() => lostEdits.bringBack(nodeId)}
            >
              {t("maps.bringBack")}
            </Button>
          </div>
        </li>
      ))}
    </ul>
  );
}
