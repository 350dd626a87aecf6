// Several nodes and links: how many, and what can be done to all of them in one step.
import { Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { deleteElements, setNodeField, setNodeKind } from "#shared/map/edit.ts";
import { STATUSES } from "#shared/map/kinds.ts";
import type { LinkId, NodeId } from "#shared/map/schema.ts";
import { Button } from "../../ui/Button.tsx";
import type { Touched } from "../binding/ContentStore.ts";
import { EraseButton } from "../../versions/erase/EraseButton.tsx";
import { useMay, useShownMap } from "../session/sessionHooks.ts";
import { ChoiceField } from "./ChoiceField.tsx";
import { useFound } from "./elementValue.ts";
import styles from "./Inspector.module.css";
import { KindField } from "./KindField.tsx";

const touchesNodes = (touched: Touched): boolean => touched.nodes.size > 0;

export interface SeveralPanelProps {
  nodes: ReadonlySet<NodeId>;
  links: ReadonlySet<LinkId>;
}

export function SeveralPanel({ nodes, links }: SeveralPanelProps) {
  const { t } = useTranslation();
  const { edit } = useShownMap();
  const mayChange = useMay("map.change");
  return (
    <section className={styles.panel} aria-labelledby="inspector-title">
      <h2 id="inspector-title" className={styles.title}>
        {t("inspector.several")}
      </h2>
      <p className={styles.soft}>
        {[
          nodes.size > 0 ? t("inspector.nodeCount", { count: nodes.size }) : null,
          links.size > 0 ? t("inspector.linkCount", { count: links.size }) : null,
        ]
          .filter((part) => part !== null)
          .join(" · ")}
      </p>
      {nodes.size > 0 && mayChange ? <CommonFields ids={nodes} /> : null}
      {mayChange ? (
        <Button
          variant="secondary"
          size="small"
          icon={<Trash2 size={16} aria-hidden="true" />}
          onPress={() => deleteElements(edit, { nodes, links })}
        >
          {t("inspector.deleteSeveral")}
        </Button>
      ) : null}
      <EraseButton nodes={[...nodes]} links={[...links]} />
    </section>
  );
}

/** The value that all have, or null. */
function common<T>(values: Iterable<T>): T | null {
  const [first, ...others] = new Set(values);
  return first === undefined || others.length > 0 ? null : first;
}

function CommonFields({ ids }: { ids: ReadonlySet<NodeId> }) {
  const { t } = useTranslation();
  const { content, doc, edit } = useShownMap();
  const chosen = () => [...ids].flatMap((id) => content.node(id) ?? []);
  const kind = useFound(() => common(chosen().map((node) => node.kind)), touchesNodes);
  const status = useFound(() => common(chosen().map((node) => node.status)), touchesNodes);
  return (
    <>
      <KindField value={kind} onChange={(wanted) => setNodeKind(edit, ids, wanted)} />
      <ChoiceField
        label={t("inspector.status")}
        options={STATUSES}
        nameOf={(option) => t(`status.${option}`)}
        value={status}
        onChange={(wanted) =>
          doc.transact(() => {
            for (const id of ids) setNodeField(edit, id, "status", wanted);
          }, edit.origin)
        }
      />
    </>
  );
}
