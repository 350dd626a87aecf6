// What this site keeps in the browser: every name, what it is for, and how long it stays. From the one list there is.
import { useTranslation } from "react-i18next";
import { KEPT, type Kept } from "./kept.ts";
import styles from "./Legal.module.css";
import { LegalFrame } from "./LegalFrame.tsx";

export function StoragePage() {
  const { t } = useTranslation();
  return (
    <LegalFrame title={t("legal.storage")} lead={t("storage.lead")}>
      <KeptList title={t("storage.needed")} list={KEPT.filter(({ isNeeded }) => isNeeded)} />
      <KeptList title={t("storage.pleasant")} list={KEPT.filter(({ isNeeded }) => !isNeeded)} />
      <p className={styles.life}>{t("storage.none")}</p>
    </LegalFrame>
  );
}

function KeptList({ title, list }: { title: string; list: readonly Kept[] }) {
  const { t } = useTranslation();
  return (
    <section className={styles.sheet}>
      <h2 className={styles.heading}>{title}</h2>
      <div>
        {list.map(({ id, place, names }) => (
          <div key={id} className={styles.kept}>
            <div className={styles.keptHead}>
              <h3 className={styles.keptName}>{t(`storage.${id}-title`)}</h3>
              <span className={styles.place}>{t(`storage.place-${place}`)}</span>
            </div>
            <p>{t(`storage.${id}-why`)}</p>
            <p className={styles.life}>{t(`storage.${id}-life`)}</p>
            <p className={styles.life}>
              {t("storage.names")}{" "}
              {names.map((name, index) => (
                <span key={name}>
                  {index === 0 ? "" : ", "}
                  <code>{name}</code>
                </span>
              ))}
            </p>
          </div>
        ))}
      </div>
    </section>
  );
}
