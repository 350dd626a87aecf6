// Catches what broke while drawing a page, says so, and offers ways on. The error itself goes to the console, once.
import { TriangleAlert } from "lucide-react";
import { Component, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { usePageTitle } from "./usePageTitle.ts";

interface State {
  failed: boolean;
}

export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <BrokenPage /> : this.props.children;
  }
}

function BrokenPage() {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  usePageTitle(t("shell.brokenTitle"));
  return (
    <main>
      <EmptyState
        level={1}
        icon={<TriangleAlert />}
        title={t("shell.brokenTitle")}
        actions={
          <>
            <Button variant="primary" onPress={() => location.reload()}>
              {t("shell.reload")}
            </Button>
            <Button onPress={() => navigate("/")}>{t("shell.toMaps")}</Button>
          </>
        }
      >
        <p>{t("shell.brokenText")}</p>
      </EmptyState>
    </main>
  );
}
