// Privacy: what the operator says, and what this software does in any case. The second stands also where nothing was
// written, or where the server does not answer.
import { useQuery } from "@tanstack/react-query";
import { CloudOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { problemSentence } from "../app/problemSentence.ts";
import { Notice } from "../ui/Notice.tsx";
import { BuiltInPrivacy } from "./BuiltInPrivacy.tsx";
import { LegalFrame } from "./LegalFrame.tsx";
import { hasPrivacy, OperatorText } from "./OperatorText.tsx";
import { textsQuery } from "./texts.ts";

export function PrivacyPage() {
  const { t } = useTranslation();
  const { data, error } = useQuery(textsQuery);
  return (
    <LegalFrame title={t("legal.privacy")} lead={t("legal.privacyLead")}>
      {error === null ? null : (
        <Notice icon={<CloudOff />}>
          {t("legal.textsMissing")} {problemSentence(error, t)}
        </Notice>
      )}
      {data !== undefined && hasPrivacy(data) ? (
        <OperatorText german={data.privacyDe} english={data.privacyEn} />
      ) : null}
      <BuiltInPrivacy operator={data?.operator.trim() ?? ""} />
    </LegalFrame>
  );
}
