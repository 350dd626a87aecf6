// The imprint: who runs this installation, in their own words.
import { useQuery } from "@tanstack/react-query";
import { CloudOff, FileText } from "lucide-react";
import { useTranslation } from "react-i18next";
import { problemSentence } from "../app/problemSentence.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { LegalFrame } from "./LegalFrame.tsx";
import { hasImprint, OperatorText } from "./OperatorText.tsx";
import { textsQuery } from "./texts.ts";

export function ImprintPage() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(textsQuery);
  return (
    <LegalFrame title={t("legal.imprint")}>
      {error !== null && data === undefined ? (
        <EmptyState
          icon={<CloudOff />}
          title={t("legal.textsMissing")}
          actions={<Button onPress={() => void refetch()}>{t("ui.retry")}</Button>}
        >
          <p>{problemSentence(error, t)}</p>
        </EmptyState>
      ) : data === undefined ? (
        <Skeleton />
      ) : hasImprint(data) ? (
        <OperatorText german={data.imprintDe} english={data.imprintEn} />
      ) : (
        <EmptyState icon={<FileText />} title={t("legal.imprintNone")}>
          <p>
            {data.operator.trim() === ""
              ? t("legal.imprintNoneText")
              : t("legal.operatorIs", { operator: data.operator.trim() })}
          </p>
        </EmptyState>
      )}
    </LegalFrame>
  );
}
