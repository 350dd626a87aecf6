// What a node says: icon and name of its kind, its title, small marks. Subscribed to this node's words alone. Hundreds
// are drawn at once, so each has few elements, and none of them is a layer to the browser.
import { memo, useCallback } from "react";
import { estimateSize } from "#shared/map/nodeSize.ts";
import type { NodeId } from "#shared/map/schema.ts";
import { useStore } from "../session/useStore.ts";
import { useCanvas, useShownNode } from "./canvasHooks.ts";
import { useCardWords } from "./CardWords.ts";
import { farTitle } from "./farTitle.ts";
import { kindIconPaths } from "./kindIconPaths.ts";
import styles from "./NodeContents.module.css";
import forms from "./NodeForms.module.css";
import { NodeMarks } from "./NodeMarks.tsx";
import { countRender } from "./renderCount.ts";
import { TitleEditor } from "./TitleEditor.tsx";

/** Shorter titles fit on a card however wide their letters are; cutting the others costs a layer each. */
const LONG_TITLE_CHARS = 60;
const CARD_CLASS = `${styles.card ?? ""} ${forms.form ?? ""}`;

export interface NodeContentsProps {
  id: NodeId;
  isSelected: boolean;
}

export const NodeContents = memo(function NodeContents({ id, isSelected }: NodeContentsProps) {
  countRender("nodeContents");
  const canvas = useCanvas();
  const words = useCardWords();
  const node = useShownNode(id);
  const isEditing = useStore(
    canvas.editing,
    useCallback((editing) => editing === id, [id]),
  );
  if (node === undefined) return null;
  const { kind, title } = node;
  const shownTitle = title === "" ? words.untitled : title;
  const size = estimateSize(node);
  const isLong = title.length > LONG_TITLE_CHARS || title.includes("\n");
  return (
    <div
      className={kind === "region" ? styles.region : CARD_CLASS}
      data-kind={kind}
      data-sized={node.size !== null || undefined}
      data-long={isLong || undefined}
      data-status={node.status ?? undefined}
      data-node={id}
      role="group"
      tabIndex={-1}
      aria-roledescription={words.role}
      aria-label={words.label(kind, shownTitle, canvas.links.linksOf(id).size)}
      aria-current={isSelected || undefined}
    >
      <div className={styles.head}>
        <svg className={styles.icon} viewBox="0 0 24 24" aria-hidden="true">
          <path d={kindIconPaths[kind]} />
        </svg>
        <span className={styles.kind}>{words.kind(kind)}</span>
      </div>
      {isEditing ? (
        <TitleEditor id={id} label={words.titleOf(kind)} />
      ) : (
        <div
          className={title === "" ? styles.untitled : styles.title}
          data-title=""
          data-far={farTitle(shownTitle, size, "far")}
          data-farthest={farTitle(shownTitle, size, "farthest")}
        >
          {shownTitle}
        </div>
      )}
      {node.perspectives.length === 0 && node.status === null ? null : <NodeMarks node={node} />}
    </div>
  );
});
