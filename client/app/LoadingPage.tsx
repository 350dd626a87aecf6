// Shown while the code of a page is on its way.
import { useTranslation } from "react-i18next";
import { Spinner } from "../ui/Spinner.tsx";
import styles from "./LoadingPage.module.css";

export function LoadingPage() {
  const { t } = useTranslation();
  return (
    <main className={styles.page}>
      <Spinner size={28} />
      <p>{t("shell.loading")}</p>
    </main>
  );
}
