// The others on the map: React renders who is there, everything that moves is moved without it.
import { ViewportPortal } from "@xyflow/react";
import { memo } from "react";
import { useShownMap } from "../session/sessionHooks.ts";
import { useStore } from "../session/useStore.ts";
import { Cursor } from "./Cursor.tsx";
import { Ghosts } from "./Ghosts.tsx";
import styles from "./Others.module.css";
import { countRender } from "./renderCount.ts";

// Memoised: the canvas around it renders with every step of a drag and every node that is measured.
export const Others = memo(function Others() {
  countRender("others");
  const others = useStore(useShownMap().presence.others);
  return (
    <ViewportPortal>
      <div className={styles.others} aria-hidden="true">
        {others.map((clientId) => (
          <Ghosts key={clientId} clientId={clientId} />
        ))}
        {others.map((clientId) => (
          <Cursor key={clientId} clientId={clientId} />
        ))}
      </div>
    </ViewportPortal>
  );
});
