// The server has closed this map for good: why, what became of changes that still wait, and the way on.
import { Archive, CircleSlash } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { useSession, useStatus } from "../map/session/sessionHooks.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Notice } from "../ui/Notice.tsx";
import { endingOf } from "./endings.ts";
import { Frame } from "./Frame.tsx";
import styles from "./MapEnded.module.css";
import { saveUnsentFile } from "./mapFiles.ts";
import { SignInAgain } from "../people/SignInAgain.tsx";

export function MapEnded() {
  const { t } = useTranslation();
  const session = useSession();
  const { ended, waiting, unsendable } = useStatus();
  const [, navigate] = useLocation();
  const ending = endingOf(ended);
  const { waiting: extent } = ending;
  const unsent = waiting + unsendable;
  const toMaps = (
    <Button
      variant={ending.wayOn === "maps" ? "primary" : "secondary"}
      onPress={() => navigate("/")}
    >
      {t("shell.toMaps")}
    </Button>
  );
  return (
    <Frame>
      <div data-ended={ended}>
        <EmptyState
          level={1}
          icon={<CircleSlash />}
          title={t(`map.ended-${ending.name}`)}
          actions={
            <>
              {ending.wayOn === "reload" ? (
                <Button variant="primary" onPress={() => location.reload()}>
                  {t("shell.reload")}
                </Button>
              ) : null}
              {ending.wayOn === "sign-in" ? <SignInAgain /> : null}
              {ending.wayOn === "bin" ? (
                <Button variant="primary" onPress={() => navigate("/papierkorb")}>
                  {t("map.toBin")}
                </Button>
              ) : null}
              {toMaps}
            </>
          }
        >
          <p>{t(`map.ended-${ending.name}-text`)}</p>
        </EmptyState>
        {unsent > 0 ? (
          <div className={styles.waiting}>
            <Notice icon={<Archive />}>
              <span className={styles.words}>
                {extent === null
                  ? t("map.waitingKept", { count: unsent })
                  : t("map.waitingUnsendable", { count: unsent })}
              </span>
              {extent === null ? null : (
                <span className={styles.actions}>
                  <Button size="small" onPress={() => saveUnsentFile(session, extent)}>
                    {t("map.saveWaiting")}
                  </Button>
                  <Button size="small" variant="quiet" onPress={() => void session.discardUnsent()}>
                    {t("map.discardWaiting")}
                  </Button>
                </span>
              )}
            </Notice>
          </div>
        ) : null}
      </div>
    </Frame>
  );
}
