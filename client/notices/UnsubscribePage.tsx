// The link that ends the mails.
import { BellOff, MailX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { LinkPage } from "./LinkPage.tsx";
import { unsubscribe } from "./noticeQueries.ts";

export function UnsubscribePage() {
  const { t } = useTranslation();
  return (
    <LinkPage
      secret="unsubscribe"
      icon={<MailX />}
      title={t("notices.endTitle")}
      text={t("notices.endText")}
      submit={t("notices.endNow")}
      onUse={unsubscribe}
      doneIcon={<BellOff />}
      doneTitle={t("notices.ended")}
      doneText={t("notices.endedText")}
    />
  );
}
