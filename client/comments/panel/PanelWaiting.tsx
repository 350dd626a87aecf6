// What this device has written and the server has not taken, on all threads: how much is on its way, and each one that was
// refused, with what can be done about it.
import { Clock, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useSession } from "../../map/session/sessionHooks.ts";
import { useStore } from "../../map/session/useStore.ts";
import { useComments } from "../store/commentHooks.ts";
import { Waiting } from "../thread/Waiting.tsx";
import styles from "./CommentsPanel.module.css";

export function PanelWaiting() {
  const { t } = useTranslation();
  const waiting = useStore(useComments().waiting);
  const { status } = useSession();
  const isLive = useStore(status, ({ phase }) => phase === "live");
  const outboxFailing = useStore(status, (now) => now.outboxFailing);
  const refused = waiting.filter(({ problem }) => problem !== null);
  const count = waiting.length - refused.length;
  return (
    <>
      {count > 0 && !isLive ? (
        <p className={outboxFailing ? styles.trouble : styles.note}>
          {outboxFailing ? <TriangleAlert aria-hidden="true" /> : <Clock aria-hidden="true" />}
          {t(outboxFailing ? "comments.notKept" : "comments.waitingHere", { count })}
        </p>
      ) : null}
      {refused.length === 0 ? null : (
        <section className={styles.refused} aria-labelledby="comments-refused">
          <h3 id="comments-refused" className="unseen">
            {t("comments.refusedTitle")}
          </h3>
          <Waiting waiting={refused} />
        </section>
      )}
    </>
  );
}
