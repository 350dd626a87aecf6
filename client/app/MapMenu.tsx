// Everything else that can be done with the open map; on narrow windows also what has no room in the bar.
import {
  Command,
  Download,
  Ellipsis,
  FileDown,
  History,
  Keyboard,
  Languages,
  ListTree,
  MessagesSquare,
  PanelRight,
  Save,
  UserPlus,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { exportShown } from "../comments/export/exportShown.ts";
import { togglePanel } from "../comments/panel/panelShown.ts";
import { chooseLanguage } from "../i18n/language.ts";
import { useLanguage } from "../i18n/useLanguage.ts";
import { useMay, useSession } from "../map/session/sessionHooks.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { Menu, MenuItem, MenuLine, MenuSection } from "../ui/Menu.tsx";
import { HISTORY_KEYS, SAVE_KEYS, toggleHistory } from "../versions/panel/historyShown.ts";
import { saveNow } from "../versions/panel/saveNow.ts";
import { keyNames } from "./keyNames.ts";
import { saveMapFile } from "./mapFiles.ts";
import { openPanel } from "./openPanel.ts";
import { chooseTheme, THEMES, useTheme } from "./theme.ts";

export interface MapMenuProps {
  onToggleOutline: () => void;
  onToggleInspector: () => void;
}

export function MapMenu({ onToggleOutline, onToggleInspector }: MapMenuProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const theme = useTheme();
  const session = useSession();
  const mayReadComments = useMay("comments.read");
  const mayReadVersions = useMay("versions.read");
  const maySaveVersions = useMay("versions.write");
  const mayExport = useMay("map.export");
  const other = language === "de" ? "en" : "de";
  return (
    <Menu label={t("map.more")} trigger={<IconButton label={t("map.more")} icon={<Ellipsis />} />}>
      <MenuItem
        id="palette"
        label={t("map.findAnything")}
        icon={<Command />}
        keys={keyNames("Mod+K", language)}
        onAction={() => openPanel.set("palette")}
      />
      <MenuItem
        id="outline"
        label={t("map.outline")}
        icon={<ListTree />}
        onAction={onToggleOutline}
      />
      <MenuItem
        id="inspector"
        label={t("map.inspector")}
        icon={<PanelRight />}
        onAction={onToggleInspector}
      />
      {mayReadComments ? (
        <MenuItem
          id="comments"
          label={t("comments.title")}
          icon={<MessagesSquare />}
          onAction={togglePanel}
        />
      ) : null}
      {mayReadVersions ? (
        <MenuItem
          id="versions"
          label={t("versions.title")}
          icon={<History />}
          keys={keyNames(HISTORY_KEYS, language)}
          onAction={toggleHistory}
        />
      ) : null}
      {maySaveVersions ? (
        <MenuItem
          id="save"
          label={t("versions.save")}
          icon={<Save />}
          keys={keyNames(SAVE_KEYS, language)}
          onAction={() => void saveNow(session, t, language)}
        />
      ) : null}
      <MenuItem
        id="share"
        label={t("share.open")}
        icon={<UserPlus />}
        onAction={() => openPanel.set("share")}
      />
      <MenuItem
        id="export"
        label={t("maps.export")}
        icon={<Download />}
        onAction={() => saveMapFile(session)}
      />
      {mayExport ? (
        <MenuItem
          id="exportComments"
          label={t("comments.export")}
          icon={<FileDown />}
          onAction={() => exportShown.set(true)}
        />
      ) : null}
      <MenuItem
        id="help"
        label={t("map.keyboard")}
        icon={<Keyboard />}
        keys="?"
        onAction={() => openPanel.set("keyboard")}
      />
      <MenuLine />
      <MenuItem
        id="language"
        label={t("shell.otherLanguage")}
        icon={<Languages />}
        onAction={() => void chooseLanguage(other)}
      />
      <MenuSection
        title={t("shell.theme")}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[theme]}
        onSelectionChange={(keys) => {
          const chosen = THEMES.find((id) => keys !== "all" && keys.has(id));
          if (chosen !== undefined) chooseTheme(chosen);
        }}
      >
        {THEMES.map((id) => (
          <MenuItem key={id} id={id} label={t(`shell.theme-${id}`)} />
        ))}
      </MenuSection>
    </Menu>
  );
}
