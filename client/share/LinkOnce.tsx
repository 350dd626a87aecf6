// A link just made: to copy, to scan. It is shown this once, the server keeps only its hash.
import { KeyRound, MailCheck, MailX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { longDate } from "../i18n/times.ts";
import { useLanguage } from "../i18n/useLanguage.ts";
import { CopyField } from "./CopyField.tsx";
import styles from "./LinkOnce.module.css";
import { QrCode } from "./QrCode.tsx";

export interface LinkOnceProps {
  link: string;
  /** Whom it is for; null: for everybody who has it. */
  name: string | null;
  expiresAt: number | null;
  /** A mail was asked for, and has gone out or not. */
  mail: { address: string; isSent: boolean } | null;
}

export function LinkOnce({ link, name, expiresAt, mail }: LinkOnceProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <div className={styles.once}>
      <QrCode text={link} label={name === null ? t("share.qrOpen") : t("share.qrFor", { name })} />
      <div className={styles.words}>
        {mail === null ? null : (
          <p className={styles.fact}>
            {mail.isSent ? (
              <MailCheck size={18} aria-hidden="true" />
            ) : (
              <MailX size={18} aria-hidden="true" />
            )}
            {t(mail.isSent ? "share.mailSent" : "share.mailNotSent", { address: mail.address })}
          </p>
        )}
        <CopyField label={t("share.link")} value={link} isPrimary />
        <p className={styles.fact}>
          <KeyRound size={18} aria-hidden="true" />
          {t("share.shownOnce")}
        </p>
        <p className={styles.soft}>
          {name === null ? t("share.scanOpen") : t("share.scan", { name })}
          {expiresAt === null
            ? null
            : ` ${t("share.validUntil", { date: longDate(expiresAt, language) })}`}
        </p>
      </div>
    </div>
  );
}
