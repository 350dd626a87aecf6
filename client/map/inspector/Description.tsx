// A node's description. The editor is large and is fetched only when somebody may edit; until then, and for readers,
// the text is drawn as it is.
import { useTranslation } from "react-i18next";
import { descriptionOf } from "#shared/map/read.ts";
import type { NodeId } from "#shared/map/schema.ts";
import { onDemand } from "../../app/onDemand.tsx";
import { useMay, useShownMap } from "../session/sessionHooks.ts";
import { DescriptionText } from "./DescriptionText.tsx";
import styles from "./Inspector.module.css";

const DescriptionEditor = onDemand(
  async () => (await import("./DescriptionEditor.tsx")).DescriptionEditor,
  undefined,
  { Meanwhile: DescriptionText, isAhead: false },
);

export function Description({ id }: { id: NodeId }) {
  const { t } = useTranslation();
  const { doc } = useShownMap();
  const mayChange = useMay("map.change");
  const fragment = descriptionOf(doc, id);
  if (fragment === null) return null;
  return (
    <section aria-labelledby="inspector-description">
      <h3 id="inspector-description" className={styles.subtitle}>
        {t("inspector.description")}
      </h3>
      {mayChange ? (
        <DescriptionEditor fragment={fragment} nodeId={id} />
      ) : (
        <DescriptionText fragment={fragment} />
      )}
    </section>
  );
}
