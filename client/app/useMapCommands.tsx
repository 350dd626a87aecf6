// The map page's own commands.
import {
  ArrowLeft,
  Download,
  Eye,
  FileDown,
  History,
  Keyboard,
  Languages,
  ListTree,
  MessagesSquare,
  Moon,
  Play,
  Redo2,
  Save,
  Sun,
  Undo2,
  UserPlus,
} from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { mayDo } from "#shared/access/policy.ts";
import { exportShown } from "../comments/export/exportShown.ts";
import { lookAtChanges } from "../changes/lookAtChanges.ts";
import { PANEL_KEYS } from "../comments/panel/panelKeys.ts";
import { togglePanel } from "../comments/panel/panelShown.ts";
import { commentsOf } from "../comments/store/commentsOf.ts";
import { chooseLanguage } from "../i18n/language.ts";
import { useLanguage } from "../i18n/useLanguage.ts";
import { useSession } from "../map/session/sessionHooks.ts";
import { HISTORY_KEYS, SAVE_KEYS, toggleHistory } from "../versions/panel/historyShown.ts";
import { saveNow } from "../versions/panel/saveNow.ts";
import { playAddress } from "../versions/play/playAddress.ts";
import { type Command, useCommands } from "./commandRegistry.ts";
import { saveMapFile } from "./mapFiles.ts";
import { openPanel } from "./openPanel.ts";
import { chooseTheme } from "./theme.ts";

export function useMapCommands(toggleOutline: () => void): void {
  const { t } = useTranslation();
  const language = useLanguage();
  const session = useSession();
  const [, navigate] = useLocation();
  const commands = useMemo<Command[]>(
    () => [
      {
        id: "map.undo",
        group: "map",
        label: t("map.undo"),
        keys: "Mod+Z",
        icon: <Undo2 />,
        run: session.undo.undo,
        isAvailable: () =>
          mayDo(session.role.get(), "map.change") && session.undo.state.get().canUndo,
      },
      {
        id: "map.redo",
        group: "map",
        label: t("map.redo"),
        keys: "Mod+Shift+Z",
        icon: <Redo2 />,
        run: session.undo.redo,
        isAvailable: () =>
          mayDo(session.role.get(), "map.change") && session.undo.state.get().canRedo,
      },
      {
        id: "map.export",
        group: "map",
        label: t("maps.export"),
        icon: <Download />,
        run: () => saveMapFile(session),
      },
      {
        id: "map.exportComments",
        group: "map",
        label: t("comments.export"),
        icon: <FileDown />,
        run: () => exportShown.set(true),
        isAvailable: () => mayDo(session.role.get(), "map.export"),
      },
      {
        id: "map.share",
        group: "map",
        label: t("share.open"),
        icon: <UserPlus />,
        run: () => openPanel.set("share"),
      },
      {
        id: "view.outline",
        group: "view",
        label: t("map.outline"),
        icon: <ListTree />,
        run: toggleOutline,
      },
      {
        id: "view.comments",
        group: "view",
        label: t("comments.title"),
        keys: PANEL_KEYS,
        icon: <MessagesSquare />,
        run: togglePanel,
        isAvailable: () => mayDo(session.role.get(), "comments.read"),
      },
      {
        id: "view.versions",
        group: "view",
        label: t("versions.title"),
        keys: HISTORY_KEYS,
        icon: <History />,
        run: toggleHistory,
        isAvailable: () => mayDo(session.role.get(), "versions.read"),
      },
      {
        id: "view.play",
        group: "view",
        label: t("play.open"),
        icon: <Play />,
        run: () => navigate(playAddress(session.mapId)),
        isAvailable: () => mayDo(session.role.get(), "versions.read"),
      },
      {
        id: "map.version",
        group: "map",
        label: t("versions.save"),
        keys: SAVE_KEYS,
        icon: <Save />,
        run: () => void saveNow(session, t, language),
        isAvailable: () => mayDo(session.role.get(), "versions.write"),
      },
      {
        id: "view.changes",
        group: "view",
        label: t("changes.sinceLast"),
        icon: <Eye />,
        run: () => void lookAtChanges(session, t),
      },
      {
        id: "map.comment",
        group: "map",
        label: t("comments.onMap"),
        icon: <MessagesSquare />,
        run: () => commentsOf(session).draft({ on: "map" }),
        isAvailable: () => mayDo(session.role.get(), "comments.write"),
      },
      {
        id: "page.palette",
        group: "page",
        label: t("map.findAnything"),
        keys: "Mod+K",
        run: () => openPanel.set("palette"),
        isAvailable: () => false,
      },
      {
        id: "page.keyboard",
        group: "page",
        label: t("map.keyboard"),
        keys: "?",
        icon: <Keyboard />,
        run: () => openPanel.set("keyboard"),
      },
      {
        id: "page.language",
        group: "page",
        label: t("shell.otherLanguage"),
        icon: <Languages />,
        run: () => void chooseLanguage(language === "de" ? "en" : "de"),
      },
      {
        id: "page.light",
        group: "page",
        label: `${t("shell.theme")}: ${t("shell.theme-light")}`,
        icon: <Sun />,
        run: () => chooseTheme("light"),
      },
      {
        id: "page.dark",
        group: "page",
        label: `${t("shell.theme")}: ${t("shell.theme-dark")}`,
        icon: <Moon />,
        run: () => chooseTheme("dark"),
      },
      {
        id: "page.maps",
        group: "page",
        label: t("shell.toMaps"),
        icon: <ArrowLeft />,
        run: () => navigate("/"),
      },
    ],
    [t, language, session, navigate, toggleOutline],
  );
  useCommands(commands);
}
