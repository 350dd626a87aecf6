// Small marks below a title: from which perspectives a node is seen, and how far its discussion has come.
import { CircleCheck, CircleDashed, CircleSlash, MessagesSquare } from "lucide-react";
import { useTranslation } from "react-i18next";
import { PERSPECTIVES, type Status } from "#shared/map/kinds.ts";
import type { ShownNode } from "./canvasHooks.ts";
import styles from "./NodeContents.module.css";

const statusIcons: Readonly<Record<Status, typeof CircleCheck>> = {
  draft: CircleDashed,
  "in-discussion": MessagesSquare,
  agreed: CircleCheck,
  discarded: CircleSlash,
};

export function NodeMarks({ node }: { node: ShownNode }) {
  const { t } = useTranslation();
  const { perspectives, status } = node;
  const nameOf = (perspective: string): string => {
    const known = PERSPECTIVES.find((candidate) => candidate === perspective);
    return known === undefined ? perspective : t(`perspective.${known}`);
  };
  const StatusIcon = status === null ? null : statusIcons[status];
  return (
    <div className={styles.marks}>
      {StatusIcon === null || status === null ? null : (
        <span className={styles.mark}>
          <StatusIcon aria-hidden="true" />
          {t(`status.${status}`)}
        </span>
      )}
      {perspectives.map((perspective) => (
        <span key={perspective} className={styles.mark}>
          {nameOf(perspective)}
        </span>
      ))}
    </div>
  );
}
