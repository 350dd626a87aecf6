// The comments beside the map, or beside what it was; on a narrow window a sheet above it that makes room for what is chosen.
import { Activity, startTransition, useEffect, useState } from "react";
import { panelShown } from "../comments/panel/panelShown.ts";
import { useComments } from "../comments/store/commentHooks.ts";
import { useStore } from "../map/session/useStore.ts";
import { CommentsPanel } from "./mapParts.ts";
import styles from "./MapWorkspace.module.css";
import { isNarrow } from "./narrow.ts";

export interface CommentsSideProps {
  label: string;
  isShown: boolean;
}

/** Made ready before anybody asks for it: it has much in it, and is there at once when somebody does. */
export function CommentsSide({ label, isShown }: CommentsSideProps) {
  const isPrepared = useIsPrepared();
  if (!isShown && !isPrepared) return null;
  return (
    // While it is hidden it listens to nothing, and what changes on the map costs it nothing.
    <Activity mode={isShown ? "visible" : "hidden"}>
      <aside className={styles.comments} aria-label={label}>
        <CommentsPanel onOpened={makeRoom} onClose={close} />
      </aside>
    </Activity>
  );
}

// Always the same: nothing in the panel is rendered anew because it is shown.
function close(): void {
  panelShown.set(false);
}

function makeRoom(): void {
  if (isNarrow()) close();
}

/** Once the comments are there, and the page has nothing else to do. */
function useIsPrepared(): boolean {
  const isReady = useStore(useComments().state, (state) => state === "ready");
  const [isPrepared, setPrepared] = useState(false);
  useEffect(() => {
    if (!isReady || isPrepared) return;
    let idle: number | null = null;
    let isOver = false;
    const whenIdle = (): void => {
      if (isOver) return;
      idle = requestIdleCallback(() => startTransition(() => setPrepared(true)));
    };
    // Where its code cannot be had, it is fetched when somebody asks for it.
    CommentsPanel.prepare().then(whenIdle, () => undefined);
    return () => {
      isOver = true;
      if (idle !== null) cancelIdleCallback(idle);
    };
  }, [isReady, isPrepared]);
  return isPrepared;
}
