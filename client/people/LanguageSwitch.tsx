// Both languages by name, side by side: whoever lands here may not be able to read the other one.
import { chooseLanguage, LANGUAGE_NAMES, LANGUAGES } from "../i18n/language.ts";
import { useLanguage } from "../i18n/useLanguage.ts";
import { ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { useTranslation } from "react-i18next";
import styles from "./LanguageSwitch.module.css";

export function LanguageSwitch() {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <ToggleButtonGroup
      className={styles.group ?? ""}
      aria-label={t("shell.language")}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[language]}
      onSelectionChange={(keys) => {
        const chosen = LANGUAGES.find((id) => keys.has(id));
        if (chosen !== undefined) void chooseLanguage(chosen);
      }}
    >
      {LANGUAGES.map((id) => (
        <ToggleButton key={id} id={id} className={styles.one ?? ""}>
          <span lang={id}>{LANGUAGE_NAMES[id]}</span>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
