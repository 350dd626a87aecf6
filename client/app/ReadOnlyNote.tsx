// For somebody who may not change the map: why nothing can be changed here. Stays until it is closed.
import { BookOpen, MessageCircle, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Role } from "#shared/access/policy.ts";
import { useMay, useSession } from "../map/session/sessionHooks.ts";
import { useStore } from "../map/session/useStore.ts";
import { IconButton } from "../ui/IconButton.tsx";
import styles from "./ReadOnlyNote.module.css";

export function ReadOnlyNote() {
  const { t } = useTranslation();
  const session = useSession();
  const role = useStore(session.role);
  const mayChange = useMay("map.change");
  const following = useStore(session.following);
  // For which role it was closed: another role is news again.
  const [closedFor, setClosedFor] = useState<Role | null>(null);
  // Whose view one follows is said at the same place.
  const isShown = role !== null && !mayChange && closedFor !== role && following === null;
  return (
    <div className={styles.place} role="status">
      {isShown ? (
        <div className={styles.note} data-read-only={role}>
          {role === "viewer" ? (
            <BookOpen size={18} aria-hidden="true" />
          ) : (
            <MessageCircle size={18} aria-hidden="true" />
          )}
          <span>{t(`roles.you-${role}`)}</span>
          <IconButton
            size="small"
            label={t("roles.close")}
            icon={<X />}
            onPress={() => setClosedFor(role)}
          />
        </div>
      ) : null}
    </div>
  );
}
