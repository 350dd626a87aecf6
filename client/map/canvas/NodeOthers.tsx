// Who else is at a node: a coloured outline with initials, and "… bearbeitet" while somebody edits its text.
import { useTranslation } from "react-i18next";
import { Pencil } from "lucide-react";
import { nameShown } from "../../people/nameShown.ts";
import { initials } from "../../ui/Avatar.tsx";
import styles from "./NodeOthers.module.css";
import type { OtherHere } from "./OthersAt.ts";

const MAX_NAMED = 3;

export function NodeOthers({ others }: { others: readonly OtherHere[] }) {
  const { t } = useTranslation();
  const [first] = others;
  if (first === undefined) return null;
  return (
    <div className={styles.outline} style={{ borderColor: `var(--person-${first.colour})` }}>
      <div className={styles.flags}>
        {others.slice(0, MAX_NAMED).map(({ clientId, name, isGuest, colour, isEditing }) => (
          <span
            key={clientId}
            className={styles.flag}
            title={nameShown(name, isGuest, t)}
            style={{
              background: `var(--person-${colour})`,
              color: `var(--person-${colour}-ink)`,
            }}
          >
            {isEditing ? (
              <>
                <Pencil aria-hidden="true" />
                {t("canvas.isEditing", { name: nameShown(name, isGuest, t) })}
              </>
            ) : (
              initials(name)
            )}
          </span>
        ))}
        {others.length > MAX_NAMED ? (
          <span className={styles.more}>+{others.length - MAX_NAMED}</span>
        ) : null}
      </div>
    </div>
  );
}
