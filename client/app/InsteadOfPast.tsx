// In place of something of a map's past that cannot be shown, or is not there: what it is, why, and the way to the map.
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ServerProblem } from "./askServer.ts";
import { Frame } from "./Frame.tsx";
import { problemSentence } from "./problemSentence.ts";

export interface InsteadOfPastProps {
  mapId: string;
  icon: ReactNode;
  title: string;
  /** Another way on. */
  action?: ReactNode;
  children: string;
}

export function InsteadOfPast({ mapId, icon, title, action, children }: InsteadOfPastProps) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  return (
    <Frame>
      <EmptyState
        level={1}
        icon={icon}
        title={title}
        actions={
          <>
            <Button variant="primary" onPress={() => navigate(`/karte/${mapId}`)}>
              {t("versions.back")}
            </Button>
            {action}
          </>
        }
      >
        <p>{children}</p>
      </EmptyState>
    </Frame>
  );
}

export interface NotToBeHadProps extends Omit<InsteadOfPastProps, "children" | "action"> {
  error: Error;
  /** What is said where there is no such thing. */
  gone: string;
  onRetry: () => void;
}

/** It could not be fetched. What does not exist is not asked for again. */
export function NotToBeHad({ error, gone, onRetry, ...rest }: NotToBeHadProps) {
  const { t } = useTranslation();
  const isGone = error instanceof ServerProblem && error.status === 404;
  return (
    <InsteadOfPast
      {...rest}
      action={isGone ? null : <Button onPress={onRetry}>{t("ui.retry")}</Button>}
    >
      {isGone ? gone : problemSentence(error, t)}
    </InsteadOfPast>
  );
}
