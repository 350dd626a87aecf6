// An address at which there is nothing.
import { MapPinOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Frame } from "./Frame.tsx";
import { usePageTitle } from "./usePageTitle.ts";

export function NotFoundPage() {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  usePageTitle(t("shell.notFoundTitle"));
  return (
    <Frame>
      <EmptyState
        level={1}
        icon={<MapPinOff />}
        title={t("shell.notFoundTitle")}
        actions={
          <Button variant="primary" onPress={() => navigate("/")}>
            {t("shell.toMaps")}
          </Button>
        }
      >
        <p>{t("shell.notFoundText")}</p>
      </EmptyState>
    </Frame>
  );
}
