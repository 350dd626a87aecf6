// A link that does not lead on: used, expired, withdrawn, unknown, or no answer at all. Each with what to do now.
import { CloudOff, Link2Off, TimerOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { ServerProblem } from "../app/askServer.ts";
import { problemSentence } from "../app/problemSentence.ts";
import { Button } from "../ui/Button.tsx";
import { EntryNote } from "./EntryNote.tsx";
import { SIGN_IN_PATH } from "./nextPath.ts";
import { useMe } from "./session.ts";

const KNOWN = {
  "link-used": "used",
  "link-expired": "expired",
  "link-revoked": "revoked",
  "no-such-link": "unknown",
  "invalid-request": "unknown",
  "no-such-map": "gone",
  "map-deleted": "gone",
} as const;

export interface LinkProblemProps {
  error: unknown;
  onRetry: () => void;
  takesFocus?: boolean;
}

export function LinkProblem({ error, onRetry, takesFocus = false }: LinkProblemProps) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const isIn = useMe() !== null;
  const reason = error instanceof ServerProblem && isKnown(error.code) ? KNOWN[error.code] : null;
  if (reason === null) {
    return (
      <EntryNote
        takesFocus={takesFocus}
        icon={<CloudOff />}
        title={t("entry.linkFailedTitle")}
        actions={
          <Button variant="primary" onPress={onRetry}>
            {t("ui.retry")}
          </Button>
        }
      >
        <p>{problemSentence(error, t)}</p>
      </EntryNote>
    );
  }
  return (
    <EntryNote
      takesFocus={takesFocus}
      icon={reason === "expired" ? <TimerOff /> : <Link2Off />}
      title={t(`entry.link-${reason}`)}
      actions={
        <Button onPress={() => navigate(isIn ? "/" : SIGN_IN_PATH)}>
          {isIn ? t("shell.toMaps") : t("entry.toSignIn")}
        </Button>
      }
    >
      <p>{t(`entry.link-${reason}-text`)}</p>
    </EntryNote>
  );
}

function isKnown(code: string): code is keyof typeof KNOWN {
  return Object.hasOwn(KNOWN, code);
}
