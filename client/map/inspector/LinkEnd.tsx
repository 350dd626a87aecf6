// One end of a link: a button that goes to the node.
import { useTranslation } from "react-i18next";
import type { NodeId } from "#shared/map/schema.ts";
import { requestReveal } from "../../app/revealRequests.ts";
import { kindIcons } from "../../ui/kindIcons.ts";
import { useNode, useShownMap } from "../session/sessionHooks.ts";
import styles from "./Inspector.module.css";

export function LinkEnd({ label, id }: { label: string; id: NodeId }) {
  const { t } = useTranslation();
  const { flow } = useShownMap();
  const node = useNode(id);
  if (node === undefined) return null;
  const Icon = kindIcons[node.kind];
  return (
    <div className={styles.fact}>
      <span className={styles.factLabel}>{label}</span>
      <button
        type="button"
        className={styles.end}
        onClick={() => {
          flow.select({ nodes: [id] });
          requestReveal({ nodes: [id] });
        }}
      >
        <Icon aria-hidden="true" size={18} />
        {node.title === "" ? t("inspector.untitled") : node.title}
      </button>
    </div>
  );
}
