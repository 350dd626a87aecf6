// The one thread that is looked at, or the one that is about to be begun: what the window on the canvas, or any other place, is filled
// with. Knows nothing of where it stands.
import { useTranslation } from "react-i18next";
import type { Anchor } from "#shared/comments/api.ts";
import { useShownMap } from "../../map/session/sessionHooks.ts";
import { useStore } from "../../map/session/useStore.ts";
import { useComments } from "../store/commentHooks.ts";
import { AnchorHead } from "./AnchorHead.tsx";
import { Composer } from "./Composer.tsx";
import { ThreadView } from "./ThreadView.tsx";
import styles from "./ThreadPanel.module.css";

export interface ThreadPanelProps {
  onClose: () => void;
}

export function ThreadPanel({ onClose }: ThreadPanelProps) {
  const opened = useStore(useComments().opened);
  if (opened === null) return null;
  return (
    <div className={styles.panel}>
      {opened.what === "thread" ? (
        <ThreadView
          key={opened.id}
          threadId={opened.id}
          commentId={opened.commentId ?? null}
          onClose={onClose}
        />
      ) : (
        <NewThread key={JSON.stringify(opened.anchor)} anchor={opened.anchor} onClose={onClose} />
      )}
    </div>
  );
}

function NewThread({ anchor, onClose }: { anchor: Anchor; onClose: () => void }) {
  const { t } = useTranslation();
  const { mapId } = useShownMap();
  const store = useComments();
  return (
    <>
      <AnchorHead anchor={anchor} lastTitle="" onClose={onClose} />
      <div className={styles.foot}>
        <Composer
          // Maps may have nodes of the same id.
          draftKey={`new ${mapId} ${JSON.stringify(anchor)}`}
          label={t("thread.newComment")}
          action={t("thread.comment")}
          isFocusedFirst
          onSend={(text) => store.open(store.begin(anchor, text))}
        />
      </div>
    </>
  );
}
