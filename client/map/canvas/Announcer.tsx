// Says what happened on the canvas, for those who do not see it.
import { useTranslation } from "react-i18next";
import { isLinkKind, isNodeKind } from "#shared/map/kinds.ts";
import { useStore } from "../session/useStore.ts";
import { useCanvas } from "./canvasHooks.ts";

export function Announcer() {
  const { t } = useTranslation();
  const now = useStore(useCanvas().announcement);
  const { kind, ...values } = now?.values ?? {};
  const kindName = isNodeKind(kind)
    ? t(`nodeKinds.${kind}`)
    : isLinkKind(kind)
      ? t(`linkKinds.${kind}`)
      : "";
  return (
    <output className="unseen" aria-live="polite" data-announcer>
      {now === null ? "" : t(`canvas.${now.key}`, { ...values, kind: kindName })}
    </output>
  );
}
