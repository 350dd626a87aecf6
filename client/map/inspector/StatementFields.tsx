// What is said about a node in words from a list. Each is a component of its own, so that a change of one renders one.
import { useTranslation } from "react-i18next";
import { setNodeField } from "#shared/map/edit.ts";
import { CERTAINTIES, HORIZONS, LEVELS, STATUSES } from "#shared/map/kinds.ts";
import type { MapNode, NodeId } from "#shared/map/schema.ts";
import { useShownMap } from "../session/sessionHooks.ts";
import { ChoiceField, type ChoiceFieldProps } from "./ChoiceField.tsx";
import { useNodeValue } from "./elementValue.ts";
import styles from "./Inspector.module.css";

const RELEVANCES = ["1", "2", "3", "4", "5"] as const;

export function StatementFields({ id }: { id: NodeId }) {
  const { t } = useTranslation();
  const { edit } = useShownMap();
  return (
    <div className={styles.pairs}>
      <Statement
        id={id}
        label={t("inspector.horizon")}
        options={HORIZONS}
        nameOf={(word) => t(`horizon.${word}`)}
        select={(node) => node.horizon}
        onChange={(word) => setNodeField(edit, id, "horizon", word)}
      />
      <Statement
        id={id}
        label={t("inspector.certainty")}
        options={CERTAINTIES}
        nameOf={(word) => t(`certainty.${word}`)}
        select={(node) => node.certainty}
        onChange={(word) => setNodeField(edit, id, "certainty", word)}
      />
      <Statement
        id={id}
        label={t("inspector.level")}
        options={LEVELS}
        nameOf={(word) => t(`level.${word}`)}
        select={(node) => node.level}
        onChange={(word) => setNodeField(edit, id, "level", word)}
      />
      <Statement
        id={id}
        label={t("inspector.status")}
        options={STATUSES}
        nameOf={(word) => t(`status.${word}`)}
        select={(node) => node.status}
        onChange={(word) => setNodeField(edit, id, "status", word)}
      />
      <Statement
        id={id}
        label={t("inspector.relevance")}
        options={RELEVANCES}
        nameOf={(word) => t("inspector.relevanceOf5", { value: word })}
        select={(node) => RELEVANCES.find((word) => Number(word) === node.relevance) ?? null}
        onChange={(word) =>
          setNodeField(edit, id, "relevance", word === null ? null : Number(word))
        }
      />
    </div>
  );
}

interface StatementProps<T extends string> extends Omit<ChoiceFieldProps<T>, "value"> {
  id: NodeId;
  select: (node: MapNode) => T | null;
}

function Statement<T extends string>({ id, select, ...field }: StatementProps<T>) {
  const value = useNodeValue<T | null>(id, select);
  return <ChoiceField {...field} value={value ?? null} />;
}
