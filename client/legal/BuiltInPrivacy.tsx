// What this software keeps of people, whoever runs it: true by how it is built, in plain words.
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import styles from "./Legal.module.css";

const FACTS = [
  "who",
  "account",
  "maps",
  "guests",
  "kept",
  "not",
  "device",
  "mail",
  "rights",
] as const;

export function BuiltInPrivacy({ operator }: { operator: string }) {
  const { t } = useTranslation();
  return (
    <section className={styles.sheet}>
      <h2 className={styles.heading}>{t("legal.builtInTitle")}</h2>
      <dl className={styles.facts}>
        {FACTS.map((fact) => (
          <div key={fact} className={styles.fact}>
            <dt>{t(`legal.fact-${fact}-title`)}</dt>
            <dd>
              {fact === "who" && operator !== ""
                ? t("legal.operatorIs", { operator })
                : t(`legal.fact-${fact}`)}
            </dd>
          </div>
        ))}
      </dl>
      <p>
        <Link href="/speicherung">{t("legal.toStorage")}</Link>
      </p>
    </section>
  );
}
