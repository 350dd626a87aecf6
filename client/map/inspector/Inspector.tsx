// The panel beside the map: the selected node or link, several of them, or the map itself. Knows nothing of the
// container that the shell puts it in.
import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../../ui/IconButton.tsx";
import { useSelection } from "../session/sessionHooks.ts";
import styles from "./Inspector.module.css";
import { LinkPanel } from "./LinkPanel.tsx";
import { MapFacts } from "./MapFacts.tsx";
import { NodePanel } from "./NodePanel.tsx";
import { SeveralPanel } from "./SeveralPanel.tsx";

export interface InspectorProps {
  /** Offers a button that closes the panel. */
  onClose?: () => void;
}

export function Inspector({ onClose }: InspectorProps) {
  const { t } = useTranslation();
  const { nodes, links } = useSelection();
  const [node] = nodes;
  const [link] = links;
  const count = nodes.size + links.size;
  return (
    <div className={styles.inspector}>
      {onClose === undefined ? null : (
        <div className={styles.close}>
          <IconButton
            label={t("inspector.close")}
            icon={<X aria-hidden="true" />}
            hintPlacement="left"
            onPress={onClose}
          />
        </div>
      )}
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
