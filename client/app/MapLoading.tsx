// A map that is on its way; after a while it says that something takes longer than it should, and offers a way back.
import { CloudOff } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { useSession } from "../map/session/sessionHooks.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Frame } from "./Frame.tsx";
import { LoadingPage } from "./LoadingPage.tsx";

const PATIENCE_MS = 4_000;

export function MapLoading() {
  const { t } = useTranslation();
  const session = useSession();
  const [, navigate] = useLocation();
  const [isSlow, setSlow] = useState(!navigator.onLine);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!isSlow) return <LoadingPage />;
  return (
    <Frame>
      <EmptyState
        level={1}
        icon={<CloudOff />}
        title={t("map.unreachableTitle")}
        actions={
          <>
            <Button variant="primary" onPress={session.retry}>
              {t("ui.retry")}
            </Button>
            <Button onPress={() => navigate("/")}>{t("shell.toMaps")}</Button>
          </>
        }
      >
        <p>{t("map.unreachableText")}</p>
      </EmptyState>
    </Frame>
  );
}
