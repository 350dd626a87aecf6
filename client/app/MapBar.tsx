// The one bar of an open map: where one is, what is saved, who is here, what can be done with the map as a whole.
import {
  ArrowLeft,
  BookOpen,
  History,
  ListTree,
  PanelRight,
  Redo2,
  Undo2,
  UserPlus,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { useLanguage } from "../i18n/useLanguage.ts";
import { useMay, useSession } from "../map/session/sessionHooks.ts";
import { useStore } from "../map/session/useStore.ts";
import { Button } from "../ui/Button.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { HISTORY_KEYS, historyShown, toggleHistory } from "../versions/panel/historyShown.ts";
import { keyNames } from "./keyNames.ts";
import styles from "./MapBar.module.css";
import { CommentsButton } from "../comments/panel/CommentsButton.tsx";
import { MapNoticeBell } from "../notices/MapNoticeBell.tsx";
import { MeButton } from "../people/MeButton.tsx";
import { MapMenu } from "./MapMenu.tsx";
import { MapSaveState } from "./MapSaveState.tsx";
import { MapTitle } from "./MapTitle.tsx";
import { openPanel } from "./openPanel.ts";
import { PeopleHere } from "./PeopleHere.tsx";
import { SettingsMenu } from "./SettingsMenu.tsx";

export interface MapBarProps {
  isOutlineOpen: boolean;
  onToggleOutline: () => void;
  isInspectorOpen: boolean;
  onToggleInspector: () => void;
}

export function MapBar({
  isOutlineOpen,
  onToggleOutline,
  isInspectorOpen,
  onToggleInspector,
}: MapBarProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const session = useSession();
  const [, navigate] = useLocation();
  const mayChange = useMay("map.change");
  const mayReadVersions = useMay("versions.read");
  const isHistoryShown = useStore(historyShown);
  const role = useStore(session.role);
  const isCommentWaiting = useStore(session.comments, ({ waiting }) => waiting > 0);
  const { canUndo, canRedo } = useStore(session.undo.state);
  return (
    <header className={styles.bar}>
      <div className={styles.start}>
        <IconButton label={t("shell.toMaps")} icon={<ArrowLeft />} onPress={() => navigate("/")} />
        <div className={styles.title}>
          <MapTitle />
        </div>
        {mayChange || isCommentWaiting ? (
          <MapSaveState />
        ) : (
          <span className={styles.reading}>
            <BookOpen size={16} aria-hidden="true" />
            <span className={styles.readingWords}>
              {role === "commenter" ? t("map.onlyComment") : t("map.readOnly")}
            </span>
          </span>
        )}
      </div>
      <div className={styles.end}>
        <PeopleHere />
        {mayChange ? (
          <div className={styles.group}>
            <IconButton
              label={t("map.undo")}
              keys={keyNames("Mod+Z", language)}
              icon={<Undo2 />}
              isDisabled={!canUndo}
              onPress={session.undo.undo}
            />
            <IconButton
              label={t("map.redo")}
              keys={keyNames("Mod+Shift+Z", language)}
              icon={<Redo2 />}
              isDisabled={!canRedo}
              onPress={session.undo.redo}
            />
          </div>
        ) : null}
        <div className={styles.wide}>
          <Button size="small" icon={<UserPlus size={16} />} onPress={() => openPanel.set("share")}>
            {t("share.open")}
          </Button>
          <IconButton
            label={t("map.outline")}
            icon={<ListTree />}
            isSelected={isOutlineOpen}
            onPress={onToggleOutline}
          />
          <IconButton
            label={t("map.inspector")}
            icon={<PanelRight />}
            isSelected={isInspectorOpen}
            onPress={onToggleInspector}
          />
          {mayReadVersions ? (
            <IconButton
              label={t("versions.open")}
              keys={keyNames(HISTORY_KEYS, language)}
              icon={<History />}
              isSelected={isHistoryShown}
              onPress={toggleHistory}
            />
          ) : null}
        </div>
        <CommentsButton />
        <MapNoticeBell />
        <div className={styles.wide}>
          <SettingsMenu />
          <MeButton isBrief />
        </div>
        <MapMenu onToggleOutline={onToggleOutline} onToggleInspector={onToggleInspector} />
      </div>
    </header>
  );
}
