// A past state of a map with everything one can look at it with: outline, canvas, inspector; above them, unmistakably,
// that it is not the map as it is now, and the way back to that.
import { ChevronDown, History, ListTree, PanelRight } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { longDateTime } from "../i18n/times.ts";
import { useLanguage } from "../i18n/useLanguage.ts";
import { canvasOf } from "../map/canvas/canvasOf.ts";
import { MapCanvas } from "../map/canvas/MapCanvas.tsx";
import { Inspector } from "../map/inspector/Inspector.tsx";
import { Outline } from "../map/outline/Outline.tsx";
import { useMapTitle, useShownMap } from "../map/session/sessionHooks.ts";
import { Button } from "../ui/Button.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { CommandPalette } from "./CommandPalette.tsx";
import { KeyboardHelp } from "./KeyboardHelp.tsx";
import styles from "./MapWorkspace.module.css";
import banner from "./PastWorkspace.module.css";
import { requestReveal } from "./revealRequests.ts";
import { useInspectorOpen } from "./useInspectorOpen.ts";
import { useMapKeys } from "./useMapKeys.ts";
import { usePageTitle } from "./usePageTitle.ts";

export interface PastWorkspaceProps {
  /** When the map was like this, milliseconds since the epoch; null: not known. */
  at: number | null;
  /** A node or link that is looked for. */
  elementId: string | null;
}

export function PastWorkspace({ at, elementId }: PastWorkspaceProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { mapId } = useShownMap();
  const title = useMapTitle();
  const [, navigate] = useLocation();
  const [isOutlineOpen, setOutlineOpen] = useState(false);
  const inspector = useInspectorOpen();
  const toggleOutline = (): void => setOutlineOpen((isOpen) => !isOpen);
  const when = at === null ? null : longDateTime(at, language);
  const sentence = when === null ? t("past.stateUnknown") : t("past.state", { when });
  usePageTitle(`${title} – ${sentence}`);
  useMapKeys();
  useFound(elementId);
  return (
    <div className={styles.page} data-past>
      <header className={banner.banner}>
        <History size={20} aria-hidden="true" />
        <div className={banner.words}>
          <h1 className={banner.title}>{title}</h1>
          <p className={banner.sentence}>{sentence}</p>
        </div>
        <Button variant="primary" size="small" onPress={() => navigate(`/karte/${mapId}`)}>
          {t("past.back")}
        </Button>
        <div className={banner.tools}>
          <IconButton
            label={t("map.outline")}
            icon={<ListTree />}
            isSelected={isOutlineOpen}
            onPress={toggleOutline}
          />
          <IconButton
            label={t("map.inspector")}
            icon={<PanelRight />}
            isSelected={inspector.isOpen}
            onPress={inspector.toggle}
          />
        </div>
      </header>
      <div className={styles.work}>
        {isOutlineOpen ? (
          <aside className={styles.outline} aria-label={t("map.outline")}>
            <Outline onClose={toggleOutline} />
          </aside>
        ) : null}
        <main className={styles.canvas} aria-label={t("map.canvas")}>
          <MapCanvas />
        </main>
        {inspector.isOpen ? (
          <aside className={styles.inspector} aria-label={t("map.inspector")}>
            <div className={styles.grip}>
              <IconButton
                size="small"
                label={t("map.closeInspector")}
                icon={<ChevronDown />}
                hintPlacement="top"
                onPress={inspector.toggle}
              />
            </div>
            <Inspector />
          </aside>
        ) : null}
      </div>
      <CommandPalette />
      <KeyboardHelp />
    </div>
  );
}

/** Selects what was looked for, and goes there once the canvas is drawn. */
function useFound(elementId: string | null): void {
  const map = useShownMap();
  useEffect(() => {
    if (elementId === null) return;
    const isNode = map.content.node(elementId) !== undefined;
    if (!isNode && map.content.link(elementId) === undefined) return;
    const found = isNode ? { nodes: [elementId] } : { links: [elementId] };
    map.flow.select(found);
    let frame: number | null = null;
    const go = (): void => {
      frame = null;
      if (canvasOf(map).lastViewport === null) frame = requestAnimationFrame(go);
      else requestReveal(found);
    };
    go();
    return () => {
      if (frame !== null) cancelAnimationFrame(frame);
    };
  }, [map, elementId]);
}
