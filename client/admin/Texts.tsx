// What the operator says about privacy and about themselves, in both languages, with a look at how it will read.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { textsQuery } from "../legal/texts.ts";
import { Awaited } from "../ui/Awaited.tsx";
import { TextsForm } from "./TextsForm.tsx";
import styles from "./AdminPage.module.css";

export function Texts() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(textsQuery);
  if (data === undefined) return <Awaited error={error} onRetry={() => void refetch()} />;
  return (
    <div className={styles.part}>
      <p className={styles.soft}>{t("admin.textsText")}</p>
      <TextsForm saved={data} />
    </div>
  );
}
