// Language and theme, switched at once and remembered on this device.
import { Contrast, Languages, Monitor, Moon, Sun } from "lucide-react";
import { useTranslation } from "react-i18next";
import { chooseLanguage, isLanguage, LANGUAGE_NAMES, LANGUAGES } from "../i18n/language.ts";
import { useLanguage } from "../i18n/useLanguage.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { Menu, MenuItem, MenuSection } from "../ui/Menu.tsx";
import { chooseTheme, THEMES, useTheme } from "./theme.ts";

const icons = { system: <Monitor />, light: <Sun />, dark: <Moon /> };

export function SettingsMenu() {
  const { t } = useTranslation();
  const language = useLanguage();
  const theme = useTheme();
  return (
    <Menu
      label={t("shell.settings")}
      trigger={<IconButton label={t("shell.settings")} icon={<Contrast />} />}
    >
      <MenuSection
        title={t("shell.language")}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[language]}
        onSelectionChange={(keys) => {
          const [chosen] = keys;
          if (isLanguage(chosen)) void chooseLanguage(chosen);
        }}
      >
        {LANGUAGES.map((id) => (
          <MenuItem key={id} id={id} label={LANGUAGE_NAMES[id]} icon={<Languages />} />
        ))}
      </MenuSection>
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
          <MenuItem key={id} id={id} label={t(`shell.theme-${id}`)} icon={icons[id]} />
        ))}
      </MenuSection>
    </Menu>
  );
}
