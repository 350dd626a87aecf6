// What a node says: icon and name of its kind, its title, small marks. Subscribed to this node's words alone.
import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { NodeId } from "#shared/map/schema.ts";
import { kindIcons } from "../../ui/kindIcons.ts";
import { useStore } from "../session/useStore.ts";
import { useCanvas, useShownNode } from "./canvasHooks.ts";
import styles from "./NodeContents.module.css";
import { NodeMarks } from "./NodeMarks.tsx";
import { countRender } from "./renderCount.ts";
import { TitleEditor } from "./TitleEditor.tsx";

export interface NodeContentsProps {
  id: NodeId;
  isSelected: boolean;
}

export const NodeContents = memo(function NodeContents({ id, isSelected }: NodeContentsProps) {
  countRender("nodeContents");
  const { t } = useTranslation();
  const canvas = useCanvas();
  const node = useShownNode(id);
  const isEditing = useStore(canvas.editing, (editing) => editing === id);
  if (node === undefined) return null;
  const { kind, title } = node;
  const Icon = kindIcons[kind];
  const kindName = t(`nodeKinds.${kind}`);
  const shownTitle = title === "" ? t("canvas.untitled") : title;
  return (
    <div
      className={kind === "region" ? styles.region : styles.card}
      data-kind={kind}
      data-sized={node.isSized || undefined}
      data-status={node.status ?? undefined}
      data-node={id}
      role="group"
      tabIndex={-1}
      aria-roledescription={t("canvas.nodeRole")}
      aria-label={t("canvas.nodeLabel", {
        kind: kindName,
        title: shownTitle,
        count: canvas.links.linksOf(id).size,
      })}
      aria-current={isSelected || undefined}
    >
      <div className={styles.head}>
        <Icon className={styles.icon} aria-hidden="true" />
        <span className={styles.kind}>{kindName}</span>
      </div>
      {isEditing ? (
        <TitleEditor id={id} label={t("canvas.titleOf", { kind: kindName })} />
      ) : (
        <div className={title === "" ? styles.untitled : styles.title} data-title={shownTitle}>
          {shownTitle}
        </div>
      )}
      <NodeMarks node={node} />
    </div>
  );
});
