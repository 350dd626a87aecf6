// A node that a comment points at: a button that goes there, by the node's id or by a title that somebody typed.
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { mapIdSchema } from "#shared/maps/api.ts";
import { requestReveal } from "../../app/revealRequests.ts";
import type { ContentStore, Touched } from "../../map/binding/ContentStore.ts";
import { useFound, useNodeValue } from "../../map/inspector/elementValue.ts";
import { useShownMap } from "../../map/session/sessionHooks.ts";
import { kindIcons } from "../../ui/kindIcons.ts";
import styles from "./CommentText.module.css";

const touchesNodes = (touched: Touched): boolean => touched.nodes.size > 0;

export function NodeLink({ target }: { target: string }) {
  const { t } = useTranslation();
  const { content, flow } = useShownMap();
  const find = useCallback(() => nodeCalled(content, target), [content, target]);
  const id = useFound(find, touchesNodes);
  const title = useNodeValue(id ?? "", (node) => node.title);
  const kind = useNodeValue(id ?? "", (node) => node.kind);
  if (id === null || title === undefined || kind === undefined) {
    return <span className={styles.gone}>{isId(target) ? t("thread.nodeGone") : target}</span>;
  }
  const Icon = kindIcons[kind];
  return (
    <button
      type="button"
      className={styles.node}
      onClick={() => {
        flow.select({ nodes: [id] });
        requestReveal({ nodes: [id] });
      }}
    >
      <Icon aria-hidden="true" size={14} />
      {title === "" ? t("inspector.untitled") : title}
    </button>
  );
}

/** By id, or by its title if no other node has it. */
function nodeCalled(content: ContentStore, target: string): string | null {
  if (content.node(target) !== undefined) return target;
  if (isId(target)) return null;
  const wanted = target.trim().toLocaleLowerCase();
  const found = [...content.nodes.values()].filter(
    ({ title }) => title.trim().toLocaleLowerCase() === wanted,
  );
  return found.length === 1 ? (found[0]?.id ?? null) : null;
}

/** Nobody types ids: what looks like one was a node. */
function isId(target: string): boolean {
  return mapIdSchema.safeParse(target).success;
}
