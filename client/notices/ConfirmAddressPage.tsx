// The link by which somebody says that an address is theirs.
import { MailCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { LinkPage } from "./LinkPage.tsx";
import { confirmAddress } from "./noticeQueries.ts";

export function ConfirmAddressPage() {
  const { t } = useTranslation();
  return (
    <LinkPage
      secret="confirm"
      icon={<MailCheck />}
      title={t("notices.confirmTitle")}
      text={t("notices.confirmText")}
      submit={t("notices.confirmNow")}
      onUse={confirmAddress}
      doneIcon={<MailCheck />}
      doneTitle={t("notices.confirmed")}
      doneText={t("notices.confirmedText")}
    />
  );
}
