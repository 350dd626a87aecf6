// A node's description. The editor is large and is fetched only when somebody may edit; until then, and for readers,
// the text is drawn as it is.
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { descriptionOf } from "#shared/map/read.ts";
import type { NodeId } from "#shared/map/schema.ts";
import { useMay, useShownMap } from "../session/sessionHooks.ts";
import { DescriptionText } from "./DescriptionText.tsx";
import styles from "./Inspector.module.css";

const DescriptionEditor = lazy(async () => {
  const { DescriptionEditor: Editor } = await import("./DescriptionEditor.tsx");
  return { default: Editor };
});

export function Description({ id }: { id: NodeId }) {
  const { t } = useTranslation();
  const { doc } = useShownMap();
  const mayChange = useMay("map.change");
  const fragment = descriptionOf(doc, id);
  if (fragment === null) return null;
  const text = <DescriptionText fragment={fragment} />;
  return (
    <section aria-labelledby="inspector-description">
      <h3 id="inspector-description" className={styles.subtitle}>
        {t("inspector.description")}
      </h3>
      {mayChange ? (
        <Suspense fallback={text}>
          <DescriptionEditor fragment={fragment} nodeId={id} />
        </Suspense>
      ) : (
        text
      )}
    </section>
  );
}
