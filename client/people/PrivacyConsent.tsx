// What one has to know before one is in, in a few lines, and the box that says so. The whole text is one click away, in
// a tab of its own: what was typed stays.
import { ExternalLink } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Checkbox } from "../ui/Checkbox.tsx";
import styles from "./PrivacyConsent.module.css";

export interface PrivacyConsentProps {
  isGiven: boolean;
  onChange: (isGiven: boolean) => void;
  error?: string | undefined;
  /** Without a lasting account. */
  isGuest?: boolean;
}

export function PrivacyConsent({ isGiven, onChange, error, isGuest = false }: PrivacyConsentProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.consent}>
      <h2 className={styles.title}>{t("entry.privacyTitle")}</h2>
      <ul className={styles.points}>
        <li>{t("entry.privacyName")}</li>
        <li>{t(isGuest ? "entry.privacyKeptGuest" : "entry.privacyKept")}</li>
        <li>{t("entry.privacyCookie")}</li>
        <li>{t("entry.privacyErase")}</li>
      </ul>
      <p>
        <a className={styles.link} href="/datenschutz" target="_blank" rel="noreferrer">
          {t("entry.privacyWhole")}
          <ExternalLink size={14} aria-hidden="true" />
          <span className="unseen">{t("entry.newTab")}</span>
        </a>
      </p>
      <Checkbox isSelected={isGiven} onChange={onChange} error={error}>
        {t("entry.privacyRead")}
      </Checkbox>
    </div>
  );
}
