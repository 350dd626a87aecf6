// Below a thread that is told as it was: that it is only to be read, what is known of it, and the way to it today.
import { History } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { useShownMap } from "../../map/session/sessionHooks.ts";
import { Button } from "../../ui/Button.tsx";
import type { ThreadContent, ThreadView } from "../store/commentViews.ts";
import { commentPath } from "./commentLink.ts";
import styles from "./PastFoot.module.css";

export interface PastFootProps {
  /** undefined: not known yet. */
  view: ThreadView | undefined;
  answer: ThreadContent["answer"];
}

export function PastFoot({ view, answer }: PastFootProps) {
  const { t } = useTranslation();
  const { mapId } = useShownMap();
  const [, navigate] = useLocation();
  const first = answer?.comments.find(({ deletedAt }) => deletedAt === null);
  const past = view?.past;
  return (
    <div className={styles.foot}>
      <div className={styles.words}>
        <p className={styles.sign}>
          <History aria-hidden="true" />
          {t("pastTalk.readOnly")}
        </p>
        {past === undefined ? null : (
          <p className={styles.today}>
            {past.isStateKnown ? null : `${t("pastTalk.stateUnknownText")} `}
            {t(past.isResolvedToday ? "pastTalk.todayResolved" : "pastTalk.todayOpen")}
          </p>
        )}
      </div>
      {first === undefined ? null : (
        <Button size="small" onPress={() => navigate(commentPath(mapId, first.id))}>
          {t("pastTalk.today")}
        </Button>
      )}
    </div>
  );
}
