// While one follows somebody's view: whose, how to stop, and a frame in their colour. Ends when they leave.
import { Eye } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { usePresence, useSession } from "../map/session/sessionHooks.ts";
import { useStore } from "../map/session/useStore.ts";
import { nameShown } from "../people/nameShown.ts";
import { Button } from "../ui/Button.tsx";
import styles from "./FollowNotice.module.css";

export function FollowNotice() {
  const following = useStore(useSession().following);
  return following === null ? null : <Following clientId={following} />;
}

function Following({ clientId }: { clientId: number }) {
  const { t } = useTranslation();
  const session = useSession();
  const presence = usePresence(clientId);
  const hasLeft = presence === null;
  useEffect(() => {
    if (hasLeft) session.following.set(null);
  }, [hasLeft, session]);
  if (presence === null) return null;
  const { name, colour, isGuest } = presence.person;
  return (
    <div className={styles.frame} style={{ borderColor: `var(--person-${colour})` }}>
      <div
        className={styles.notice}
        style={{ background: `var(--person-${colour})`, color: `var(--person-${colour}-ink)` }}
      >
        <Eye size={18} aria-hidden="true" />
        <output>{t("map.following", { name: nameShown(name, isGuest, t) })}</output>
        <Button size="small" onPress={() => session.following.set(null)}>
          {t("map.stop")}
        </Button>
      </div>
    </div>
  );
}
