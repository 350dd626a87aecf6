// The comments beside the map, or beside what it was; on a narrow window a sheet above it that makes room for what is chosen.
import { panelShown } from "../comments/panel/panelShown.ts";
import { CommentsPanel } from "./mapParts.ts";
import styles from "./MapWorkspace.module.css";
import { isNarrow } from "./narrow.ts";

export function CommentsSide({ label }: { label: string }) {
  const close = (): void => panelShown.set(false);
  return (
    <aside className={styles.comments} aria-label={label}>
      <CommentsPanel
        onOpened={() => {
          if (isNarrow()) close();
        }}
        onClose={close}
      />
    </aside>
  );
}
