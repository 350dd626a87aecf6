// The small print at the foot of a page: privacy, imprint, and what is stored on the device.
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import styles from "./LegalLinks.module.css";

export function LegalLinks() {
  const { t } = useTranslation();
  return (
    <footer className={styles.foot}>
      <nav aria-label={t("legal.links")}>
        <ul className={styles.links}>
          <li>
            <Link href="/datenschutz">{t("legal.privacy")}</Link>
          </li>
          <li>
            <Link href="/impressum">{t("legal.imprint")}</Link>
          </li>
          <li>
            <Link href="/speicherung">{t("legal.storage")}</Link>
          </li>
        </ul>
      </nav>
    </footer>
  );
}
