// Who else is at a node: a coloured outline with initials, and "… bearbeitet" while somebody edits its text.
import { useTranslation } from "react-i18next";
import { Pencil } from "lucide-react";
import { memo } from "react";
import type { NodeId } from "#shared/map/schema.ts";
import { initials } from "../../ui/Avatar.tsx";
import { useOthersAt } from "./canvasHooks.ts";
import styles from "./NodeOthers.module.css";

const MAX_NAMED = 3;

export const NodeOthers = memo(function NodeOthers({ id }: { id: NodeId }) {
  const { t } = useTranslation();
  const others = useOthersAt(id);
  const [first] = others;
  if (first === undefined) return null;
  return (
    <div className={styles.outline} style={{ borderColor: `var(--person-${first.colour})` }}>
      <div className={styles.flags}>
        {others.slice(0, MAX_NAMED).map(({ clientId, name, colour, isEditing }) => (
          <span
            key={clientId}
            className={styles.flag}
            title={name}
            style={{
              background: `var(--person-${colour})`,
              color: `var(--person-${colour}-ink)`,
            }}
          >
            {isEditing ? (
              <>
                <Pencil aria-hidden="true" />
                {t("canvas.isEditing", { name })}
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
});
