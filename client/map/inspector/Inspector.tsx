// The panel beside the map: the selected node or link, several of them, or the map itself. Knows nothing of the
// container that the shell puts it in.
import { useShownMap } from "../session/sessionHooks.ts";
import { useStore } from "../session/useStore.ts";
import styles from "./Inspector.module.css";
import { LinkPanel } from "./LinkPanel.tsx";
import { MapFacts } from "./MapFacts.tsx";
import { NodePanel } from "./NodePanel.tsx";
import { SeveralPanel } from "./SeveralPanel.tsx";

export function Inspector() {
  // Built when a drag has ended, not in the middle of it.
  const { nodes, links } = useStore(useShownMap().flow.restingSelection);
  const [node] = nodes;
  const [link] = links;
  const count = nodes.size + links.size;
  return (
    <div className={styles.inspector}>
      {count > 1 ? (
        <SeveralPanel nodes={nodes} links={links} />
      ) : node !== undefined ? (
        <NodePanel key={node} id={node} />
      ) : link !== undefined ? (
        <LinkPanel key={link} id={link} />
      ) : (
        <MapFacts />
      )}
    </div>
  );
}
